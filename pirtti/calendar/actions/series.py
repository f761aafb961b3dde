"""Rhythms, and the dates they give."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import followers, rules
from pirtti.calendar.actions import rows
from pirtti.calendar.actions.activities import locked
from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.people.models import JournalEntry, User

# Values of a series that are lists.
LISTS = ("weekdays", "nth", "leaders")


@transaction.atomic
def add_series(
    activity: Activity,
    *,
    frequency: str,
    starts_on: dt.date,
    starts_at: dt.time,
    ends_at: dt.time,
    by: User | None,
    weekday: int | None = None,
    until: dt.date | None = None,
    **more: Any,
) -> Series:
    """Give an activity a rhythm; its dates stand ready until the horizon.

    The weekday is that of the first day unless told. `more` names other values of a
    series: ends_on, interval, parity, weekdays, nth, skips_public_holidays,
    skips_school_holidays, place, room, who, leaders, theme_every. `until` moves the
    horizon (default: `rules.HORIZON_DAYS` from today). Raises Refused with a RuleFault.
    """
    series = Series(
        activity=activity,
        frequency=frequency,
        starts_on=starts_on,
        starts_at=starts_at,
        ends_at=ends_at,
        **{name: list(more.pop(name, ())) for name in LISTS},
        **more,
    )
    days = sorted(set(series.weekdays))
    if len(days) == 1:  # one alone is told by `weekday`
        weekday, days = days[0], []
    series.weekdays = days
    series.weekday = (days or [starts_on.weekday() if weekday is None else weekday])[0]
    refuse(series)
    activity = locked(activity)
    series.save()
    horizon = until or timezone.localdate() + dt.timedelta(days=rules.HORIZON_DAYS)
    rows.fill(series, activity, until=horizon)
    network.touch(activity.area)
    followers.activities_changed([activity.pk])
    JournalEntry.record("calendar.series_added", by=by, on=series, activity=activity.pk)
    return series


def refuse(series: Series) -> None:
    """Raise Refused when a series can't be as it is told."""
    reason = rules.refuse_times(series.starts_at, series.ends_at)
    reason = reason or rules.refuse_rule(series.as_rule())
    if reason:
        raise Refused(reason)


@transaction.atomic
def end_series(
    series: Series, *, last_on: dt.date, by: User | None, today: dt.date | None = None
) -> int:
    """End a series after a day; coming dates after it go, except those changed by hand.

    A date that has passed stays, whatever was counted there; so does one that was
    changed by hand or cancelled, as nothing that a person wrote is lost. A later
    last day than before gives the dates in between. Returns how many dates went.
    """
    if last_on < series.starts_on:
        raise Refused(rules.RuleFault.ENDS_BEFORE_START)
    activity = locked(series.activity)
    old_end = series.ends_on
    series.ends_on = last_on
    series.save(update_fields=["ends_on", "changed_at"])
    after = max(last_on, today or timezone.localdate())
    later = series.occurrences.filter(
        rule_on__gt=last_on, on__gt=after, own=[], state=Occurrence.State.PLANNED
    )
    gone, _kinds = later.delete()
    if old_end is not None and old_end < last_on and series.filled_until:
        until, series.filled_until = series.filled_until, old_end
        rows.fill(series, activity, until=until)
    network.touch(activity.area)
    followers.activities_changed([activity.pk])
    JournalEntry.record("calendar.series_ended", by=by, on=series, last=str(last_on))
    return gone


@transaction.atomic
def reopen_series(
    series: Series,
    *,
    ends_on: dt.date | None,
    by: User | None,
    today: dt.date | None = None,
) -> int:
    """Give a series its earlier last day back (None: it goes on) and its coming dates.

    The dates that went are made anew by the rule: a calendar that had subscribed sees
    each as another date, as its UID is another. Days that have passed meanwhile stay
    without a date. Raises Refused when the series goes on as long or longer already.
    Returns how many dates the rule gives from today on.
    """
    activity = locked(series.activity)
    series.refresh_from_db(fields=["ends_on", "filled_until"])
    ended_on = series.ends_on
    if ended_on is None or (ends_on is not None and ends_on <= ended_on):
        raise Refused(rules.Refusal.CHANGED_SINCE)
    day = today or timezone.localdate()
    horizon = day + dt.timedelta(days=rules.HORIZON_DAYS)
    until = max(horizon, series.filled_until or horizon)
    series.ends_on = ends_on
    series.filled_until = max(ended_on, day)
    series.save(update_fields=["ends_on", "filled_until", "changed_at"])
    made = rows.fill(series, activity, until=until)
    network.touch(activity.area)
    followers.activities_changed([activity.pk])
    JournalEntry.record("calendar.series_reopened", by=by, on=series)
    return made


def fill_ahead(
    *, today: dt.date, progress: Callable[[int, int], None] | None = None
) -> int:
    """Make the dates of every running series up to the horizon; returns how many.

    Each series has a transaction of its own, so that writers wait but a moment.
    """
    horizon = today + dt.timedelta(days=rules.HORIZON_DAYS)
    running = list(
        Series.objects.exclude(frequency=Series.Frequency.ONCE)
        .exclude(ends_on__lt=today)
        .exclude(filled_until__gte=horizon)
        .values_list("pk", flat=True)
    )
    made = 0
    for number, pk in enumerate(running, start=1):
        made += _fill_one(pk, horizon)
        if progress:
            progress(number, len(running))
    return made


@transaction.atomic
def _fill_one(pk: int, horizon: dt.date) -> int:
    series = (
        Series.objects.select_for_update(of=("self",))
        .select_related("activity__area", "place__area")
        .get(pk=pk)
    )
    made = rows.fill(series, series.activity, until=horizon)
    if made:
        network.touch(series.activity.area)
    return made
