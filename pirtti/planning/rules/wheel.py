"""The year wheel: when a partner's year turns, and where two years do not fit; no Django.

Source: `domain.md` row 93: NGOs, parishes and municipalities live by different years.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from pirtti.planning.rules.rounds import Refusal

MonthDay = tuple[int, int]
# A leap year, so that every day of every year exists.
_ANY_YEAR = 2024
_FEBRUARY, _LAST_OF_FEBRUARY = 2, 28


class MarkKind(StrEnum):
    """What happens in an organisation at a time of its year."""

    SEASON = "season"
    DEADLINE = "deadline"
    BUDGET = "budget"
    CLOSURE = "closure"
    GRANTS = "grants"


class Mismatch(StrEnum):
    """Where a planning round does not fit an organisation's year."""

    DEADLINE_IN_CLOSURE = "deadline_in_closure"
    ASKED_IN_CLOSURE = "asked_in_closure"
    DEADLINE_BEFORE_BUDGET = "deadline_before_budget"
    PLANNED_BEFORE_ASKED = "planned_before_asked"
    STARTS_IN_CLOSURE = "starts_in_closure"


@dataclass(frozen=True)
class Mark:
    """A time of the year, first and last month and day; both days count."""

    kind: MarkKind
    first: MonthDay
    last: MonthDay


@dataclass(frozen=True)
class RoundTimes:
    """The days of a planning round."""

    opened_on: dt.date
    deadline: dt.date
    first_on: dt.date


def refuse_mark(first: MonthDay, last: MonthDay) -> Refusal | None:
    """Say why a mark can't stand in a year, or None: there is no 31 June."""
    for month, day in (first, last):
        try:
            dt.date(_ANY_YEAR, month, day)
        except ValueError:
            return Refusal.NO_SUCH_DAY
    return None


def covers(mark: Mark, day: dt.date) -> bool:
    """Say whether a mark holds on a day, also over New Year.

    >>> covers(Mark(MarkKind.CLOSURE, (12, 20), (1, 6)), dt.date(2027, 1, 2))
    True
    """
    here = (day.month, day.day)
    if mark.first <= mark.last:
        return mark.first <= here <= mark.last
    return here >= mark.first or here <= mark.last


def spans(mark: Mark) -> list[tuple[float, float]]:
    """Return which parts of the year a mark fills, as fractions from 1 January.

    Two parts when it goes over New Year. The last day counts whole.
    """
    start, end = _part(mark.first), _part(mark.last) + 1 / 366
    if mark.first <= mark.last:
        return [(start, end)]
    return [(start, 1.0), (0.0, end)]


def _part(at: MonthDay) -> float:
    return (dt.date(_ANY_YEAR, *at).timetuple().tm_yday - 1) / 366


def mismatches(marks: Iterable[Mark], times: RoundTimes) -> list[Mismatch]:
    """List how a round does not fit an organisation's year, in a steady order."""
    found = {mismatch for mark in marks for mismatch in _TESTS[mark.kind](mark, times)}
    return [mismatch for mismatch in Mismatch if mismatch in found]


def _of_closure(mark: Mark, times: RoundTimes) -> list[Mismatch]:
    asked = (times.deadline - times.opened_on).days
    days = [times.opened_on + dt.timedelta(days=step) for step in range(asked + 1)]
    tests = (
        (Mismatch.DEADLINE_IN_CLOSURE, covers(mark, times.deadline)),
        (Mismatch.ASKED_IN_CLOSURE, all(covers(mark, day) for day in days)),
        (Mismatch.STARTS_IN_CLOSURE, covers(mark, times.first_on)),
    )
    return [mismatch for mismatch, holds in tests if holds]


def _of_budget(mark: Mark, times: RoundTimes) -> list[Mismatch]:
    """The money is decided only after the promise was wanted, and before the season."""
    decided = _next(mark.last, times.deadline)
    is_late = times.deadline < decided <= times.first_on
    return [Mismatch.DEADLINE_BEFORE_BUDGET] if is_late else []


def _of_deadline(mark: Mark, times: RoundTimes) -> list[Mismatch]:
    """They had made their own plan within the two months before they were asked."""
    ready = _next(mark.last, times.opened_on - dt.timedelta(days=62))
    is_early = ready < times.opened_on
    return [Mismatch.PLANNED_BEFORE_ASKED] if is_early else []


def _of_others(_mark: Mark, _times: RoundTimes) -> list[Mismatch]:
    return []


_TESTS = {
    MarkKind.CLOSURE: _of_closure,
    MarkKind.BUDGET: _of_budget,
    MarkKind.DEADLINE: _of_deadline,
    MarkKind.SEASON: _of_others,
    MarkKind.GRANTS: _of_others,
}


def _next(at: MonthDay, since: dt.date) -> dt.date:
    """Return the first such day from `since` on."""
    here = _in_year(since.year, at)
    return here if here >= since else _in_year(since.year + 1, at)


def _in_year(year: int, at: MonthDay) -> dt.date:
    try:
        return dt.date(year, *at)
    except ValueError:  # 29 February
        return dt.date(year, _FEBRUARY, _LAST_OF_FEBRUARY)
