"""Opening hours: weekly lines with seasons, and days that differ."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from pirtti.desk.tests.network_pages import get, post
from pirtti.network import actions, queries
from pirtti.network.models import OpeningException
from pirtti.network.rules import Hours, Role
from pirtti.network.tests.factories import PlaceFactory, user_with
from pirtti.people.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def user(place):
    return user_with(Role.COORDINATOR, at=place)


def lines(*rows, initial=0):
    data = {"line-TOTAL_FORMS": len(rows), "line-INITIAL_FORMS": initial}
    for number, row in enumerate(rows):
        for name, value in {"weekday": "0", **row}.items():
            data[f"line-{number}-{name}"] = value
    return data


@pytest.mark.parametrize("typed", ["9.30–11.30", "9:30-11:30", "klo 9.30–11.30"])
def test_times_are_read_as_people_write_them(client, place, user, typed):
    answer = post(
        client, user, "hours", place.pk, data=lines({"weekday": "2", "times": typed})
    )

    line = place.opening_hours.get()
    assert answer.status_code == 302
    assert (line.weekday, line.opens, line.closes) == (
        2,
        dt.time(9, 30),
        dt.time(11, 30),
    )
    assert JournalEntry.objects.filter(verb="network.hours_set").count() == 1


def test_a_day_may_have_several_lines_and_a_season(client, place, user):
    post(
        client,
        user,
        "hours",
        place.pk,
        data=lines(
            {"times": "9–11"},
            {"times": "17–19", "valid_from": "1.9.2026", "valid_to": "31.5.2027"},
        ),
    )

    assert place.opening_hours.count() == 2
    assert place.opening_hours.last().valid_to == dt.date(2027, 5, 31)


def test_a_line_without_times_and_one_ticked_away_are_left_out(client, place, user):
    actions.set_hours(place, hours=[Hours(0, dt.time(9), dt.time(11))], by=None)

    post(
        client,
        user,
        "hours",
        place.pk,
        data=lines({"times": "9–11", "DELETE": "on"}, {"times": ""}, initial=1),
    )

    assert not place.opening_hours.exists()


def test_what_is_shown_can_be_sent_back_as_it_is(client, place, user):
    wanted = [
        Hours(
            0, dt.time(9), dt.time(11, 30), dt.date(2026, 9, 1), dt.date(2027, 5, 31)
        ),
        Hours(4, dt.time(17), dt.time(19)),
    ]
    actions.set_hours(place, hours=wanted, by=None)
    formset = get(client, user, "hours", place.pk).context["lines"]
    rows = []
    for form in formset:
        values = {
            name: form[name].value()
            for name in ("weekday", "times", "valid_from", "valid_to")
        }
        rows.append(
            {name: "" if value is None else value for name, value in values.items()}
        )
        # A browser sends the first weekday of a line that nobody touched.
        rows[-1]["weekday"] = rows[-1]["weekday"] or 0

    assert (
        post(client, user, "hours", place.pk, data=lines(*rows, initial=2)).status_code
        == 302
    )
    assert [line.as_rule() for line in place.opening_hours.all()] == wanted


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"times": "11–9"}, "times"),
        ({"times": "aamulla"}, "times"),
        ({"times": "9–25"}, "times"),
        (
            {"times": "9–11", "valid_from": "31.5.2027", "valid_to": "1.9.2026"},
            "valid_to",
        ),
        ({"times": "9–11", "valid_from": "31.2.2027"}, "valid_from"),
        ({"times": "9–11", "weekday": "7"}, "weekday"),
        ({"times": "9–11", "weekday": "maanantai"}, "weekday"),
    ],
)
def test_a_line_that_cannot_be_says_why_and_nothing_is_lost(
    client, place, user, row, field
):
    actions.set_hours(place, hours=[Hours(0, dt.time(9), dt.time(11))], by=None)

    answer = post(client, user, "hours", place.pk, data=lines(row))

    assert answer.status_code == 422
    assert field in answer.context["lines"].forms[0].errors
    assert row["times"] in answer.content.decode()
    assert place.opening_hours.count() == 1


def test_the_same_line_twice_is_one_line(client, place, user):
    post(
        client,
        user,
        "hours",
        place.pk,
        data=lines({"times": "9–11"}, {"times": "9.00–11.00"}),
    )

    assert place.opening_hours.count() == 1


@pytest.mark.parametrize("total", ["", "x", "-1", "0"])
def test_a_form_that_was_cut_off_shows_the_stored_hours_and_changes_nothing(
    client, place, user, total
):
    actions.set_hours(place, hours=[Hours(0, dt.time(9), dt.time(11))], by=None)
    data = lines({"times": "17–19"}) | {"line-TOTAL_FORMS": total}

    answer = post(client, user, "hours", place.pk, data=data)

    assert answer.status_code == 422
    assert "9–11" in answer.content.decode()
    assert place.opening_hours.get().opens == dt.time(9)


@pytest.mark.parametrize("total", ["61", "9" * 30])
def test_more_lines_than_a_week_can_hold_are_refused(client, place, user, total):
    data = lines({"times": "9–11"}) | {"line-TOTAL_FORMS": total}

    assert post(client, user, "hours", place.pk, data=data).status_code == 422
    assert not place.opening_hours.exists()


# Days that differ


def day(**values):
    return {f"day-{name}": value for name, value in values.items()}


def test_a_closed_day_tells_families_the_reason_in_their_language(client, place, user):
    monday = timezone.localdate() + dt.timedelta(
        days=7 - timezone.localdate().weekday()
    )
    typed = f"{monday.day}.{monday.month}.{monday.year}"

    answer = post(
        client,
        user,
        "exception_new",
        place.pk,
        data=day(
            first_on=typed, reason_0="Henkilökunnan koulutus", reason_1="Utbildning"
        ),
    )

    assert answer.status_code == 302
    shown = queries.week_hours(place, monday)[0]
    assert (shown.hours, shown.reason) == ([], "Henkilökunnan koulutus")
    assert (
        "Henkilökunnan koulutus"
        in get(client, user, "hours", place.pk).content.decode()
    )


def test_other_hours_on_some_days(client, place, user):
    post(
        client,
        user,
        "exception_new",
        place.pk,
        data=day(first_on="22.12.2026", last_on="23.12.2026", times="10–12"),
    )

    row = place.opening_exceptions.get()
    assert (row.first_on.day, row.last_on.day, row.opens) == (22, 23, dt.time(10))


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"first_on": ""}, "first_on"),
        ({"first_on": "eilen"}, "first_on"),
        ({"first_on": "24.12.2026", "last_on": "23.12.2026"}, "last_on"),
        ({"first_on": "24.12.2026", "last_on": "24.12.2030"}, "last_on"),
        ({"first_on": "24.12.2026", "times": "12–10"}, "times"),
    ],
)
def test_days_that_cannot_be_say_why(client, place, user, values, field):
    answer = post(client, user, "exception_new", place.pk, data=day(**values))

    assert answer.status_code == 422
    assert field in answer.context["days"].errors
    assert not OpeningException.objects.exists()


def test_the_same_days_sent_twice_are_one_exception(client, place, user):
    for _again in range(2):
        answer = post(
            client, user, "exception_new", place.pk, data=day(first_on="24.12.2026")
        )

    assert answer.status_code == 422
    assert place.opening_exceptions.count() == 1


def test_an_exception_is_taken_away_but_not_another_places(client, place, user):
    row = actions.add_exception(
        place, first_on=dt.date(2026, 12, 24), last_on=dt.date(2026, 12, 24), by=None
    )
    other = PlaceFactory()
    stranger = user_with(Role.COORDINATOR, at=other)

    assert (
        post(client, stranger, "exception_remove", other.pk, row.pk).status_code == 404
    )
    assert (
        post(client, stranger, "exception_remove", place.pk, row.pk).status_code == 404
    )
    assert post(client, user, "exception_remove", place.pk, row.pk).status_code == 302
    assert not place.opening_exceptions.exists()
    assert post(client, user, "exception_remove", place.pk, row.pk).status_code == 404


def test_each_line_is_one_row_and_its_season_is_folded_unless_it_has_one(client):
    place = PlaceFactory()
    for weekday, until in ((0, None), (1, dt.date(2027, 5, 31))):
        place.opening_hours.create(
            weekday=weekday, opens=dt.time(9), closes=dt.time(12), valid_to=until
        )
    user = user_with(Role.COORDINATOR, at=place)

    page = get(client, user, "hours", place.pk).content.decode()

    rows = re.findall(r'<fieldset class="hours-line">.*?</fieldset>', page, re.DOTALL)
    folds = [re.search(r"<details[^>]*>", row)[0] for row in rows]
    assert ["open" in fold for fold in folds] == [False, True, False, False, False]
    assert all(row.count("<label") == 4 + ("DELETE" in row) for row in rows)
