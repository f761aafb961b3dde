"""The coming weeks in one table: typed in place, saved once, nothing lost."""

import datetime as dt

import pytest

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Theme, Wish
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.desk.tests.pages import coordinator, in_days, sign_in, text_of, url
from pirtti.network.rules import Role
from pirtti.network.tests.factories import OrganisationFactory, PlaceFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def activity(place):
    activity = ActivityFactory(place=place, who=text("Ohjaaja", "Ledare"))
    weekly(activity, starts_on=in_days(1), ends_on=in_days(30), theme_every=2)
    return activity


@pytest.fixture
def dates(activity):
    return list(activity.occurrences.order_by("on"))


def row(date, language="fi", **changes):
    """What the browser sends of one row: every cell, and what it showed."""
    shown = {
        name: getattr(date, name).data.get(language, "")
        if getattr(date, name) and isinstance(getattr(date, name).data, dict)
        else ""
        for name in ("theme", "guest", "who")
    }
    shown["guest_organisation"] = str(date.guest_organisation_id or "")
    sent = {f"initial-d{date.pk}-{name}": value for name, value in shown.items()}
    return sent | {
        f"d{date.pk}-{name}": value for name, value in (shown | changes).items()
    }


def rows(dates, language="fi"):
    sent = {"in": language}
    for date in dates:
        sent |= row(date, language)
    return sent


def test_only_what_was_typed_is_changed(client, place, activity, dates):
    coordinator(client, place)
    clinic = OrganisationFactory(area=place.area)
    place.partners.add(clinic)
    first, second = dates[:2]

    answer = client.post(
        url("programme", activity.pk),
        rows(dates)
        | row(first, theme="Uni", guest="Hoitaja", guest_organisation=str(clinic.pk)),
    )

    assert answer.status_code == 302
    first.refresh_from_db()
    assert (str(first.theme), str(first.guest)) == ("Uni", "Hoitaja")
    assert first.guest_organisation == clinic
    assert first.own == ["guest", "guest_organisation", "theme"]
    second.refresh_from_db()
    assert (second.own, second.sequence) == ([], 0)


def test_a_text_in_one_language_leaves_the_others(client, place, activity, dates):
    coordinator(client, place)

    client.post(
        url("programme", activity.pk),
        rows(dates, "sv") | row(dates[0], "sv", who="Barnledare"),
    )

    dates[0].refresh_from_db()
    assert dates[0].who.data == {"fi": "Ohjaaja", "sv": "Barnledare"}


def test_a_text_that_is_there_in_another_language_is_shown_beside(
    client, place, activity, dates
):
    calendar.change_occurrence(dates[0], theme=text("Unikoulu"), by=None)
    coordinator(client, place)

    page = text_of(client.get(url("programme", activity.pk), {"in": "sv"}))

    assert 'lang="fi" dir="ltr">Unikoulu</span>' in page
    assert 'value="Unikoulu"' not in page


def test_one_bad_row_keeps_everything_typed_and_stores_nothing(
    client, place, activity, dates
):
    coordinator(client, place)

    answer = client.post(
        url("programme", activity.pk),
        rows(dates)
        | row(dates[0], theme="Uni")
        | row(dates[1], who="131052-308T")
        | row(dates[2], theme="x" * 121),
    )

    page = text_of(answer)
    assert answer.status_code == 422
    assert "some rows need correcting" in page
    assert "personal identity code" in page
    assert "too long" in page
    assert 'value="Uni"' in page
    assert [date.own for date in activity.occurrences.all()] == [[]] * len(dates)


def test_what_somebody_changed_meanwhile_is_told_and_can_be_overruled(
    client, place, activity, dates
):
    coordinator(client, place)
    sent = rows(dates) | row(dates[0], theme="Laulut")
    calendar.change_occurrence(dates[0], theme=text("Uni"), by=None)

    answer = client.post(url("programme", activity.pk), sent)

    page = text_of(answer)
    assert answer.status_code == 422
    assert "Somebody has changed this meanwhile to “Uni”" in page
    assert 'value="Laulut"' in page
    again = sent | {f"initial-d{dates[0].pk}-theme": "Uni"}
    assert f'name="initial-d{dates[0].pk}-theme" value="Uni"' in page
    assert client.post(url("programme", activity.pk), again).status_code == 302
    dates[0].refresh_from_db()
    assert str(dates[0].theme) == "Laulut"


def test_a_row_that_is_not_ones_own_is_not_changed(client, place, activity, dates):
    other = weekly(ActivityFactory(), starts_on=in_days(1)).occurrences.first()
    coordinator(client, place)

    client.post(url("programme", activity.pk), row(other, theme="Uni"))

    other.refresh_from_db()
    assert not str(other.theme)


def test_the_table_tells_twelve_weeks(client, place):
    activity = ActivityFactory(place=place)
    weekly(activity, starts_on=in_days(1))
    coordinator(client, place)

    page = client.get(url("programme", activity.pk)).content.decode()

    assert page.count('scope="row"') == 12


def test_themes_are_put_in_store_and_spread(client, place, activity, dates):
    coordinator(client, place)
    for name in ("Uni", "Laulut"):
        client.post(url("theme_new", activity.pk), {"text_0": name})

    answer = client.post(url("themes_spread", activity.pk), follow=True)

    assert "2 dates got a theme" in text_of(answer)
    told = [str(date.theme) for date in activity.occurrences.order_by("on")]
    assert told[:4] == ["Uni", "", "Laulut", ""]


def test_spreading_without_a_rhythm_of_themes_says_what_to_do(client, place):
    activity = ActivityFactory(place=place)
    weekly(activity, starts_on=in_days(1))
    coordinator(client, place)

    page = text_of(client.post(url("themes_spread", activity.pk), follow=True))

    assert "Tell in its rhythm how often there is a theme" in page


def test_a_theme_without_words_is_refused_and_its_guest_kept(client, place, activity):
    coordinator(client, place)

    answer = client.post(url("theme_new", activity.pk), {"guest_0": "Hoitaja"})

    assert answer.status_code == 422
    assert 'value="Hoitaja"' in text_of(answer)
    assert not Theme.objects.exists()


def test_a_theme_is_changed_taken_away_and_put_back(client, place, activity):
    theme = calendar.add_theme(activity, text=text("Uni"), by=None)
    coordinator(client, place)

    client.post(url("theme", theme.pk), {"text_0": "Uni ja lepo"})
    theme.refresh_from_db()
    assert str(theme.text) == "Uni ja lepo"

    page = client.post(url("theme_remove", theme.pk), follow=True).content.decode()
    assert not Theme.objects.exists()
    note = page.split('name="note" value="')[1].split('"')[0]
    client.post(url("undo"), {"note": note})
    assert str(Theme.objects.get().text) == "Uni ja lepo"


def test_a_wish_becomes_a_theme_or_is_set_aside(client, place, activity):
    first = calendar.make_wish(activity, text="Laulua", language="fi")
    second = calendar.make_wish(activity, text="Sovitaan pihatalkoot", language="fi")
    coordinator(client, place)
    page = text_of(client.get(url("programme", activity.pk)))
    assert "Sovitaan pihatalkoot" in page

    answer = client.post(url("wish_take", first.pk))
    client.post(url("wish_aside", second.pk))

    theme = Theme.objects.get()
    assert answer["Location"] == url("theme", theme.pk)
    assert theme.wish == first
    second.refresh_from_db()
    assert second.state == Wish.State.SET_ASIDE
    page = text_of(client.get(url("programme", activity.pk)))
    assert "Make a theme of it after all" in page


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.STEERING_MEMBER])
def test_who_does_not_plan_does_not_find_it(client, place, activity, role):
    sign_in(client, role, at=place)
    wish = calendar.make_wish(activity, text="Laulua", language="fi")

    assert client.get(url("programme", activity.pk)).status_code == 404
    assert client.post(url("wish_take", wish.pk)).status_code == 404
    assert client.post(url("themes_spread", activity.pk)).status_code == 404


def test_a_past_date_is_not_in_the_table(client, place, activity, dates):
    dates[0].starts_at -= dt.timedelta(days=9)
    dates[0].ends_at -= dt.timedelta(days=9)
    dates[0].save()
    coordinator(client, place)

    page = client.get(url("programme", activity.pk)).content.decode()

    assert f"date-{dates[0].pk}" not in page
    assert f"date-{dates[1].pk}" in page
