"""Calendar programs read in our files just the dates that stand on the door."""

import icalendar
import pytest

from pirtti.calendar import feed_rows, ical, ical_series, queries
from pirtti.calendar.models import Occurrence
from tests.engines import engines, scene

FEED = ical.Feed(
    name="Tupa",
    language="en",
    host="site.example",
    page="https://site.example/en/place/tupa/",
    event_page="https://site.example/en/event/{}/",
    about="All that goes on",
    source="https://site.example/en/place/tupa.ics",
)

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def activities():
    return scene.make()


def feed():
    return ical.write(FEED, feed_rows.read(Occurrence.objects.order_by("starts_at")))


def series(activity, *, since="2026-01-01"):
    dates = activity.occurrences.filter(rule_on__gte=since).order_by("starts_at")
    return ical_series.write(
        FEED,
        feed_rows.read(dates),
        queries.series_of(activity),
        feed_rows.rule_days(dates),
    )


def joined(files):
    """Put the events of several files into one, so that each engine starts once."""
    first, *others = [icalendar.Calendar.from_ical(body) for body in files]
    for other in others:
        for event in other.walk("VEVENT"):
            first.add_component(event)
    return first.to_ical()


@pytest.mark.parametrize(
    "engine",
    [
        engines.recurring,
        engines.ical,
        engines.ical_js,
        engines.khal,
        engines.calcurse,
    ],
)
def test_a_feed_gives_every_date_as_it_stands_on_the_door(activities, engine, tmp_path):
    assert sorted(engine(feed(), tmp_path)) == scene.expected()


@pytest.mark.parametrize(
    "engine", [engines.recurring, engines.ical, engines.ical_js, engines.khal]
)
def test_a_file_of_series_gives_every_date_too(activities, engine, tmp_path):
    body = joined(series(activity) for activity in activities)

    assert sorted(engine(body, tmp_path)) == scene.expected()


def test_a_series_is_told_by_rules_and_only_its_odd_dates_one_by_one(activities):
    told = {
        scene.TOLD[number].name: icalendar.Calendar.from_ical(series(activity))
        for number, activity in enumerate(activities)
    }
    shapes = {
        name: [
            "".join(
                sign
                for sign, prop in (("R", "RRULE"), ("x", "RECURRENCE-ID"))
                if prop in event
            )
            or "-"
            for event in calendar.walk("VEVENT")
        ]
        for name, calendar in told.items()
    }

    assert shapes == {
        "Over spring's change of clocks": ["R", "x", "x"],
        "On the days of the changes": ["R"],
        "On the autumn day": ["R"],
        "Over New Year": ["R"],
        # Until week 53 and from week 1 on; one date has a theme.
        "Odd weeks": ["R", "R", "x"],
        "Even weeks": ["R", "R"],
        "Second and last Friday": ["R"],
        "Mondays and Thursdays": ["R"],
        "Every third week": ["R"],
        "An extra date": ["-"],
    }


def test_a_rule_ends_in_utc_and_names_its_gaps(activities):
    [master, *_others] = icalendar.Calendar.from_ical(series(activities[0])).walk(
        "VEVENT"
    )

    # 14 April at 9.30 is summer time: 6.30 in UTC.
    assert master["RRULE"].to_ical() == (
        b"FREQ=WEEKLY;UNTIL=20260414T063000Z;BYDAY=TU;WKST=MO"
    )
    assert master["EXDATE"].to_ical() == b"20260331T093000"
    assert master["EXDATE"].params["TZID"] == "Europe/Helsinki"
    assert master["SEQUENCE"] == 1


def test_pieces_of_a_series_keep_their_names_from_file_to_file(activities):
    def names(since):
        calendar = icalendar.Calendar.from_ical(series(activities[4], since=since))
        events = calendar.walk("VEVENT")
        return [event["UID"] for event in events if "RRULE" in event]

    before, later = names("2026-01-01"), names("2026-12-10")

    assert len(set(before)) == 2
    assert later == before
