"""Decisions about courses: seats, the line, when a certificate is earned; no Django."""

import datetime as dt
from collections.abc import Iterable
from enum import Enum, StrEnum, auto

MOST_SEATS = 200
MOST_SESSIONS = 20
USUAL_SEATS = 12
# Seats and ticks are erased so long after the last session; a certificate is printed
# until then.
KEPT = dt.timedelta(days=365)
_MINUTES = 60


class Kind(StrEnum):
    """What one learns to do (S1 §4.1): lead, teach those who lead, something else."""

    LEADERS = "leaders"
    TRAINERS = "trainers"
    OTHER = "other"


class ForWhom(StrEnum):
    """Whom a course was made for; it tells, and keeps nobody out."""

    ALL = "all"
    VOLUNTEERS = "volunteers"
    PARTNERS = "partners"
    PARISH = "parish"


class Refusal(Enum):
    """Why something about a course was not done."""

    NO_SESSIONS = auto()
    TOO_MANY_SESSIONS = auto()
    NEEDED_OUT_OF_RANGE = auto()
    SEATS_OUT_OF_RANGE = auto()
    SEATS_TAKEN = auto()
    OVER = auto()
    SESSION_AHEAD = auto()
    CERTIFICATE_NOT_YET = auto()


def refuse_course(*, capacity: int, needed: int, sessions: int) -> Refusal | None:
    """Say why a course can't be like this, or None."""
    if sessions < 1:
        return Refusal.NO_SESSIONS
    if sessions > MOST_SESSIONS:
        return Refusal.TOO_MANY_SESSIONS
    if not 1 <= needed <= sessions:
        return Refusal.NEEDED_OUT_OF_RANGE
    return None if 1 <= capacity <= MOST_SEATS else Refusal.SEATS_OUT_OF_RANGE


def gets_seat(*, capacity: int, taken: int, waiting: int) -> bool:
    """Say whether somebody new gets a seat: never before those who wait."""
    return waiting == 0 and taken < capacity


def let_in(*, capacity: int, taken: int, waiting: int) -> int:
    """Return how many of those who wait get a seat now, in the order they came."""
    return max(0, min(capacity - taken, waiting))


def missing(*, attended: int, needed: int, planned: int) -> int:
    """Return how many sessions one still lacks for a certificate.

    `planned` are the sessions that were not cancelled: nobody is asked for more.
    """
    return max(0, min(needed, planned) - attended)


def hours(spans: Iterable[tuple[dt.datetime, dt.datetime]]) -> float:
    """Add up sessions (begin, end) to hours, one decimal."""
    minutes = sum((end - begin).total_seconds() / 60 for begin, end in spans)
    return round(minutes / _MINUTES, 1)


def kept_until(last_on: dt.date) -> dt.date:
    """Return the last day on which seats and ticks of a course are kept."""
    return last_on + KEPT
