"""When a place is open: this week, right now, and what changes soon."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import BigIntegerField, DateField

from pirtti.calendar import rules as calendar_rules
from pirtti.core import timewords
from pirtti.core.prepared import Given, Prepared
from pirtti.network import rules
from pirtti.network.models import OpeningException, OpeningHours, Place
from pirtti.network.queries import PlaceDay

# How far ahead other hours are told, and how far we look for the next open door.
DAYS_TOLD_AHEAD = 60
DAYS_LOOKED_AHEAD = 14

Span = tuple[dt.datetime, dt.datetime]
Season = tuple[dt.date | None, dt.date | None]


@dataclass(frozen=True)
class Opening:
    """The opening hours of a place as its page tells them.

    `open_until` is set while the door is open; `opens_on` and `opens_at` tell the
    next opening otherwise, where one is within two weeks.
    """

    days: list[PlaceDay]
    today: PlaceDay
    season: Season | None
    changes: list[OpeningException]
    coming_seasons: list[tuple[Season, list[OpeningHours]]]
    spans: list[Span]
    open_until: dt.time | None = None
    opens_on: dt.date | None = None
    opens_at: dt.time | None = None

    @property
    def is_told(self) -> bool:
        """Say whether the place has told any hours at all."""
        return any(day.hours or day.is_exception for day in self.days) or bool(
            self.changes or self.coming_seasons or self.season
        )

    @property
    def opens_today(self) -> bool:
        """Say whether the next opening is still today."""
        return self.opens_on == self.today.on


_lines = Prepared(
    lambda: OpeningHours.objects.filter(place=Given("place", BigIntegerField()))
)
_changes = Prepared(
    lambda: OpeningException.objects.filter(
        place=Given("place", BigIntegerField()),
        last_on__gte=Given("since", DateField()),
    )
)


def opening_of(place: Place, *, now: dt.datetime) -> Opening:
    """Tell the hours of a place around now (two queries)."""
    today, clock = timewords.from_instant(now)
    week = calendar_rules.week_of(today)
    lines = _lines(place=place.pk)
    changes = _changes(place=place.pk, since=week.monday)
    days = [
        _day(week.monday + dt.timedelta(days=step), lines, changes) for step in range(7)
    ]
    this_day = days[today.weekday()]
    opens = None
    until = next(
        (ends for starts, ends in this_day.hours if starts <= clock < ends), None
    )
    if until is None:
        opens = _next_opening(today, clock, lines, changes)
    last_told = today + dt.timedelta(days=DAYS_TOLD_AHEAD)
    return Opening(
        days=days,
        today=this_day,
        season=_season(lines, today),
        changes=[item for item in changes if week.sunday < item.first_on <= last_told],
        coming_seasons=_coming_seasons(lines, week.sunday, last_told),
        spans=[
            (timewords.to_instant(today, starts), timewords.to_instant(today, ends))
            for starts, ends in this_day.hours
        ],
        open_until=until,
        opens_on=opens[0] if opens else None,
        opens_at=opens[1] if opens else None,
    )


def _day(
    day: dt.date, lines: list[OpeningHours], changes: list[OpeningException]
) -> PlaceDay:
    change = next((item for item in changes if item.covers(day)), None)
    hours = rules.open_hours(
        day,
        [line.as_rule() for line in lines],
        [change.as_rule()] if change else [],
    )
    return PlaceDay(
        day, hours, str(change.reason) if change else "", change is not None
    )


def _next_opening(
    today: dt.date,
    clock: dt.time,
    lines: list[OpeningHours],
    changes: list[OpeningException],
) -> tuple[dt.date, dt.time] | None:
    for step in range(DAYS_LOOKED_AHEAD):
        day = today + dt.timedelta(days=step)
        for opens, _closes in _day(day, lines, changes).hours:
            if step or opens > clock:
                return day, opens
    return None


def _season(lines: list[OpeningHours], today: dt.date) -> Season | None:
    """Return the season that today's lines share, or None when they have none."""
    seasons = {
        (line.valid_from, line.valid_to)
        for line in lines
        if (line.valid_from is None or line.valid_from <= today)
        and (line.valid_to is None or today <= line.valid_to)
    }
    if len(seasons) != 1:
        return None
    season = seasons.pop()
    return season if any(season) else None


def _coming_seasons(
    lines: list[OpeningHours], after: dt.date, until: dt.date
) -> list[tuple[Season, list[OpeningHours]]]:
    """Group the lines of seasons that begin soon, the next season first."""
    found: dict[Season, list[OpeningHours]] = {}
    for line in lines:
        if line.valid_from is not None and after < line.valid_from <= until:
            found.setdefault((line.valid_from, line.valid_to), []).append(line)
    return sorted(found.items(), key=lambda pair: pair[0][0] or dt.date.min)
