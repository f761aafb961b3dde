"""What leaders may do about a meeting, and when; no Django."""

import datetime as dt
from collections.abc import Iterable
from enum import Enum, auto

# A message to all members: three at once, then one every four hours.
MESSAGES_AT_ONCE, MESSAGES_PER_HOUR = 3, 0.25
MESSAGES_KEPT = dt.timedelta(days=30)
# Ticks go so long after the group ended; families themselves go by signups' own rule.
TICKS_KEPT = dt.timedelta(days=30)
# In a group without an end they go so long after the meeting.
TICKS_KEPT_WITHOUT_END = dt.timedelta(days=365)
# Numbers of meetings on the net name nobody; a yearly report may look back at them.
NUMBERS_KEPT = dt.timedelta(days=3 * 365)
REQUESTS_KEPT = dt.timedelta(days=30)
# Who may be asked to stand in says so for a year at most.
MOST_POOL_DAYS = 366
MOST_MATERIALS = 20
MOST_INTRO_MINUTES = 60
# A short beginning, then free talk: what groups told works best (S1 §7).
USUAL_INTRO_MINUTES = 15


class Refusal(Enum):
    """Why something about a meeting was not done."""

    MEETING_OVER = auto()
    MEETING_CANCELLED = auto()
    NOT_YET = auto()
    NOTHING_COUNTED = auto()
    UNKNOWN_FAMILY = auto()
    TOO_MANY_LETTERS = auto()
    TOO_MANY_MATERIALS = auto()
    NOTHING_MOVED = auto()
    DAY_GONE = auto()
    ALREADY_ASKED = auto()
    REQUEST_OVER = auto()
    REQUEST_TAKEN = auto()
    POOL_DAY_GONE = auto()
    POOL_TOO_LONG = auto()
    NOT_YOUR_AREA = auto()


def refuse_change(
    *, ends_at: dt.datetime, is_cancelled: bool, now: dt.datetime
) -> Refusal | None:
    """Say why a meeting can't be changed any more, or None."""
    if now >= ends_at:
        return Refusal.MEETING_OVER
    return Refusal.MEETING_CANCELLED if is_cancelled else None


def refuse_attendance(
    *, starts_at: dt.datetime, is_cancelled: bool, now: dt.datetime
) -> Refusal | None:
    """Say why nobody can have been at a meeting, or None."""
    if is_cancelled:
        return Refusal.MEETING_CANCELLED
    return Refusal.NOT_YET if now < starts_at else None


def refuse_taking(
    *,
    is_taken: bool,
    is_withdrawn: bool,
    until: dt.datetime,
    now: dt.datetime,
) -> Refusal | None:
    """Say why nobody can stand in by this request any more, or None."""
    if is_taken:
        return Refusal.REQUEST_TAKEN
    return Refusal.REQUEST_OVER if is_withdrawn or now >= until else None


def refuse_pool(*, ends_on: dt.date, today: dt.date) -> Refusal | None:
    """Say why one can't be asked until a day, or None."""
    if ends_on < today:
        return Refusal.POOL_DAY_GONE
    too_long = (ends_on - today).days > MOST_POOL_DAYS
    return Refusal.POOL_TOO_LONG if too_long else None


def next_stand_in(days: Iterable[dt.date], *, today: dt.date) -> dt.date | None:
    """Return the one day on which somebody stands in next; None when there is none.

    A part in a group holds one day; after it comes the next one that was taken.
    """
    return min((day for day in days if day >= today), default=None)
