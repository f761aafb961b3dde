"""What a change of a rhythm would do, in the words of its preview."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from django.utils import timezone

from pirtti.calendar.actions import Plan, rhythms
from pirtti.calendar.models import Activity, Change, Occurrence

MOST_COMING = 200
TAKEN_BACK_WITHIN = dt.timedelta(days=30)
MOST_CHANGES = 10


@dataclass(frozen=True)
class Preview:
    """What moves, is added, goes, stays: before anything happens."""

    plan: Plan
    cancelled: list[Occurrence]
    gone: list[Occurrence]
    held: list[tuple[Occurrence, str]]

    @property
    def fingerprint(self) -> str:
        """Return a word for exactly this: another one tells that it changed since."""
        plan = self.plan
        told = (
            [(date.pk, day) for date, day in plan.moved],
            sorted(date.pk for date in plan.same),
            plan.added,
            sorted(date.pk for date in plan.dropped),
            sorted(date.pk for date in plan.by_hand),
            sorted(plan.held_dates),
        )
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def preview(plan: Plan, *, now: dt.datetime | None = None) -> Preview:
    """Sort the dates that go: some are cancelled, some vanish, some hold something."""
    soon = (now or timezone.now()) + rhythms.SOON
    free = [date for date in plan.dropped if date.pk not in plan.held_dates]
    cancelled = [date for date in free if date.is_public and date.starts_at < soon]
    left = {date.pk for date in cancelled}
    held = [
        (date, name)
        for date in plan.dropped
        for name, pks in plan.held.items()
        if date.pk in pks
    ]
    gone = [date for date in free if date.pk not in left]
    return Preview(plan, cancelled, gone, held)


def coming(activity: Activity, *, now: dt.datetime) -> list[Occurrence]:
    """List the coming dates of an activity that are on (one query)."""
    found = activity.occurrences.filter(
        starts_at__gt=now, state=Occurrence.State.PLANNED
    )
    return list(found.select_related("place").order_by("starts_at", "pk")[:MOST_COMING])


def recent_changes(activity: Activity, *, now: dt.datetime) -> list[Change]:
    """List what can still be taken back, newest first (one query)."""
    found = activity.changes.filter(
        made_at__gt=now - TAKEN_BACK_WITHIN, undone_at__isnull=True
    )
    return list(found.select_related("by")[:MOST_CHANGES])
