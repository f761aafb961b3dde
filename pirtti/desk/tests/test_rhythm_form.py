"""A rhythm as Finnish cafés really meet: quick when it is simple, able when it is not."""

import datetime as dt

import pytest
import time_machine

from pirtti.calendar.models import Activity, Series
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.desk.tests.pages import coordinator, text_of, url
from pirtti.network.tests.factories import PlaceFactory, RoleFactory, RoomFactory

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
    return ActivityFactory(place=place)


def send(client, activity, **given):
    """Send the form for a new rhythm; by itself a weekly one on Wednesdays."""
    simple = {
        "day": "25.11.",
        "starts_at": "9.30",
        "ends_at": "11.30",
        "rhythm": "weekly",
    }
    return client.post(url("series_new", activity.pk), simple | given)


def days_of(series, number=4):
    return [date.on.isoformat()[5:] for date in series.occurrences.order_by("on")][
        :number
    ]


def test_day_and_times_are_enough(client, place, activity):
    coordinator(client, place)

    assert send(client, activity).status_code == 302

    series = Series.objects.get()
    assert (series.weekday, series.starts_at) == (2, dt.time(9, 30))
    assert days_of(series) == ["11-25", "12-02", "12-09", "12-16"]


@pytest.mark.parametrize(
    ("given", "days"),
    [
        ({"rhythm": "even"}, ["11-25", "12-09", "12-23", "01-13"]),
        ({"rhythm": "odd"}, ["12-02", "12-16", "12-30", "01-06"]),
        (
            {"rhythm": "every_n", "interval": "3"},
            ["11-25", "12-16", "01-06", "01-27"],
        ),
        ({"rhythm": "monthly"}, ["11-25", "12-23", "01-27", "02-24"]),
        (
            {"rhythm": "monthly", "nth": ["-1"]},
            ["11-25", "12-30", "01-27", "02-24"],
        ),
        (
            {"rhythm": "monthly", "nth": ["1", "3"]},
            ["12-02", "12-16", "01-06", "01-20"],
        ),
        ({"weekdays": ["0", "2"]}, ["11-25", "11-30", "12-02", "12-07"]),
        ({"until": "2.12."}, ["11-25", "12-02"]),
        (
            {"rhythm": "once", "weekdays": ["4"], "interval": "2"},
            ["11-25"],
        ),
    ],
)
def test_every_rhythm_gives_its_days(client, place, activity, given, days):
    coordinator(client, place)

    assert send(client, activity, **given).status_code == 302

    assert days_of(Series.objects.get()) == days


def test_a_rhythm_pauses_on_public_holidays(client, place, activity):
    coordinator(client, place)

    send(client, activity, day="23.12.", skips_public_holidays="on")

    series = Series.objects.get()
    assert series.skips_public_holidays
    # Epiphany is a Wednesday in 2027.
    assert days_of(series, 3) == ["12-23", "12-30", "01-13"]


def test_several_times_a_day_make_a_series_each(client, place, activity):
    coordinator(client, place)

    send(client, activity, starts_2="12.30", ends_2="14", starts_3="17", ends_3="19")

    times = [(one.starts_at.hour, one.ends_at.hour) for one in Series.objects.all()]
    assert times == [(9, 11), (12, 14), (17, 19)]


def test_a_place_a_room_leaders_and_themes_of_its_own(client, place, activity):
    user = coordinator(client, place)
    other = PlaceFactory(host=place.host)
    RoleFactory(user=user, place=other)
    room = RoomFactory(place=other)

    send(
        client,
        activity,
        place=other.pk,
        room=room.pk,
        leader_1_0="Ohjaaja",
        leader_2_0="Vapaaehtoinen",
        leader_2_1="Frivillig",
        theme_every="2",
    )

    series = Series.objects.get()
    assert series.leaders == [
        {"fi": "Ohjaaja"},
        {"fi": "Vapaaehtoinen", "sv": "Frivillig"},
    ]
    assert series.theme_every == 2
    first, second, third = series.occurrences.order_by("on")[:3]
    assert (first.place, first.room) == (other, room)
    assert [str(one.who) for one in (first, second, third)] == [
        "Ohjaaja",
        "Vapaaehtoinen",
        "Ohjaaja",
    ]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"rhythm": "every_n"}, "every how many weeks"),
        ({"rhythm": "every_n", "interval": "13"}, "from 2 to 12"),
        ({"rhythm": "sometimes"}, "Choose one of these"),
        ({"weekdays": ["7"]}, "Choose one of these"),
        ({"rhythm": "monthly", "nth": ["6"]}, "Choose one of these"),
        ({"starts_2": "12"}, "Fill this in"),
        ({"starts_2": "10", "ends_2": "12"}, "These times overlap"),
        ({"starts_2": "14", "ends_2": "13"}, "The end has to be after the beginning"),
        ({"until": "1.11.2026"}, "The last day is before the first day"),
        ({"theme_every": "9"}, "Choose one of these"),
        ({"leader_1_0": "131052-308T"}, "personal identity code"),
        ({"day": ""}, "Fill this in"),
        ({"day": "1.1.2020"}, "over a year ago"),
    ],
)
def test_what_can_not_be_is_told_and_nothing_is_stored(
    client, place, activity, given, sentence
):
    coordinator(client, place)

    answer = send(client, activity, **{"leader_3_0": "Emäntä"} | given)

    page = text_of(answer)
    assert answer.status_code == 422
    assert sentence in page
    assert 'value="Emäntä"' in page
    assert not Series.objects.exists()


def test_a_room_of_another_place_is_refused(client, place, activity):
    coordinator(client, place)

    answer = send(client, activity, room=RoomFactory().pk)

    assert answer.status_code == 422
    assert not Series.objects.exists()


def test_the_simple_things_stand_first_and_the_rest_is_folded(client, place, activity):
    coordinator(client, place)

    page = text_of(client.get(url("series_new", activity.pk)))

    first, _fold, folded = page.partition("<details")
    for name in ("day", "starts_at", "ends_at", "rhythm"):
        assert f'name="{name}"' in first
    for name in ("weekdays", "starts_2", "until", "place", "leader_1_0", "theme_every"):
        assert f'name="{name}"' in folded
    assert "<details open" not in page


def test_an_activity_is_copied_as_a_draft_with_its_rhythm(client, place, activity):
    weekly(activity, starts_on=dt.date(2026, 11, 2))
    coordinator(client, place)

    answer = client.post(url("duplicate", activity.pk))

    twin = Activity.objects.exclude(pk=activity.pk).get()
    assert answer["Location"] == url("activity", twin.pk)
    assert not twin.is_published
    assert twin.series.get().weekday == 0
    assert min(date.on for date in twin.occurrences.all()) == dt.date(2026, 11, 23)
