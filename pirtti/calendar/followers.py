"""What upper floors do, or know, when dates change: the calendar's one inversion.

An upper app says in its `apps.py` (`ready`) what it wants: to hear of a change in
the transaction that makes it (the search index, notices to families), or to tell
which dates hold something that must not be lost unsaid (counts, sign-ups), or which
activities have leaders of their own. The calendar calls; it never imports them.
"""

import datetime as dt
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pirtti.calendar.models import Occurrence


class Happening(StrEnum):
    """What happened to one date that families may have planned for."""

    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"


class Was(NamedTuple):
    """What a family had to know of a date before it was moved."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    place_id: int | None
    room_id: int | None


def known(occurrence: "Occurrence") -> Was:
    """Return when and where a date is, for telling later how it was."""
    return Was(
        occurrence.starts_at,
        occurrence.ends_at,
        occurrence.place_id,
        occurrence.room_id,
    )


@dataclass(frozen=True)
class DateEvent:
    """One date and what happened to it, as it is now stored; `was` where it is known."""

    occurrence: "Occurrence"
    what: Happening
    was: Was | None = None


ActivityFollower = Callable[[Collection[int]], None]
DateFollower = Callable[[Collection[DateEvent]], None]
Holder = Callable[[Collection[int]], set[int]]
Leading = Callable[[int], bool]


@dataclass
class _Waiting:
    """What is gathered while many dates are changed at once."""

    activities: set[int] = field(default_factory=set)
    dates: list[DateEvent] = field(default_factory=list)


_waiting: ContextVar[_Waiting | None] = ContextVar("waiting", default=None)
_activities: dict[str, ActivityFollower] = {}
_dates: dict[str, DateFollower] = {}
# Those who also hear of dates that families do not see.
_of_hidden: set[str] = set()
_holders: dict[str, Holder] = {}
_leading: dict[str, Leading] = {}


def follow_activities(name: str, hear: ActivityFollower) -> None:
    """Hear which activities (by number) were stored, shown, hidden or given dates."""
    _activities[name] = hear


def follow_dates(name: str, hear: DateFollower, *, hidden: bool = False) -> None:
    """Hear of coming public dates that were cancelled, restored or moved.

    With `hidden` also of those that families do not see: hidden groups, drafts.
    """
    _dates[name] = hear
    if hidden:
        _of_hidden.add(name)


def hold_dates(name: str, held: Holder) -> None:
    """Tell which of some dates (by number) hold what must not be lost unsaid."""
    _holders[name] = held


def know_leaders(name: str, leads: Leading) -> None:
    """Tell of which activities (by number) people lead them, with no organisation."""
    _leading[name] = leads


def is_led(pk: int) -> bool:
    """Say whether people answer for an activity: then it needs no organiser."""
    return any(leads(pk) for leads in _leading.values())


def activities_changed(pks: Collection[int]) -> None:
    """Tell all who follow activities; called inside the transaction of the change."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.activities.update(pks)
        return
    for hear in _activities.values():
        hear(pks)


def dates_changed(events: Collection[DateEvent]) -> None:
    """Tell all who follow dates; called inside the transaction of the change."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.dates.extend(events)
        return
    public = [event for event in events if event.occurrence.is_public]
    for name, hear in _dates.items():
        told = events if name in _of_hidden else public
        if told:
            hear(told)


@contextmanager
def told_together() -> Iterator[None]:
    """Gather what changes inside and tell it once at the end; nothing after an error."""
    token = _waiting.set(_Waiting())
    try:
        yield
        gathered = _waiting.get()
    finally:
        _waiting.reset(token)
    if gathered is not None:
        activities_changed(gathered.activities)
        dates_changed(gathered.dates)


def held(pks: Collection[int]) -> dict[str, set[int]]:
    """Return, by holder's name, the dates that hold something; empty sets left out."""
    found = {name: ask(pks) for name, ask in _holders.items()}
    return {name: pks for name, pks in found.items() if pks}
