"""On which days rhythms and promises meet in a season."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pirtti.calendar import rules as calendar
from pirtti.calendar.models import Series
from pirtti.planning import rules
from pirtti.planning.models import Promise, Round


@dataclass(frozen=True)
class Meeting:
    """An activity at a place and time on some days of one weekday."""

    activity: int
    place: int | None
    starts_at: dt.time
    ends_at: dt.time
    days: Iterable[dt.date]
    weekday: int


def as_promised(
    series: Series, promise: Promise | None, planned: Round
) -> list[Meeting]:
    """Return when a rhythm meets in a season with what was promised of it."""
    decision = promise.decision if promise else rules.Decision.SAME
    if decision == rules.Decision.NOT:
        return []
    if promise is not None and decision == rules.Decision.CHANGED:
        return of_promise(promise, series.activity_id, planned)
    days = calendar.dates(
        series.as_rule(), since=planned.first_on, until=planned.last_on
    )
    place = series.place_id or series.activity.place_id
    return _meetings(series.activity_id, place, series.starts_at, series.ends_at, days)


def of_promise(promise: Promise, activity: int, planned: Round) -> list[Meeting]:
    """Return when a promised rhythm meets in its season."""
    if promise.starts_at is None or promise.ends_at is None:
        return []
    days = calendar.dates(
        rule_of(promise, planned), since=planned.first_on, until=planned.last_on
    )
    place = promise.place_id or (
        promise.series.activity.place_id if promise.series else None
    )
    return _meetings(activity, place, promise.starts_at, promise.ends_at, days)


def rule_of(promise: Promise, planned: Round) -> calendar.Rule:
    """Return the rhythm that a promise tells."""
    weekdays = tuple(promise.weekdays)
    return calendar.Rule(
        frequency=calendar.Frequency(promise.frequency),
        starts_on=promise.starts_on or planned.first_on,
        ends_on=promise.ends_on or planned.last_on,
        weekday=weekdays[0] if weekdays else 0,
        interval=promise.interval,
        parity=calendar.Parity(promise.parity),
        weekdays=weekdays,
        nth=tuple(promise.nth),
    )


def _meetings(
    activity: int,
    place: int | None,
    starts_at: dt.time,
    ends_at: dt.time,
    days: Iterable[dt.date],
) -> list[Meeting]:
    by_day: dict[int, set[dt.date]] = defaultdict(set)
    for day in days:
        by_day[day.weekday()].add(day)
    return [
        Meeting(activity, place, starts_at, ends_at, found, weekday)
        for weekday, found in by_day.items()
    ]
