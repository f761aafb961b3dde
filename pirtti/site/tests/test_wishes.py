"""A family wishes for something: one line, no name; later it sees what came of it."""

import pytest

from pirtti.calendar import actions
from pirtti.calendar.models import Wish
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.desk.tests.pages import in_days
from pirtti.network.tests.factories import text
from pirtti.site import wish_forms

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    activity = ActivityFactory()
    weekly(activity, starts_on=in_days(1), theme_every=2)
    return activity


def address(activity, language="en"):
    return f"/{language}/activity/{activity.slug}/wish/"


def test_a_wish_is_kept_without_anything_about_who_sent_it(client, activity):
    answer = client.post(
        address(activity), {"wish": "  Songs in Swedish "}, follow=True
    )

    assert "your wish has arrived" in answer.content.decode()
    wish = Wish.objects.get()
    assert (wish.text, wish.language, wish.state) == ("Songs in Swedish", "en", "new")
    assert {field.name for field in Wish._meta.fields} == {
        "id", "activity", "text", "language", "state", "wished_on",
    }  # fmt: skip


def test_the_page_says_what_happens_next_and_the_activity_leads_there(client, activity):
    page = client.get(address(activity)).content.decode()
    assert "What happens next" in page
    assert "kept for a year" in page

    page = client.get(f"/en/activity/{activity.slug}/").content.decode()
    assert address(activity) in page


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Write what you wish for"),
        ("   ", "Write what you wish for"),
        ("x" * 201, "too long"),
        ("131052-308T", "personal identity code"),
        ("a\x00b", "invisible sign"),
        ("\u202eabc", "hidden signs"),
    ],
)
def test_what_can_not_be_kept_is_told_and_nothing_is_stored(
    client, activity, typed, sentence
):
    answer = client.post(address(activity), {"wish": typed})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Wish.objects.exists()


def test_a_long_wish_is_told_of_and_not_cut_by_the_browser(client, activity):
    asked = client.get(address(activity)).content.decode()
    answer = client.post(address(activity), {"wish": "pulla " * 50})

    assert "maxlength" not in asked
    assert "pulla " * 49 in answer.content.decode()


def test_markup_in_a_wish_is_only_text(client, activity):
    client.post(address(activity), {"wish": "<script>alert(1)</script>"})

    assert Wish.objects.get().text == "<script>alert(1)</script>"


def test_very_many_wishes_from_one_network_are_slowed_down(
    client, activity, monkeypatch
):
    monkeypatch.setattr(wish_forms, "TRIES", 2)
    for words in ("one", "two"):
        client.post(address(activity), {"wish": words})

    answer = client.post(address(activity), {"wish": "three"})

    assert answer.status_code == 422
    assert 'value="three"' in answer.content.decode()
    assert Wish.objects.count() == 2


def test_a_draft_takes_no_wishes(client):
    draft = ActivityFactory(draft=True)

    assert client.get(address(draft)).status_code == 404
    assert client.post(address(draft), {"wish": "x"}).status_code == 404


def test_families_see_which_coming_dates_they_wished_for(client, activity):
    page = f"/en/activity/{activity.slug}/"
    assert "You wished, we did" not in client.get(page).content.decode()
    wish = actions.make_wish(activity, text="Sormivärejä", language="fi")
    theme = actions.take_wish(wish, by=None)
    actions.change_theme(theme, text=text("", en="Finger paints"), by=None)

    actions.spread_themes(activity, since=in_days(0), by=None)

    told = client.get(page).content.decode()
    _head, _found, wished = told.partition("You wished, we did")
    assert "Finger paints" in wished.partition("</section>")[0]


def test_a_cancelled_date_is_not_what_we_did(client, activity):
    wish = actions.make_wish(activity, text="Sormivärejä", language="fi")
    actions.take_wish(wish, by=None)
    actions.spread_themes(activity, since=in_days(0), by=None)
    first = activity.occurrences.order_by("on")[0]

    actions.cancel_occurrence(first, reason=text("Sairastuminen"), by=None)

    page = client.get(f"/en/activity/{activity.slug}/").content.decode()
    assert "You wished, we did" not in page
