"""Gaps and overlaps: when there is how much for whom; no Django.

Source: `domain.md` row 91 (matching supply and demand) and F-rows of the calendar.
"""

import datetime as dt
import math
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations, product

# As far as one walks with a pram.
NEAR_METRES = 2000
_EARTH_METRES = 6_371_000
_OPEN_END = 10_000


class Part(StrEnum):
    """A part of the day; a date counts where it begins."""

    MORNING = "morning"
    MIDDAY = "midday"
    AFTERNOON = "afternoon"
    EVENING = "evening"


# From which hour to which, the last not included.
PARTS: dict[Part, tuple[int, int]] = {
    Part.MORNING: (6, 11),
    Part.MIDDAY: (11, 14),
    Part.AFTERNOON: (14, 17),
    Part.EVENING: (17, 21),
}


class AgeBand(StrEnum):
    """How old a child is."""

    BABY = "0"
    TODDLER = "1-2"
    SMALL = "3-6"
    SCHOOL = "7"


# Ages in whole months, both ends included.
AGE_BANDS: dict[AgeBand, tuple[int, int]] = {
    AgeBand.BABY: (0, 11),
    AgeBand.TODDLER: (12, 35),
    AgeBand.SMALL: (36, 83),
    AgeBand.SCHOOL: (84, 215),
}


def part_of(start: dt.time) -> Part | None:
    """Return the part of the day in which a date begins; None at night."""
    for part, (first, last) in PARTS.items():
        if first <= start.hour < last:
            return part
    return None


def bands_of(from_months: int | None, to_months: int | None) -> frozenset[AgeBand]:
    """Return the age bands that an activity's ages reach; no ages means all of them."""
    low, high = _ages(from_months, to_months)
    return frozenset(
        band for band, (a, b) in AGE_BANDS.items() if low <= b and a <= high
    )


def _ages(low: int | None, high: int | None) -> tuple[int, int]:
    return low or 0, _OPEN_END if high is None else high


@dataclass(frozen=True)
class Slot:
    """When an activity meets at a place: a weekday and times, on these days.

    Empty audiences mean everybody; `area` is the number of its neighbourhood.
    """

    activity: int
    organisers: tuple[int, ...]
    weekday: int
    starts_at: dt.time
    ends_at: dt.time
    days: frozenset[dt.date]
    place: int | None = None
    area: int | None = None
    at: tuple[float, float] | None = None
    age_from: int | None = None
    age_to: int | None = None
    audiences: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()

    @property
    def part(self) -> Part | None:
        """Return the part of the day."""
        return part_of(self.starts_at)

    @property
    def bands(self) -> frozenset[AgeBand]:
        """Return the age bands it is for."""
        return bands_of(self.age_from, self.age_to)


def grid(
    slots: Iterable[Slot], rows_of: Callable[[Slot], Iterable[str]]
) -> Counter[tuple[str, int]]:
    """Count the dates by row and weekday; a date counts once in each of its rows."""
    found: Counter[tuple[str, int]] = Counter()
    for slot in slots:
        for row in rows_of(slot):
            found[row, slot.weekday] += len(slot.days)
    return found


def cross(
    slots: Iterable[Slot], *, everybody: str, not_told: str
) -> Counter[tuple[int, str, str, str, str]]:
    """Count the dates by weekday, part of day, age band, audience and language.

    `everybody` and `not_told` stand for no audience and no language.
    """
    found: Counter[tuple[int, str, str, str, str]] = Counter()
    for slot in slots:
        if slot.part is None:
            continue
        for band, who, language in product(
            slot.bands, slot.audiences or {everybody}, slot.languages or {not_told}
        ):
            found[slot.weekday, slot.part, band, who, language] += len(slot.days)
    return found


@dataclass(frozen=True)
class Overlap:
    """Two that meet at the same hour for the same families, near each other."""

    one: Slot
    other: Slot
    dates: int
    metres: int | None


def overlaps(slots: Iterable[Slot]) -> list[Overlap]:
    """List what overlaps: same days, hours in common, same audience and age, near.

    Near means the same neighbourhood or at most two kilometres as the crow flies. Most
    dates first. Slots, not dates, are compared, so that a whole country stays quick.
    """
    by_day: dict[int, list[Slot]] = {}
    for slot in slots:
        by_day.setdefault(slot.weekday, []).append(slot)
    found = []
    for here in by_day.values():
        here.sort(key=lambda slot: slot.starts_at)
        for one, other in combinations(here, 2):
            overlap = _overlap(one, other)
            if overlap:
                found.append(overlap)
    found.sort(key=lambda one: (-one.dates, one.one.weekday, one.one.starts_at))
    return found


def _overlap(one: Slot, other: Slot) -> Overlap | None:
    if one.activity == other.activity or other.starts_at >= one.ends_at:
        return None
    if not _same_families(one, other):
        return None
    metres = metres_between(one.at, other.at)
    is_near = metres is not None and metres <= NEAR_METRES
    if not is_near and (one.area is None or one.area != other.area):
        return None
    dates = len(one.days & other.days)
    return Overlap(one, other, dates, metres) if dates else None


def _same_families(one: Slot, other: Slot) -> bool:
    a, b = _ages(one.age_from, one.age_to), _ages(other.age_from, other.age_to)
    if a[0] > b[1] or b[0] > a[1]:
        return False
    both = one.audiences and other.audiences
    return not both or bool(one.audiences & other.audiences)


def metres_between(
    one: tuple[float, float] | None, other: tuple[float, float] | None
) -> int | None:
    """Return how far two points (latitude, longitude) are apart; None when unknown."""
    if one is None or other is None:
        return None
    north = math.radians(other[0] - one[0])
    east = math.radians(other[1] - one[1]) * math.cos(
        math.radians((one[0] + other[0]) / 2)
    )
    return round(_EARTH_METRES * math.hypot(north, east))
