"""A date in one's own calendar tells who is there, and when to check that it holds."""

import datetime as dt

import icalendar
import pytest
import time_machine

from pirtti.calendar.models import Activity
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory, weekly
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
    text,
)
from pirtti.presence import actions
from pirtti.presence.tests.factories import StayFactory
from pirtti.proposals import actions as proposal_actions

# Monday 23.11.2026 at 8 in Helsinki.
NOW = dt.datetime(2026, 11, 23, 6, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)
WEEK = dt.timedelta(weeks=1)
NURSE = "– Terveydenhoitaja, Neuvola, 9–12"
CHECK = "Tarkista järjestäjältä"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def stay():
    return StayFactory(
        place=PlaceFactory(name=text("Tupa")),
        card__organisation=OrganisationFactory(name=text("Neuvola")),
        card__first_name="Maija",
    )


@pytest.fixture
def date(stay):
    return OccurrenceFactory(activity=ActivityFactory(place=stay.place), on=MONDAY)


def told(client, path, language="fi"):
    """Return what a feed tells of each date, by its day."""
    answer = client.get(f"/{language}/{path}.ics")
    assert answer.status_code == 200
    dates = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return {one.start.date(): str(one["DESCRIPTION"]) for one in dates}


def feeds_of(date):
    return [
        f"place/{date.place.slug}",
        f"activity/{date.activity.slug}",
        f"area/{date.area.slug}",
        f"event/{date.pk}",
    ]


def test_every_feed_tells_who_is_there_by_role_and_never_by_name(client, date, stay):
    for path in feeds_of(date):
        words = told(client, path)[MONDAY]
        assert NURSE in words.splitlines(), path
        assert "Maija" not in words
    assert (
        "Hälsovårdare, Neuvola, 9–12" in told(client, feeds_of(date)[0], "sv")[MONDAY]
    )


def test_only_the_days_they_come_are_told_and_not_the_day_they_are_away(
    client, date, stay
):
    for day in (MONDAY + dt.timedelta(days=1), MONDAY + WEEK, MONDAY - WEEK):
        OccurrenceFactory(activity=date.activity, on=day)
    actions.say_away(stay, on=MONDAY + WEEK, by=None)

    words = told(client, f"place/{date.place.slug}")

    assert [day for day, said in words.items() if NURSE in said] == [MONDAY]


@pytest.mark.parametrize(
    "change", [{"is_shown": False}, {"valid_until": MONDAY - dt.timedelta(days=1)}]
)
def test_hidden_and_ended_cards_are_in_no_feed(client, date, stay, change):
    for name, value in change.items():
        setattr(stay.card, name, value)
    stay.card.save()

    for path in feeds_of(date):
        assert "Neuvola" not in told(client, path)[MONDAY], path


def test_a_card_is_not_told_after_its_last_day(client, date, stay):
    OccurrenceFactory(activity=date.activity, on=MONDAY + WEEK)
    stay.card.valid_until = MONDAY
    stay.card.save()

    words = told(client, f"place/{date.place.slug}")

    assert NURSE in words[MONDAY]
    assert NURSE not in words[MONDAY + WEEK]


def test_a_hidden_place_tells_nobody(client, date, stay):
    stay.place.is_published = False
    stay.place.save()

    assert NURSE not in told(client, f"activity/{date.activity.slug}")[MONDAY]


def test_the_feed_of_an_area_tells_of_two_weeks(client, date):
    for weeks in (1, 2, 3):
        OccurrenceFactory(activity=date.activity, on=MONDAY + weeks * WEEK)

    near = told(client, f"area/{date.area.slug}")
    all_dates = told(client, f"place/{date.place.slug}")

    assert [NURSE in said for said in near.values()] == [True, True, False, False]
    assert all(NURSE in said for said in all_dates.values())


def test_a_cancelled_date_tells_nobody(client, date):
    date.state = "cancelled"
    date.save()

    assert NURSE not in told(client, f"place/{date.place.slug}")[MONDAY]


def test_a_feed_is_new_when_somebody_says_they_are_away(client, date, stay):
    for path in feeds_of(date)[:3]:
        actions.say_here(stay, on=MONDAY, by=None)
        address = f"/fi/{path}.ics"
        etag = client.get(address)["ETag"]
        again = client.get(address, headers={"If-None-Match": etag})
        assert again.status_code == 304

        actions.say_away(stay, on=MONDAY, by=None)

        answer = client.get(address, headers={"If-None-Match": etag})
        assert answer.status_code == 200
        assert "Neuvola" not in answer.content.decode()


def test_a_feed_tells_only_of_places_whose_changes_it_hears_of(client, date, stay):
    elsewhere = PlaceFactory(area=AreaFactory())
    visit = OccurrenceFactory(
        activity=date.activity, place=elsewhere, area=elsewhere.area, on=MONDAY + WEEK
    )
    StayFactory(place=elsewhere, card=stay.card)

    assert NURSE not in told(client, f"activity/{date.activity.slug}")[visit.on]
    assert NURSE in told(client, f"event/{visit.pk}")[visit.on]


def test_a_feed_reads_the_same_number_of_times_for_many_workers(
    client, date, stay, django_assert_max_num_queries
):
    for day in range(12):
        on = MONDAY + dt.timedelta(days=day)
        OccurrenceFactory(activity=date.activity, on=on)
        other = StayFactory(place=stay.place, on=on)
        actions.say_away(other, on=on, by=None)

    with django_assert_max_num_queries(8):
        assert len(told(client, f"place/{date.place.slug}")) == 12


def test_what_nobody_confirmed_for_long_says_so(client, date):
    OccurrenceFactory(activity=date.activity, on=MONDAY - WEEK)
    cancelled = OccurrenceFactory(
        activity=date.activity, on=MONDAY + WEEK, state="cancelled"
    )
    flag(date.activity, days=29)
    assert CHECK not in told(client, f"place/{date.place.slug}")[MONDAY]

    flag(date.activity, days=30)

    for path in feeds_of(date):
        assert told(client, path)[MONDAY].splitlines().count(CHECK) == 1, path
    words = told(client, f"place/{date.place.slug}")
    assert CHECK not in words[MONDAY - WEEK]
    assert CHECK not in words[cancelled.on]


def test_confirming_makes_the_feed_new(client, date):
    flag(date.activity, days=40)
    address = f"/fi/place/{date.place.slug}.ics"
    etag = client.get(address)["ETag"]

    proposal_actions.confirm([date.activity], by=None)

    answer = client.get(address, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert CHECK not in answer.content.decode()


def test_a_file_of_a_whole_series_stays_one_entry(client, stay):
    activity = ActivityFactory(place=stay.place)
    weekly(activity, starts_on=MONDAY, ends_on=MONDAY + 4 * WEEK)
    actions.say_away(stay, on=MONDAY + WEEK, by=None)

    answer = client.get(f"/fi/activity/{activity.slug}/series.ics")

    assert answer.content.count(b"BEGIN:VEVENT") == 1
    assert "Neuvola" not in answer.content.decode()


def flag(activity, *, days):
    """Tell the contact of an activity, so many days ago, that it is to be confirmed."""
    at = NOW - dt.timedelta(days=days)
    Activity.objects.filter(pk=activity.pk).update(stale_told_at=at)
    activity.area.version += 1
    activity.area.save()
