"""Beginning later: the coming dates of a rhythm move, and each keeps its row."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import followers, rules
from pirtti.calendar.actions import rhythms, rows
from pirtti.calendar.actions.activities import locked
from pirtti.calendar.followers import DateEvent, Happening
from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.core import timewords
from pirtti.core.refusals import Refused
from pirtti.people.models import JournalEntry, User

# So far a look for days goes at once, and at most: pauses may be long.
_STEP, _FARTHEST = dt.timedelta(days=120), dt.timedelta(days=3 * 366)


@transaction.atomic
def begin_later(
    series: Series, *, weeks: int, by: User | None, now: dt.datetime | None = None
) -> int:
    """Let the coming dates of a rhythm begin so many weeks later; returns how many.

    The first date takes the first day that the rule gives from then on, the next one
    the next: rows, links, UIDs and themes stay with their dates, and no day is cancelled.
    A date that was moved by hand stays as far from its rule's day as it was; cancelled
    dates stay where they are. What ends, ends later, with as many dates as before.
    Raises Refused when the rule gives too few days.
    """
    now = now or timezone.now()
    activity = locked(series.activity)
    series = Series.objects.select_related("activity__area", "place__area").get(
        pk=series.pk
    )
    coming = series.occurrences.filter(
        state=Occurrence.State.PLANNED, starts_at__gte=now
    ).select_related("area")
    dates = list(coming.order_by("rule_on"))
    if not dates or weeks < 1:
        return 0
    days = _begin(series, activity, dates, dt.timedelta(weeks=weeks))
    events = [_move(date, day, series) for date, day in zip(dates, days, strict=True)]
    series.save(update_fields=["starts_on", "ends_on", "filled_until", "changed_at"])
    rhythms.store(dates)
    _tell(activity, series, events, now, by)
    return len(dates)


def _begin(
    series: Series, activity: Activity, dates: list[Occurrence], later: dt.timedelta
) -> list[dt.date]:
    """Give a rhythm its new first day, and last day if it has one; returns its days."""
    end, filled = series.ends_on, series.filled_until
    series.starts_on, series.ends_on = dates[0].rule_on + later, None
    days = _days_for(dates, series, activity)
    if len(days) < len(dates):
        raise Refused(rules.RuleFault.NO_DATES)
    if end is not None:
        is_whole = filled is not None and filled >= end
        series.ends_on = days[-1] if is_whole else max(end + later, days[-1])
    series.starts_on, series.filled_until = days[0], days[-1]
    return days


def _days_for(
    dates: list[Occurrence], series: Series, activity: Activity
) -> list[dt.date]:
    """Return as many days of the rule as there are dates, from its first day on."""
    others = series.occurrences.exclude(pk__in=[date.pk for date in dates])
    taken = set(others.values_list("rule_on", flat=True))
    first = series.starts_on
    until, days = first, list[dt.date]()
    while len(days) < len(dates) and until < first + _FARTHEST:
        until += _STEP
        found = rows.days_of(series, activity, since=first, until=until)
        days = [day for day in found if day not in taken]
    return days[: len(dates)]


def _move(date: Occurrence, day: dt.date, series: Series) -> DateEvent:
    was = followers.known(date)
    start = timewords.from_instant(date.starts_at, series.zone)[1]
    end = timewords.from_instant(date.ends_at, series.zone)[1]
    date.on += day - date.rule_on
    date.rule_on = day
    date.starts_at = timewords.to_instant(date.on, start, series.zone)
    date.ends_at = timewords.to_instant(date.on, end, series.zone)
    date.sequence += 1
    return DateEvent(date, Happening.MOVED, was)


def _tell(
    activity: Activity,
    series: Series,
    events: list[DateEvent],
    now: dt.datetime,
    by: User | None,
) -> None:
    rhythms.touch_areas(activity, (event.occurrence for event in events))
    followers.activities_changed([activity.pk])
    followers.dates_changed(
        [
            event
            for event in events
            if event.occurrence.is_public and event.occurrence.ends_at > now
        ]
    )
    JournalEntry.record(
        "calendar.series_changed", by=by, on=series, activity=activity.pk
    )
