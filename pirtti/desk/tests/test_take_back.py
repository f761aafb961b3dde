"""What was done to many dates stands on the activity's page and can be taken back."""

import datetime as dt

import pytest
import time_machine

from pirtti.calendar import actions as calendar
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.desk.tests.pages import coordinator, text_of, url
from pirtti.network.tests.factories import PlaceFactory, text

MONDAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-22 08:00", tick=False) as clock:
        yield clock


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def activity(clock, place):
    activity = ActivityFactory(place=place)
    weekly(activity, starts_on=MONDAY)
    return activity


@pytest.fixture
def change(activity):
    dates = activity.occurrences.order_by("on")[:3]
    return calendar.bulk_cancel(dates, reason=text("Remontti"), by=None)


def states(activity):
    return [date.state for date in activity.occurrences.order_by("on")[:4]]


def test_a_recent_change_is_listed_and_taken_back(client, place, activity, change):
    coordinator(client, place)
    page = text_of(client.get(url("activity", activity.pk)))
    assert "Several dates were cancelled" in page
    assert url("change_undo", change.pk) in page

    answer = client.post(url("change_undo", change.pk), follow=True)

    page = text_of(answer)
    assert "3 dates are as they were before" in page
    assert url("change_undo", change.pk) not in page
    assert states(activity) == ["planned"] * 4


def test_what_somebody_changed_since_stays(client, place, activity, change):
    first = activity.occurrences.order_by("on")[0]
    calendar.restore_occurrence(first, by=None)
    calendar.cancel_occurrence(first, reason=text("Ohjaaja sairas"), by=None)
    coordinator(client, place)

    client.post(url("change_undo", change.pk))

    assert states(activity) == ["cancelled", "planned", "planned", "planned"]


def test_pressed_twice_the_second_says_so(client, place, activity, change):
    coordinator(client, place)
    client.post(url("change_undo", change.pk))

    answer = client.post(url("change_undo", change.pk), follow=True)

    assert "taken back already" in text_of(answer)


def test_after_thirty_days_it_is_too_late(clock, client, place, activity, change):
    clock.shift(dt.timedelta(days=31))
    coordinator(client, place)
    assert url("change_undo", change.pk) not in text_of(
        client.get(url("activity", activity.pk))
    )

    answer = client.post(url("change_undo", change.pk), follow=True)

    assert "over 30 days ago" in text_of(answer)
    assert states(activity)[0] == "cancelled"


def test_another_places_change_is_not_found(client, activity, change):
    coordinator(client, PlaceFactory())

    assert client.post(url("change_undo", change.pk)).status_code == 404
    assert states(activity)[0] == "cancelled"
