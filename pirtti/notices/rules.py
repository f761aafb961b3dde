"""Decisions about following dates by e-mail; no Django."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto

# Whoever asked and never confirmed is forgotten.
UNCONFIRMED_KEPT = dt.timedelta(days=7)
# Whoever confirmed is asked again in good time, and forgotten without an answer.
KEPT = dt.timedelta(days=730)
ASKED_AGAIN_BEFORE = dt.timedelta(days=30)
# What has had no date for so long, and has none to come, is over; a summer is not.
IDLE = dt.timedelta(days=120)
# A change waits so long before it is told: what is taken back at once is not told.
GRACE = dt.timedelta(seconds=20)
# Changes that wait together become one mail; letters are made in such bites.
MOST_TOGETHER = 100
BITE = 500
# Bulletins outlive their letters.
BULLETINS_KEPT = dt.timedelta(days=10)
# The evening before, on the wall in Helsinki.
REMIND_AT = dt.time(18)
# At most so many dates stand in one mail one by one.
MOST_TOLD = 12


class Kind(StrEnum):
    """The letters that go to those who follow."""

    CONFIRM = "follow_confirm"
    RENEW = "follow_renew"
    CHANGES = "follow_changes"
    REMINDER = "follow_reminder"


class Refusal(Enum):
    """Why something about following was not done."""

    LINK_UNKNOWN = auto()
    TOO_MANY_TRIES = auto()


class What(StrEnum):
    """What followers are told of a date."""

    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"


Was = tuple[str, str, int | None, int | None]


@dataclass(frozen=True)
class Told:
    """One date of a bulletin: what happened, and how it was before, if known.

    `was` is begin and end (ISO 8601, UTC) and the numbers of place and room.
    """

    date: int
    what: What
    was: Was | None = None


def fold(events: Iterable[Told]) -> list[Told]:
    """Make one of several changes of the same date, in the order they happened.

    What was cancelled and restored again (or the other way round) before anybody
    was told is not told. The oldest "before" stays.
    """
    found: dict[int, Told | None] = {}
    for event in events:
        before = found.get(event.date)
        found[event.date] = _joined(before, event) if before else event
    return [told for told in found.values() if told is not None]


def _joined(before: Told, event: Told) -> Told | None:
    was = before.was or event.was
    if {before.what, event.what} == {What.CANCELLED, What.RESTORED}:
        return Told(event.date, What.MOVED, was) if was else None
    if event.what is What.RESTORED and before.what is What.MOVED:
        return replace(event, what=What.MOVED, was=was)
    if event.what is What.MOVED and before.what is not What.MOVED:
        # Moved while cancelled: cancelled is what counts; restored and moved: restored.
        return replace(event, what=before.what, was=was)
    return replace(event, was=was)


def evening_before(now: dt.datetime) -> dt.date | None:
    """Return the day whose dates are reminded of at a local moment, or None.

    From six in the evening until midnight it is tomorrow.
    """
    return now.date() + dt.timedelta(days=1) if now.time() >= REMIND_AT else None


def ends_at(confirmed_at: dt.datetime) -> dt.datetime:
    """Return when a following ends unless it is confirmed anew."""
    return confirmed_at + KEPT
