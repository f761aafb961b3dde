"""Decisions about the message board of a group; no Django."""

import datetime as dt
from enum import Enum, StrEnum, auto

LONGEST_MESSAGE = 1000
# At night nobody's phone rings because of a board: mails wait until the morning.
NIGHT, MORNING = dt.time(21), dt.time(7)
# A mail waits a little, so that one mail tells of a whole talk; one a day at most.
MAIL_WAITS, MAILS_APART = dt.timedelta(minutes=30), dt.timedelta(days=1)
# A group's words go so long after its end (as families do).
KEPT_AFTER = dt.timedelta(days=30)
# So many messages of one family at once, and in an hour.
MESSAGES_AT_ONCE, MESSAGES_PER_HOUR = 10, 20
WISHES_AT_ONCE, WISHES_PER_HOUR = 5, 5


class Reason(StrEnum):
    """Why a member asks the leaders to look at a message; one may say none."""

    HURTFUL = "hurtful"
    PRIVATE = "private"
    SELLING = "selling"
    OTHER = "other"


class Refusal(Enum):
    """Why something on the board was not done."""

    BOARD_CLOSED = auto()
    NOTHING_WRITTEN = auto()
    TOO_MANY_MESSAGES = auto()
    NO_MAIL_ADDRESS = auto()


def refuse_message(text: str, *, is_open: bool) -> Refusal | None:
    """Say why a message can't be written, or None."""
    if not is_open:
        return Refusal.BOARD_CLOSED
    return None if text else Refusal.NOTHING_WRITTEN


def is_night(clock: dt.time) -> bool:
    """Say whether it is quiet time (21–7)."""
    return clock >= NIGHT or clock < MORNING


def mail_at(now: dt.datetime, last: dt.datetime | None) -> dt.datetime | None:
    """Return when a mail about a message written now goes (wall-clock times).

    `last` is when the latest mail goes or went. None: one that still waits tells it.
    Never between 21 and 7, and at most one in a day.
    """
    if last is not None and last > now:
        return None
    wanted = now + MAIL_WAITS
    if last is not None:
        wanted = max(wanted, last + MAILS_APART)
    if not is_night(wanted.time()):
        return wanted
    day = wanted.date()
    if wanted.time() >= NIGHT:
        day += dt.timedelta(days=1)
    return dt.datetime.combine(day, MORNING, tzinfo=wanted.tzinfo)
