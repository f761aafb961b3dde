"""Making the rows of a series: every date stands ready as a row of its own."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from i18nfield.strings import LazyI18nString

from pirtti.calendar import gaps, rules
from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.core import timewords
from pirtti.network.models import Area

BATCH = 200


def fill(series: Series, activity: Activity, *, until: dt.date) -> int:
    """Make the rows of a series up to a day; rows that exist stay as they are."""
    since = series.filled_until or series.starts_on
    if series.frequency == Series.Frequency.ONCE:
        until = max(until, series.starts_on)
    if until < since:
        return 0
    days = days_of(series, activity, since=since, until=until)
    make(series, activity, days)
    series.filled_until = until
    series.save(update_fields=["filled_until", "changed_at"])
    return len(days)


def make(series: Series, activity: Activity, days: Iterable[dt.date]) -> None:
    """Make the rows of some days that the rule gives; those that exist stay."""
    turns = leaders_of(series, days := list(days))
    Occurrence.objects.bulk_create(
        (_row(series, activity, day, turns.get(day)) for day in days),
        batch_size=BATCH,
        ignore_conflicts=True,
    )


def days_of(
    series: Series, activity: Activity, *, since: dt.date, until: dt.date
) -> list[dt.date]:
    """Return the days on which a series meets, its pauses left out (both ends count)."""
    days = rule_days(series.as_rule(), since=since, until=until)
    return gaps.open_days(series, area_of(series, activity), days)


def rule_days(rule: rules.Rule, *, since: dt.date, until: dt.date) -> list[dt.date]:
    """Return the days that a rule gives, over any span."""
    days: list[dt.date] = []
    while since <= until:
        step = min(until, since + dt.timedelta(days=rules.LONGEST_SPAN.days - 1))
        days += rules.dates(rule, since=since, until=step)
        since = step + dt.timedelta(days=1)
    return days


def leaders_of(series: Series, days: Iterable[dt.date]) -> dict[dt.date, Any]:
    """Tell who leads on which day when leaders take turns; empty when they do not.

    The turn follows the rule's dates from the first day on, so that it stays the same
    whenever the rows are made.
    """
    days = list(days)
    if not series.leaders or not days:
        return {}
    met = rule_days(series.as_rule(), since=series.starts_on, until=max(days))
    turn = {day: number for number, day in enumerate(met)}
    leaders = series.leaders
    return {day: leaders[turn.get(day, 0) % len(leaders)] for day in days}


def area_of(series: Series, activity: Activity) -> Area:
    """Return where a series meets: at its own place, else its activity's."""
    return series.place.area if series.place is not None else activity.area


def values_of(series: Series, activity: Activity, leader: Any = None) -> dict[str, Any]:
    """Return what every date of a series is given besides its day and times."""
    has_place = series.place_id is not None
    has_room = has_place or series.room_id is not None
    return {
        "place_id": series.place_id if has_place else activity.place_id,
        "room_id": series.room_id if has_room else activity.room_id,
        "area_id": area_of(series, activity).pk,
        "who": LazyI18nString(leader) if leader else series.who or activity.who,
    }


def _row(series: Series, activity: Activity, day: dt.date, leader: Any) -> Occurrence:
    return Occurrence(
        activity=activity,
        series=series,
        rule_on=day,
        on=day,
        starts_at=timewords.to_instant(day, series.starts_at, series.zone),
        ends_at=timewords.to_instant(day, series.ends_at, series.zone),
        is_public=activity.is_published,
        **values_of(series, activity, leader),
    )
