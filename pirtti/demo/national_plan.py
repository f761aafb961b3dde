"""Decide what a made-up country of family cafés looks like; no Django.

The size is that of the family cafés of the Mannerheim League in 2008 (`428
cafés, over 250 000 visits a year`): about 28 gatherings a café and 21 visits a
gathering. Everything follows from the seed.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

CAFES = 428
VISITS_A_YEAR = 250_000
DISTRICTS = 10
# ISO weeks of a term: autumn to mid-December, spring to the end of May.
TERMS = ((36, 50), (2, 21))
# Weekly cafés meet 35 times a year, the others every second week: 28 on average.
WEEKLY_SHARE = 0.6
CANCELLED, NOT_HELD, UNCOUNTED = 0.015, 0.005, 0.02
COUNTED_SHARE = (1 - CANCELLED) * (1 - NOT_HELD - UNCOUNTED)
THEME_SHARE = 0.5
_ADULT_SHARE = 0.45
_BOOKING_SHARE, _MEN_SHARE, _ESTIMATE_SHARE = 0.06, 0.3, 0.05
_CODE_LETTERS = "23456789bcdfghjkmnpqrstvwxz"
_WEEKDAYS = (18, 24, 24, 20, 10, 3, 1)
_HOURS = (
    (dt.time(9, 0), dt.time(11, 0)),
    (dt.time(9, 30), dt.time(11, 30)),
    (dt.time(10, 0), dt.time(12, 0)),
    (dt.time(13, 0), dt.time(14, 30)),
    (dt.time(17, 0), dt.time(19, 0)),
)
_KINDS = ("family-cafe",) * 8 + ("baby-cafe", "evening-cafe", "open-meeting")


@dataclass(frozen=True)
class Cafe:
    """One café: where and when it meets, whom it is for, how many come (mean)."""

    number: int
    municipality: str
    kind: str
    weekday: int
    parity: str
    starts_at: dt.time
    ends_at: dt.time
    audience: str
    ages: tuple[int, int]
    price_cents: int
    needs_booking: bool
    counts_men: bool
    is_estimate: bool
    mean: float

    @property
    def word(self) -> str:
        """Return the number as it stands in addresses: `007`."""
        return f"{self.number:03}"


class Gathering(NamedTuple):
    """What became of one date; `totals` is None while nobody has told."""

    state: str
    totals: dict[str, int] | None = None


PLANNED, CANCELLED_STATE, NOT_HELD_STATE = "planned", "cancelled", "not_held"


class Term(NamedTuple):
    """The first Monday and the last Sunday of a term."""

    first: dt.date
    last: dt.date


def chance_of(seed: int, cafe: int) -> Random:
    """Return the dice of one café: the same for the same seed."""
    return Random(f"pirtti {seed} {cafe}")  # noqa: S311


def code(chance: Random) -> str:
    """Make a short code as `core.models.new_code` does, from the dice."""
    return "".join(chance.choices(_CODE_LETTERS, k=7))


def cafes(
    *, seed: int, many: int, towns: Sequence[str], weights: Sequence[int]
) -> list[Cafe]:
    """Make cafés in municipalities (by official code), more where weights are larger.

    Their means are relative until `with_means` has scaled them.
    """
    return [
        _cafe(number, chance_of(seed, -number), many, towns, weights)
        for number in range(1, many + 1)
    ]


def _cafe(
    number: int, chance: Random, many: int, towns: Sequence[str], weights: Sequence[int]
) -> Cafe:
    is_weekly = number <= round(many * WEEKLY_SHARE)
    kind = chance.choice(_KINDS)
    starts_at, ends_at = chance.choice(_HOURS)
    return Cafe(
        number=number,
        municipality=chance.choices(towns, weights=weights)[0],
        kind=kind,
        weekday=chance.choices(range(7), weights=_WEEKDAYS)[0],
        parity="any" if is_weekly else chance.choice(("even", "odd")),
        starts_at=starts_at,
        ends_at=ends_at,
        audience=chance.choices(
            ("families", "fathers", "immigrant-parents"), weights=(90, 6, 4)
        )[0],
        ages=(0, 11) if kind == "baby-cafe" else (0, 83),
        price_cents=chance.choices((0, 100, 200), weights=(85, 10, 5))[0],
        needs_booking=chance.random() < _BOOKING_SHARE,
        counts_men=chance.random() < _MEN_SHARE,
        is_estimate=chance.random() < _ESTIMATE_SHARE,
        mean=chance.lognormvariate(0, 0.45),
    )


def with_means(
    made: list[Cafe], *, since: dt.date, until: dt.date, years: int
) -> list[Cafe]:
    """Scale the means so that all visits from `since` to `until` come to the target."""
    target = VISITS_A_YEAR * years * len(made) / CAFES
    spread = terms(since, until)
    expected = sum(
        cafe.mean * sum(len(dates(cafe, term)) for term in spread) for cafe in made
    )
    factor = target / (expected * COUNTED_SHARE)
    return [replace(cafe, mean=cafe.mean * factor) for cafe in made]


def terms(since: dt.date, until: dt.date) -> list[Term]:
    """Return the terms between two days, both ends included, cut to fit."""
    found = []
    for year in range(since.year - 1, until.year + 2):
        for first_week, last_week in TERMS:
            first = max(dt.date.fromisocalendar(year, first_week, 1), since)
            last = min(dt.date.fromisocalendar(year, last_week, 7), until)
            if first <= last:
                found.append(Term(first, last))
    return sorted(found)


def dates(cafe: Cafe, term: Term) -> list[dt.date]:
    """Return the days of a term on which a café meets, as `calendar.rules.dates` does."""
    ahead = (cafe.weekday - term.first.weekday()) % 7
    day, found = term.first + dt.timedelta(days=ahead), []
    while day <= term.last:
        if cafe.parity == "any" or _fits(day, cafe.parity):
            found.append(day)
        day += dt.timedelta(days=7)
    return found


def _fits(day: dt.date, parity: str) -> bool:
    return day.isocalendar().week % 2 == (parity == "odd")


def gatherings(
    cafe: Cafe, days: Sequence[dt.date], *, today: dt.date, chance: Random
) -> Iterator[Gathering]:
    """Say of each day what became of it; days from today on are only planned."""
    for day in days:
        roll = chance.random()
        if roll < CANCELLED:
            yield Gathering(CANCELLED_STATE)
        elif day >= today:
            yield Gathering(PLANNED)
        else:
            yield _past(cafe, chance)


def _past(cafe: Cafe, chance: Random) -> Gathering:
    roll = chance.random()
    if roll < NOT_HELD:
        return Gathering(NOT_HELD_STATE)
    if roll < NOT_HELD + UNCOUNTED:
        return Gathering(PLANNED)
    visits = cafe.mean * chance.uniform(0.55, 1.45)
    adults = int(visits * _ADULT_SHARE + chance.random())
    totals = {
        "adults": adults,
        "children": int(visits * (1 - _ADULT_SHARE) + chance.random()),
        "first": min(adults, int(chance.expovariate(1.2))),
    }
    if cafe.counts_men:
        totals["men"] = min(adults, int(chance.expovariate(0.8)))
    return Gathering(PLANNED, totals)
