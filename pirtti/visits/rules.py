"""Decisions about counting; no Django, and no person anywhere."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

# A shift code opens the counter two hours before and after the gathering
# (`reliability.md` §2 threat 16); what a phone saved may arrive 14 days late (§3.7).
OPEN_HOURS = 2
LATE_DAYS = 14
LARGEST_BATCH = 200
LARGEST_STEP = 200
CODE_DIGITS = 6


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
    NOT_YET = auto()
    CANCELLED = auto()


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
BASE = (ADULTS, CHILDREN, FIRST_TIME)
OWN_PREFIX = "own:"
LANGUAGE_PREFIX = "language:"


def categories(
    *, men: bool, age_bands: bool, own: Iterable[str] = (), languages: Iterable[str] = ()
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
        value for key, value in at_least_zero.items() if key.partition(":")[0] == CHILDREN
    )
    return Sums(
        adults=max(at_least_zero.get(ADULTS, 0), men),
        children=children,
        men=men,
        first=at_least_zero.get(FIRST_TIME, 0),
    )


def refuse_opening(
    *, starts_at: dt.datetime, ends_at: dt.datetime, now: dt.datetime, revoked: bool, cancelled: bool
) -> Refusal | None:
    """Say why the counter page does not open now, or None."""
    if revoked:
        return Refusal.REVOKED
    if cancelled:
        return Refusal.CANCELLED
    if now < starts_at - dt.timedelta(hours=OPEN_HOURS):
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
    if now < starts_at - dt.timedelta(hours=OPEN_HOURS):
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
