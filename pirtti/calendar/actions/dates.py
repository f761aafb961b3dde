"""Changing, cancelling and restoring one date."""

import datetime as dt
from typing import Any, TypeAlias

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import followers, rules
from pirtti.calendar.followers import DateEvent, Happening, Was
from pirtti.calendar.models import Occurrence
from pirtti.core import timewords
from pirtti.core.content import plain
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.network.models import Area, Organisation, Place, Room
from pirtti.people.models import JournalEntry, User

Text: TypeAlias = LazyI18nString | str
# A value that was not given, where None means "no place".
KEEP: Any = object()
# What a family must know of before it leaves home.
MOVES = {"on", "starts_at", "ends_at", "place", "room"}


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
    guest_organisation: Organisation | None = KEEP,
    who: Text | None = None,
) -> Occurrence:
    """Change one date only: its day, time, place, room, theme, guest or who is there.

    What is given is remembered as this date's own and survives later changes of
    the series. Raises Refused when the times can't be.
    """
    occurrence = _lock_date(occurrence)
    old_area, was = occurrence.area, followers.known(occurrence)
    changed = _move(occurrence, on=on, starts_at=starts_at, ends_at=ends_at)
    changed |= _put(
        occurrence, place=place, room=room, guest_organisation=guest_organisation
    )
    if "place" in changed:
        occurrence.area = place.area if place is not None else occurrence.activity.area
    for name, value in (("theme", theme), ("guest", guest), ("who", who)):
        if value is not None and plain(value) != plain(getattr(occurrence, name)):
            setattr(occurrence, name, value)
            changed.add(name)
    occurrence.own = sorted({*occurrence.own, *changed})
    _store(occurrence, old_area)
    if "theme" in changed:
        _follow_theme(occurrence)
    _tell(occurrence, Happening.MOVED if MOVES & changed else None, was=was)
    JournalEntry.record(
        "calendar.date_changed", by=by, on=occurrence, own=occurrence.own
    )
    return occurrence


def _follow_theme(occurrence: Occurrence) -> None:
    """Let the theme that was given from the store follow what is said by hand.

    Emptied, the theme is in store again for another date.
    """
    text = occurrence.theme
    given = occurrence.themes
    if plain(text):
        given.update(text=text)
    else:
        given.update(occurrence=None)


def _put(occurrence: Occurrence, **things: Any) -> set[str]:
    """Set what is given of other tables' rows; returns the names of what changed."""
    changed = {
        name
        for name, thing in things.items()
        if thing is not KEEP and thing != getattr(occurrence, name)
    }
    for name in changed:
        setattr(occurrence, name, things[name])
    return changed


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
    if on is None and starts_at is None and ends_at is None:
        return set()
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


def _tell(
    occurrence: Occurrence, what: Happening | None, *, was: Was | None = None
) -> None:
    """Tell the followers of a coming date."""
    followers.activities_changed([occurrence.activity_id])
    if what and occurrence.ends_at > timezone.now():
        followers.dates_changed([DateEvent(occurrence, what, was)])


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
    _tell(occurrence, Happening.CANCELLED)
    JournalEntry.record("calendar.date_cancelled", by=by, on=occurrence)
    return occurrence


@transaction.atomic
def restore_occurrence(occurrence: Occurrence, *, by: User | None) -> Occurrence:
    """Take a cancellation back."""
    occurrence = _lock_date(occurrence)
    occurrence.state = Occurrence.State.PLANNED
    occurrence.reason = ""
    _store(occurrence, occurrence.area)
    _tell(occurrence, Happening.RESTORED)
    JournalEntry.record("calendar.date_restored", by=by, on=occurrence)
    return occurrence
