"""On which days a cohort meets, by the months in which its babies are due; no Django.

The last meeting before the births is at least four weeks before the earliest due month
begins, as babies come early; the first one after them is about eight weeks after the
latest due month ends, when a family gets out of the house again (`domain.md` row 50).
"""

import datetime as dt
import itertools
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

USUAL_BEFORE, USUAL_AFTER = 5, 5
USUAL_COUPLES = 12
WEEKS_BEFORE_BIRTHS, WEEKS_AFTER_BIRTHS = 4, 8
EVERY = (1, 2)
MOST_MEETINGS = 20
# Due months further apart are two cohorts: the first babies would walk by then.
MOST_MONTHS = 6
# Nobody can be asked to come tomorrow.
NOTICE_DAYS = 7
# So many weeks in a row may be closed before we say that there are no days.
_MOST_CLOSED = 12
_MONTHS = 12
_WEEKDAYS = 7


class Phase(StrEnum):
    """On which side of the births a meeting is (E and J of the Espoo model)."""

    BEFORE = "before"
    AFTER = "after"


class Variant(StrEnum):
    """For whom a cohort is tailored (`domain.md` row 51)."""

    NONE = "none"
    YOUNG = "young"
    SINGLE = "single"
    MULTICULTURAL = "multicultural"


class LeaderWish(StrEnum):
    """Who should lead a parallel session (`domain.md` row 52)."""

    ANYBODY = "anybody"
    MAN = "man"


class Refusal(Enum):
    """Why something about a training cohort was not done."""

    NO_DUE_MONTHS = auto()
    DUE_BACKWARDS = auto()
    DUE_TOO_WIDE = auto()
    NO_MEETINGS = auto()
    NO_SUCH_RHYTHM = auto()
    TOO_LATE = auto()
    NO_OPEN_DAYS = auto()
    NO_SESSIONS = auto()
    DAYS_MISSING = auto()
    DAYS_NOT_IN_ORDER = auto()
    DAY_GONE = auto()
    NEEDS_DATE = auto()
    PARALLEL_ALREADY = auto()
    LEADER_MISSING = auto()
    ROOM_THE_SAME = auto()
    SAME_ACTIVITY = auto()


@dataclass(frozen=True)
class Pattern:
    """How a cohort meets: so many times, on this weekday, every so many weeks."""

    weekday: int
    before: int = USUAL_BEFORE
    after: int = USUAL_AFTER
    every: int = 1
    weeks_before: int = WEEKS_BEFORE_BIRTHS
    weeks_after: int = WEEKS_AFTER_BIRTHS


@dataclass(frozen=True)
class Proposed:
    """The days, and what they follow from.

    `births_from` is the first day of the earliest due month, `births_to` the last day
    of the latest; `skipped` are days that were closed; `every` is 1 where every second
    week would have begun too early.
    """

    before: tuple[dt.date, ...]
    after: tuple[dt.date, ...]
    births_from: dt.date
    births_to: dt.date
    skipped: tuple[dt.date, ...]
    every: int
    was_hurried: bool = False

    @property
    def days(self) -> tuple[dt.date, ...]:
        """Return all days in order."""
        return self.before + self.after


def first_of_month(day: dt.date, *, ahead: int = 0) -> dt.date:
    """Return the first day of the month so many months ahead of a day's own."""
    number = day.year * _MONTHS + day.month - 1 + ahead
    return dt.date(number // _MONTHS, number % _MONTHS + 1, 1)


def due_month(age_months: int, *, today: dt.date) -> dt.date:
    """Return the month in which a child is due: its age in months is below zero."""
    return first_of_month(today, ahead=-age_months)


def refuse_due(months: Collection[dt.date]) -> Refusal | None:
    """Say why a cohort can't have these due months, or None."""
    if not months:
        return Refusal.NO_DUE_MONTHS
    wide = first_of_month(min(months), ahead=MOST_MONTHS)
    return Refusal.DUE_TOO_WIDE if max(months) >= wide else None


def refuse_span(due_from: dt.date, due_to: dt.date) -> Refusal | None:
    """Say why a cohort can't be for babies due from one month to another, or None."""
    if due_to < due_from:
        return Refusal.DUE_BACKWARDS
    return refuse_due([due_from, due_to])


def refuse_pattern(pattern: Pattern) -> Refusal | None:
    """Say why a cohort can't meet so, or None."""
    numbers = (pattern.before, pattern.after)
    if sum(numbers) < 1 or min(numbers) < 0 or max(numbers) > MOST_MEETINGS:
        return Refusal.NO_MEETINGS
    if pattern.every not in EVERY or not 0 <= pattern.weekday < _WEEKDAYS:
        return Refusal.NO_SUCH_RHYTHM
    return None


def propose_dates(
    due: Collection[dt.date],
    pattern: Pattern,
    *,
    is_closed: Callable[[dt.date], bool],
    today: dt.date,
) -> Proposed | Refusal:
    """Propose the days of a cohort from the months in which its babies are due.

    `due` holds days of those months, one for each family or one for each month: only
    the earliest and the latest matter. Where every second week would begin too early
    (`NOTICE_DAYS` from today), every week is proposed.
    """
    refusal = refuse_due(due) or refuse_pattern(pattern)
    if refusal:
        return refusal
    births_from = first_of_month(min(due))
    births_to = first_of_month(max(due), ahead=1) - dt.timedelta(days=1)
    last = births_from - dt.timedelta(weeks=pattern.weeks_before)
    first = births_to + dt.timedelta(weeks=pattern.weeks_after)
    soonest = today + dt.timedelta(days=NOTICE_DAYS)
    for every in range(pattern.every, 0, -1):
        back = _Walk(_on_or_before(last, pattern.weekday), -every, is_closed)
        ahead = _Walk(_on_or_after(first, pattern.weekday), every, is_closed)
        before, after = back.days(pattern.before), ahead.days(pattern.after)
        if before is None or after is None:
            return Refusal.NO_OPEN_DAYS
        if min(before + after) >= soonest:
            return Proposed(
                before=tuple(sorted(before)),
                after=tuple(after),
                births_from=births_from,
                births_to=births_to,
                skipped=tuple(sorted(back.skipped + ahead.skipped)),
                every=every,
                was_hurried=every != pattern.every,
            )
    return Refusal.TOO_LATE


class _Walk:
    """Walks from a day by so many weeks; a closed day gives way to the next week."""

    def __init__(
        self, day: dt.date, every: int, is_closed: Callable[[dt.date], bool]
    ) -> None:
        self.day, self.every, self.is_closed = day, every, is_closed
        self.skipped: list[dt.date] = []

    def days(self, wanted: int) -> list[dt.date] | None:
        """Return so many open days in the order of walking; None when there are none."""
        found: list[dt.date] = []
        week = dt.timedelta(weeks=1 if self.every > 0 else -1)
        day, closed = self.day, 0
        while len(found) < wanted:
            if not self.is_closed(day):
                found.append(day)
                day, closed = day + week * abs(self.every), 0
                continue
            self.skipped.append(day)
            day, closed = day + week, closed + 1
            if closed > _MOST_CLOSED:
                return None
        return found


def _on_or_before(day: dt.date, weekday: int) -> dt.date:
    return day - dt.timedelta(days=(day.weekday() - weekday) % _WEEKDAYS)


def _on_or_after(day: dt.date, weekday: int) -> dt.date:
    return day + dt.timedelta(days=(weekday - day.weekday()) % _WEEKDAYS)


def refuse_days(
    days: Collection[dt.date], *, sessions: int, today: dt.date
) -> Refusal | None:
    """Say why these days can't be taken for so many sessions, or None."""
    days = list(days)
    if not sessions:
        return Refusal.NO_SESSIONS
    if len(days) != sessions:
        return Refusal.DAYS_MISSING
    if any(later <= earlier for earlier, later in itertools.pairwise(days)):
        return Refusal.DAYS_NOT_IN_ORDER
    return Refusal.DAY_GONE if days[0] < today else None
