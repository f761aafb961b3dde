"""Decisions about counting; no Django, and no person anywhere."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import Any, NamedTuple, TypeGuard

# A shift code opens the counter two hours before and after the gathering
# (`reliability.md` §2 threat 16); what a phone saved may arrive 14 days late (§3.7).
OPEN_HOURS = 2
LATE_DAYS = 14
LARGEST_BATCH = 200
LARGEST_STEP = 200
# The largest number a person can type in for one category of one gathering.
LARGEST_TOTAL = 9_999
LARGEST_SEQ = 2**31 - 1
CODE_DIGITS = 6
# Taps are kept this long after the gathering, or after a later correction.
EVENT_DAYS = 30
# A place that has met this often without one count has stopped counting.
SILENT_DAYS = 60
SILENT_GATHERINGS = 4

_UUID4 = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
)
_PHONE = re.compile(r"[a-z0-9]{0,16}")
_CODE = re.compile(r"[0-9]{6}")


class Method(StrEnum):
    """How a figure came about; every figure says which (STEA: collected, sample, estimate)."""

    EVERY_VISIT = "every"
    SAMPLE_WEEKS = "sample"
    ESTIMATE = "estimate"


class Refusal(Enum):
    """Why something about counting was not done."""

    CODE_UNKNOWN = auto()
    TOO_EARLY = auto()
    TOO_LATE = auto()
    REVOKED = auto()
    TOO_MANY_EVENTS = auto()
    BAD_EVENT = auto()
    UNKNOWN_CATEGORY = auto()
    NEEDS_REASON = auto()
    BELOW_ZERO = auto()
    TOO_LARGE = auto()
    NOT_YET = auto()
    CANCELLED = auto()
    ALREADY_COUNTED = auto()
    NO_PLACE = auto()
    NOT_A_CODE = auto()
    TOO_MANY_TRIES = auto()
    BAD_WEEK = auto()
    BAD_KEY = auto()


ADULTS = "adults"
CHILDREN = "children"
MEN = "men"
FIRST_TIME = "first"
# Age bands of children in months, both ends included.
AGE_BANDS: dict[str, tuple[int, int | None]] = {
    "children:0": (0, 11),
    "children:1-2": (12, 35),
    "children:3-6": (36, 83),
    "children:7": (84, None),
}
OWN_PREFIX = "own:"
LANGUAGE_PREFIX = "language:"


def categories(
    *,
    men: bool,
    age_bands: bool,
    own: Iterable[str] = (),
    languages: Iterable[str] = (),
) -> list[str]:
    """List what a place counts, in the order of its counter page."""
    children = list(AGE_BANDS) if age_bands else [CHILDREN]
    return [
        ADULTS,
        *([MEN] if men else []),
        *children,
        FIRST_TIME,
        *(OWN_PREFIX + key for key in own),
        *(LANGUAGE_PREFIX + code for code in languages),
    ]


@dataclass(frozen=True)
class Sums:
    """What one gathering comes to; visits are adults and children together."""

    adults: int = 0
    children: int = 0
    men: int = 0
    first: int = 0

    @property
    def visits(self) -> int:
        """Return adults and children; first-timers and men are among them."""
        return self.adults + self.children


def sums(totals: Mapping[str, int]) -> Sums:
    """Add a tally up. A total below zero counts as zero, since taps may arrive in any order.

    Men are among the adults: with more men than adults, adults are the men.
    """
    at_least_zero = {key: max(0, value) for key, value in totals.items()}
    men = at_least_zero.get(MEN, 0)
    children = sum(
        value
        for key, value in at_least_zero.items()
        if key.partition(":")[0] == CHILDREN
    )
    return Sums(
        adults=max(at_least_zero.get(ADULTS, 0), men),
        children=children,
        men=men,
        first=at_least_zero.get(FIRST_TIME, 0),
    )


class Event(NamedTuple):
    """One tap as a phone tells it, checked."""

    uid: uuid.UUID
    category: str
    step: int
    phone: str
    seq: int


def read_event(raw: object) -> Event | None:
    """Read one tap that came over the net, or return None when it is none.

    A tap has a random name (UUID version 4), a category, a step of 1 to 200 up
    or down, the word of the phone and its running number.
    """
    if not isinstance(raw, Mapping):
        return None
    uid, category, phone = (raw.get(key, "") for key in ("uid", "category", "phone"))
    step, seq = raw.get("step"), raw.get("seq", 0)
    if not (
        isinstance(uid, str) and isinstance(category, str) and isinstance(phone, str)
    ):
        return None
    if not (_UUID4.fullmatch(uid.lower()) and _PHONE.fullmatch(phone)):
        return None
    if not (_is_whole(step) and _is_whole(seq)):
        return None
    if not (0 < abs(step) <= LARGEST_STEP and 0 <= seq <= LARGEST_SEQ):
        return None
    return Event(uuid.UUID(uid), category, step, phone, seq)


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def read_code(typed: str) -> str | None:
    """Read a typed shift code: six digits, spaces and dashes between them ignored."""
    tidy = re.sub(r"[\s\u2010-\u2015-]", "", typed)
    return tidy if _CODE.fullmatch(tidy) else None


class Period(NamedTuple):
    """A week or month that figures are kept for."""

    period: str
    year: int
    number: int

    def as_fields(self) -> dict[str, Any]:
        """Return the values by their names in the table of figures."""
        return self._asdict()


def periods(on: dt.date) -> tuple[Period, Period]:
    """Return the ISO week (with its own year: 1.1.2027 is in 2026-W53) and the month."""
    iso = on.isocalendar()
    return Period("week", iso.year, iso.week), Period("month", on.year, on.month)


def week_name(on: dt.date) -> str:
    """Name the ISO week of a day as plans list sample weeks: `2026-W47`."""
    iso = on.isocalendar()
    return f"{iso.year}-W{iso.week:02}"


def refuse_sample_week(name: str) -> Refusal | None:
    """Say what is wrong with the name of a sample week, or None."""
    match = re.fullmatch(r"([0-9]{4})-W([0-9]{2})", name)
    if match is None:
        return Refusal.BAD_WEEK
    try:
        dt.date.fromisocalendar(int(match[1]), int(match[2]), 1)
    except ValueError:
        return Refusal.BAD_WEEK
    return None


def is_owed(*, method: str, sample_weeks: Iterable[str], on: dt.date) -> bool:
    """Say whether a gathering that took place should have a count.

    With sample weeks only gatherings in those weeks; else every one, since an
    estimate too is a number that somebody gives.
    """
    return method != Method.SAMPLE_WEEKS or week_name(on) in sample_weeks


def refuse_total(to: int) -> Refusal | None:
    """Say why a category can't have this total, or None."""
    if to < 0:
        return Refusal.BELOW_ZERO
    return Refusal.TOO_LARGE if to > LARGEST_TOTAL else None


def shown(totals: Mapping[str, int], order: Iterable[str]) -> dict[str, int]:
    """Return the totals as they are shown: in order, and never below zero."""
    return {category: max(0, totals.get(category, 0)) for category in order}


def opens_at(starts_at: dt.datetime) -> dt.datetime:
    """Return from when on the counter page of a gathering opens."""
    return starts_at - dt.timedelta(hours=OPEN_HOURS)


def refuse_opening(
    *,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    now: dt.datetime,
    revoked: bool,
    cancelled: bool,
) -> Refusal | None:
    """Say why the counter page does not open now, or None."""
    if revoked:
        return Refusal.REVOKED
    if cancelled:
        return Refusal.CANCELLED
    if now < opens_at(starts_at):
        return Refusal.TOO_EARLY
    if now > ends_at + dt.timedelta(hours=OPEN_HOURS):
        return Refusal.TOO_LATE
    return None


def refuse_receiving(
    *, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime, revoked: bool
) -> Refusal | None:
    """Say why taps saved on a phone are not taken any more, or None."""
    if revoked:
        return Refusal.REVOKED
    if now < opens_at(starts_at):
        return Refusal.TOO_EARLY
    if now > ends_at + dt.timedelta(days=LATE_DAYS):
        return Refusal.TOO_LATE
    return None


def extrapolate(*, counted: int, sampled: int, held: int) -> int | None:
    """Estimate a year from sample weeks: mean per sampled gathering × gatherings held.

    Rounded half up to a whole visit; None when nothing was sampled. Method of the
    count weeks in `experience.md` §3 (Hämeenlinna).
    """
    if sampled < 1:
        return None
    return (2 * counted * held + sampled) // (2 * sampled)
