"""Changing or cancelling many dates at once, extra dates, and a copy of an activity."""

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from pirtti.calendar import followers, rules
from pirtti.calendar.actions import dates as one
from pirtti.calendar.actions import snapshots
from pirtti.calendar.actions.activities import save_activity
from pirtti.calendar.actions.rhythms import VALUES
from pirtti.calendar.actions.series import add_series
from pirtti.calendar.models import Activity, Change, Occurrence, Series
from pirtti.core.refusals import Refused
from pirtti.people.models import JournalEntry, User

MOST_AT_ONCE = 200
# What a copy has of its own.
_OWN = ("code", "slug", "is_published", "published_at", "confirmed_at", "stale_told_at")


def bulk_change(
    dates: Iterable[Occurrence], *, by: User | None, **change: Any
) -> Change:
    """Change many dates of one activity alike, as `change_occurrence` does with one."""
    return _all(
        dates, "bulk", by, lambda date: one.change_occurrence(date, by=by, **change)
    )


def bulk_cancel(dates: Iterable[Occurrence], *, reason: Any, by: User | None) -> Change:
    """Cancel many dates of one activity with the same reason. Raises Refused."""
    return _all(
        dates,
        "bulk_cancel",
        by,
        lambda date: one.cancel_occurrence(date, reason=reason, by=by),
    )


@transaction.atomic
def _all(
    dates: Iterable[Occurrence],
    kind: str,
    by: User | None,
    act: Callable[[Occurrence], Occurrence],
) -> Change:
    """Do the same with every date, all or nothing, and note how they were."""
    dates = list(dates)
    if not dates:
        raise Refused(rules.Refusal.NOTHING_CHANGES)
    if len(dates) > MOST_AT_ONCE:
        raise Refused(rules.Refusal.TOO_MANY_DATES)
    numbers = [date.pk for date in dates]
    before = snapshots.of_dates(Occurrence.objects.filter(pk__in=numbers))
    with followers.told_together():
        for date in dates:
            act(date)
    after = snapshots.of_dates(Occurrence.objects.filter(pk__in=numbers))
    change = Change.objects.create(
        kind=kind,
        activity=dates[0].activity,
        by=by,
        before={"dates": before},
        after={"dates": after},
    )
    JournalEntry.record(f"calendar.{kind}", by=by, on=change, dates=len(dates))
    return change


@transaction.atomic
def add_dates(
    activity: Activity,
    *,
    days: Iterable[dt.date],
    starts_at: dt.time,
    ends_at: dt.time,
    by: User | None,
) -> list[Series]:
    """Add single dates beside the rhythm, each on its own. Raises Refused."""
    return [
        add_series(
            activity,
            frequency=Series.Frequency.ONCE,
            starts_on=day,
            starts_at=starts_at,
            ends_at=ends_at,
            by=by,
        )
        for day in sorted(set(days))
    ]


@transaction.atomic
def duplicate_activity(activity: Activity, *, by: User | None) -> Activity:
    """Copy an activity as a draft, with its running rhythms from next week on.

    Single dates, themes and what was changed by hand are not copied.
    """
    twin = Activity(
        **{
            field.name: getattr(activity, field.name)
            for field in Activity._meta.concrete_fields
            if not field.primary_key and field.name not in _OWN
        }
    )
    twin.slug = slugify(f"{activity.slug[:80]}-{twin.code}")
    save_activity(
        twin,
        organisers=activity.organisers.all(),
        audiences=activity.audiences.all(),
        by=by,
    )
    today = timezone.localdate()
    monday = today + dt.timedelta(days=7 - today.weekday())
    for series in activity.series.exclude(frequency=Series.Frequency.ONCE):
        if series.ends_on is None or series.ends_on >= monday:
            _copy_rhythm(series, twin, monday, by)
    return twin


def _copy_rhythm(
    series: Series, twin: Activity, monday: dt.date, by: User | None
) -> None:
    values = {name: getattr(series, name) for name in (*VALUES, "weekday")}
    begins = max(monday, series.starts_on)
    if rules.dates(series.as_rule(), since=begins, until=begins + dt.timedelta(365)):
        add_series(twin, starts_on=begins, by=by, **values)
