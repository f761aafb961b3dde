"""Several dates at once: ticked, changed or cancelled together; single days beside."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from pirtti.calendar.models import Change, Occurrence
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.desk.tests.pages import coordinator, text_of, url
from pirtti.network.tests.factories import PlaceFactory, RoleFactory, RoomFactory

MONDAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sunday():
    with time_machine.travel("2026-11-22 08:00", tick=False):
        yield


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def activity(place):
    activity = ActivityFactory(place=place)
    weekly(activity, starts_on=MONDAY, ends_on=MONDAY + dt.timedelta(weeks=4))
    return activity


@pytest.fixture
def dates(activity):
    return list(activity.occurrences.order_by("on"))


def tick(dates, **given):
    return {"dates": [date.pk for date in dates]} | given


def test_ticked_dates_are_cancelled_with_one_reason(client, place, activity, dates):
    coordinator(client, place)

    answer = client.post(
        url("dates", activity.pk),
        tick(dates[1:3], do="cancel", reason_0="Remontti", reason_1="Renovering"),
        follow=True,
    )

    assert "2 dates were cancelled" in text_of(answer)
    told = [(one.state, str(one.reason)) for one in activity.occurrences.order_by("on")]
    assert told[0] == ("planned", "")
    assert told[1] == told[2] == ("cancelled", "Remontti")


def test_ticked_dates_move_to_another_time_and_place(client, place, activity, dates):
    other = PlaceFactory(host=place.host)
    RoleFactory(user=coordinator(client, place), place=other)
    room = RoomFactory(place=other)

    client.post(
        url("dates", activity.pk),
        tick(dates[:2], do="change", starts_at="10", place=other.pk, room=room.pk),
    )

    first, last = activity.occurrences.order_by("on").first(), dates[-1]
    assert timezone.localtime(first.starts_at).time() == dt.time(10)
    assert timezone.localtime(first.ends_at).time() == dt.time(11, 30)
    assert (first.place, first.room) == (other, room)
    last.refresh_from_db()
    assert (last.place, last.own) == (place, [])


def test_the_message_carries_the_button_that_takes_it_back(
    client, place, activity, dates
):
    coordinator(client, place)
    answer = client.post(
        url("dates", activity.pk),
        tick(dates, do="cancel", reason_0="Remontti"),
        follow=True,
    )
    note = answer.content.decode().split('name="note" value="')[1].split('"')[0]

    client.post(url("undo"), {"note": note})

    assert not activity.occurrences.filter(state=Occurrence.State.CANCELLED).exists()


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"do": "cancel"}, "Tell families why"),
        ({"do": "change"}, "what is to change?"),
        ({"do": "change", "starts_at": "12"}, "The end has to be after"),
        (
            {"do": "change", "starts_at": "10", "ends_at": "9"},
            "The end has to be after",
        ),
        ({"do": "change", "place": "999"}, "Choose one of these"),
        ({"do": "cancel", "reason_0": "131052-308T"}, "personal identity code"),
    ],
)
def test_what_can_not_be_is_told_and_the_ticks_stay(
    client, place, activity, dates, given, sentence
):
    coordinator(client, place)

    answer = client.post(url("dates", activity.pk), tick(dates[:2], **given))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert answer.content.decode().count("checked") == 2
    assert not Change.objects.exists()


@pytest.mark.parametrize("ticked", [[], ["0"], ["x"], ["9" * 30]])
def test_without_a_date_of_this_activity_nothing_happens(
    client, place, activity, ticked
):
    coordinator(client, place)

    answer = client.post(
        url("dates", activity.pk), {"dates": ticked, "do": "change", "starts_at": "9"}
    )

    assert answer.status_code == 422
    assert not Change.objects.exists()


def test_a_date_of_another_activity_can_not_be_ticked(client, place, activity):
    other = weekly(ActivityFactory(), starts_on=MONDAY).occurrences.first()
    coordinator(client, place)

    answer = client.post(
        url("dates", activity.pk), tick([other], do="cancel", reason_0="Remontti")
    )

    assert answer.status_code == 422
    other.refresh_from_db()
    assert not other.is_cancelled


def test_all_are_ticked_by_a_link_without_a_script(client, place, activity, dates):
    coordinator(client, place)

    page = client.get(url("dates", activity.pk), {"all": "1"}).content.decode()

    assert page.count("checked") == len(dates)


def test_single_days_are_added_beside_the_rhythm(client, place, activity):
    coordinator(client, place)

    answer = client.post(
        url("dates_add", activity.pk),
        {"days": "28.11., 5.12. ja la 12.12.", "starts_at": "10", "ends_at": "12"},
        follow=True,
    )

    assert "3 dates were added" in text_of(answer)
    once = activity.occurrences.filter(series__frequency="once").order_by("on")
    assert [date.on.day for date in once] == [28, 5, 12]


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ("", "Fill this in"),
        (", ;", "Fill this in"),
        ("31.2.", "There is no such day"),
        ("1.11.2026", "already gone"),
        ("1.1.2190", "over three years away"),
        ("ke 28.11.", "do not go together"),
        ("1.12., " * 31, "At most 30 days"),
        ("huomenna", "Give the day in numbers"),
    ],
)
def test_days_that_can_not_be_are_told_and_none_is_added(
    client, place, activity, dates, days, sentence
):
    coordinator(client, place)

    answer = client.post(
        url("dates_add", activity.pk),
        {"days": days, "starts_at": "10", "ends_at": "12"},
    )

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert activity.occurrences.count() == len(dates)
