"""A calendar with everything that calendar programs disagree about, day by day.

The days are written by hand and not made by our rules: they are what families read
on the door, and every engine has to give just these.
"""

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pirtti.calendar.models import Occurrence, Series
from pirtti.calendar.tests.factories import ActivityFactory
from pirtti.core import timewords
from pirtti.network.tests.factories import PlaceFactory, text

HELSINKI = ZoneInfo("Europe/Helsinki")
FIRST, LAST = dt.date(2026, 1, 1), dt.date(2027, 3, 1)


class Date(NamedTuple):
    """A date as a person reads it in a calendar."""

    start: str
    end: str
    title: str


class Told(NamedTuple):
    """A series by its rule, and its days as they are on the door."""

    name: str
    times: str
    rule: dict
    days: str


TOLD = [
    Told(
        "Over spring's change of clocks",
        "09:30 11:30",
        {"weekday": 1},
        "2026-03-17 2026-03-24 2026-04-07 2026-04-14",  # a gap on 31 March
    ),
    Told(
        "On the days of the changes",
        "10:00 12:00",
        {"weekday": 6},
        "2026-03-22 2026-03-29 2026-04-05",
    ),
    Told(
        "On the autumn day",
        "10:00 12:00",
        {"weekday": 6},
        "2026-10-18 2026-10-25 2026-11-01",
    ),
    Told(
        "Over New Year",
        "17:00 19:00",
        {"weekday": 3},
        "2026-12-17 2026-12-31 2027-01-07 2027-01-14",  # not on Christmas Eve
    ),
    Told(
        "Odd weeks",
        "09:00 11:00",
        {"weekday": 2, "parity": "odd"},
        # Weeks 49, 51, 53, 1, 3 and 5: 53 and 1 follow each other.
        "2026-12-02 2026-12-16 2026-12-30 2027-01-06 2027-01-20 2027-02-03",
    ),
    Told(
        "Even weeks",
        "13:00 15:00",
        {"weekday": 2, "parity": "even"},
        # Weeks 50, 52, 2 and 4: three weeks between 52 and 2.
        "2026-12-09 2026-12-23 2027-01-13 2027-01-27",
    ),
    Told(
        "Second and last Friday",
        "12:00 13:30",
        {"weekday": 4, "frequency": "monthly", "nth": [2, -1]},
        "2026-09-11 2026-09-25 2026-10-09 2026-10-30 2026-11-13 2026-11-27 2026-12-11"
        " 2027-01-08 2027-01-29",  # 25 December is a gap
    ),
    Told(
        "Mondays and Thursdays",
        "08:15 10:00",
        {"weekday": 0, "weekdays": [0, 3]},
        "2026-10-19 2026-10-22 2026-10-26 2026-10-29 2026-11-02",
    ),
    Told(
        "Every third week",
        "14:00 15:00",
        {"weekday": 5, "interval": 3},
        "2026-03-07 2026-03-28 2026-04-18 2026-05-09",
    ),
    Told("An extra date", "18:00 20:00", {"frequency": "once"}, "2026-05-20"),
]
MOVED = ("Over spring's change of clocks", dt.date(2026, 4, 7))
MOVED_TO = (dt.date(2026, 4, 8), dt.time(13), dt.time(15))
CANCELLED = ("Over spring's change of clocks", dt.date(2026, 3, 24))
WITH_THEME = ("Odd weeks", dt.date(2027, 1, 6))


def make():
    """Make the calendar; gives its activities, in the order of `TOLD`."""
    place = PlaceFactory(name=text("Tupa"), street="Hakopolku 2")
    return [_activity(place, told) for told in TOLD]


def expected():
    """List all dates as they have to be read, earliest first."""
    found = []
    for told in TOLD:
        for on, start, end, title in _days(told):
            found.append(Date(f"{on}T{start:%H:%M}", f"{on}T{end:%H:%M}", title))
    return sorted(found)


def _activity(place, told):
    activity = ActivityFactory(place=place, name=text(told.name))
    start, end = _times(told)
    days = [dt.date.fromisoformat(day) for day in told.days.split()]
    rule = {"frequency": "weekly", "weekday": days[0].weekday()} | told.rule
    series = Series.objects.create(
        activity=activity, starts_on=days[0], starts_at=start, ends_at=end, **rule
    )
    for day, (on, starts_at, ends_at, _title) in zip(days, _days(told), strict=True):
        which = (told.name, day)
        Occurrence.objects.create(
            activity=activity,
            series=series,
            rule_on=day,
            on=on,
            starts_at=timewords.to_instant(on, starts_at),
            ends_at=timewords.to_instant(on, ends_at),
            place=place,
            area=place.area,
            is_public=True,
            sequence=which in {MOVED, CANCELLED},
            state="cancelled" if which == CANCELLED else "planned",
            theme=text("Uni" if which == WITH_THEME else ""),
        )
    return activity


def _days(told):
    """Give day, start, end and title of each date, with what differs that day."""
    for word in told.days.split():
        on, (start, end) = dt.date.fromisoformat(word), _times(told)
        which, title = (told.name, on), told.name
        if which == MOVED:
            on, start, end = MOVED_TO
        if which == CANCELLED:
            title = f"CANCELLED: {title}"
        if which == WITH_THEME:
            title = f"{title}: Uni"
        yield on, start, end, title


def _times(told):
    return [dt.time.fromisoformat(word) for word in told.times.split()]
