"""Changing, cancelling and restoring one date."""

import datetime as dt
from typing import Any, TypeAlias

from django.db import transaction
from i18nfield.strings import LazyI18nString

from pirtti.calendar import rules
from pirtti.calendar.models import Occurrence
from pirtti.core import timewords
from pirtti.core.content import plain
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.network.models import Area, Place, Room
from pirtti.people.models import JournalEntry, User

Text: TypeAlias = LazyI18nString | str
# A value that was not given, where None means "no place".
KEEP: Any = object()


@transaction.atomic
def change_occurrence(
    occurrence: Occurrence,
    *,
    by: User | None,
    on: dt.date | None = None,
    starts_at: dt.time | None = None,
    ends_at: dt.time | None = None,
    place: Place | None = KEEP,
    room: Room | None = KEEP,
    theme: Text | None = None,
    guest: Text | None = None,
    who: Text | None = None,
) -> Occurrence:
    """Change one date only: its day, time, place, room, theme, guest or who is there.

    What is given is remembered as this date's own and survives later changes of
    the series. Raises Refused when the times can't be.
    """
    occurrence = _lock_date(occurrence)
    own = set(occurrence.own)
    old_area = occurrence.area
    if on is not None or starts_at is not None or ends_at is not None:
        own |= _move(occurrence, on=on, starts_at=starts_at, ends_at=ends_at)
    if place is not KEEP and place != occurrence.place:
        occurrence.place = place
        occurrence.area = place.area if place is not None else occurrence.activity.area
        own.add("place")
    if room is not KEEP and room != occurrence.room:
        occurrence.room = room
        own.add("room")
    for name, value in (("theme", theme), ("guest", guest), ("who", who)):
        if value is not None and plain(value) != plain(getattr(occurrence, name)):
            setattr(occurrence, name, value)
            own.add(name)
    occurrence.own = sorted(own)
    _store(occurrence, old_area)
    JournalEntry.record(
        "calendar.date_changed", by=by, on=occurrence, own=occurrence.own
    )
    return occurrence


def _lock_date(occurrence: Occurrence) -> Occurrence:
    Occurrence.objects.select_for_update().get(pk=occurrence.pk)
    return Occurrence.objects.select_related(
        "activity__area", "area", "place__area", "series"
    ).get(pk=occurrence.pk)


def _move(
    occurrence: Occurrence,
    *,
    on: dt.date | None,
    starts_at: dt.time | None,
    ends_at: dt.time | None,
) -> set[str]:
    """Set the date's wall-clock day and times; returns the names of what changed."""
    zone = occurrence.series.zone
    _day, old_start = timewords.from_instant(occurrence.starts_at, zone)
    _day, old_end = timewords.from_instant(occurrence.ends_at, zone)
    day, start, end = on or occurrence.on, starts_at or old_start, ends_at or old_end
    reason = rules.refuse_times(start, end)
    if reason:
        raise Refused(reason)
    changed = {
        name
        for name, old, new in (
            ("on", occurrence.on, day),
            ("starts_at", old_start, start),
            ("ends_at", old_end, end),
        )
        if old != new
    }
    occurrence.on = day
    occurrence.starts_at = timewords.to_instant(day, start, zone)
    occurrence.ends_at = timewords.to_instant(day, end, zone)
    return changed


def _store(occurrence: Occurrence, old_area: Area) -> None:
    occurrence.sequence += 1
    occurrence.save()
    network.touch(occurrence.area)
    if old_area.pk != occurrence.area_id:
        network.touch(old_area)
    if occurrence.activity.area_id not in {old_area.pk, occurrence.area_id}:
        network.touch(occurrence.activity.area)


@transaction.atomic
def cancel_occurrence(
    occurrence: Occurrence, *, reason: Text, by: User | None
) -> Occurrence:
    """Cancel one date; it stays visible with its reason (F4). Raises Refused without one."""
    if not str(reason).strip():
        raise Refused(rules.Refusal.NEEDS_REASON)
    occurrence = _lock_date(occurrence)
    occurrence.state = Occurrence.State.CANCELLED
    occurrence.reason = reason
    _store(occurrence, occurrence.area)
    JournalEntry.record("calendar.date_cancelled", by=by, on=occurrence)
    return occurrence


@transaction.atomic
def restore_occurrence(occurrence: Occurrence, *, by: User | None) -> Occurrence:
    """Take a cancellation back."""
    occurrence = _lock_date(occurrence)
    occurrence.state = Occurrence.State.PLANNED
    occurrence.reason = ""
    _store(occurrence, occurrence.area)
    JournalEntry.record("calendar.date_restored", by=by, on=occurrence)
    return occurrence
