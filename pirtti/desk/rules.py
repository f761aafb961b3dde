"""Decisions of the desk: where a week has gaps, what a typed age means; no Django."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

MONTHS_IN_YEAR = 12
# A rhythm that ends within four weeks is told in time to plan what comes after.
ENDS_SOON_DAYS = 28
# A rhythm may have begun this long ago (somebody enters the year's list late);
# anything further back is a slip of the pen.
MOST_DAYS_BACK = 366
# Every month has four Tuesdays; a fifth one is told as the last.
LAST_SURE_WEEK = 4
MOST_EXTRA_DAYS = 30
MOST_DAYS_AHEAD = 3 * 366


class Gap(StrEnum):
    """Something in a week that somebody should look at."""

    NOBODY = "nobody"
    DRAFT = "draft"
    HOLIDAY = "holiday"
    OPEN_BUT_EMPTY = "open_but_empty"
    ENDS_SOON = "ends_soon"


class Refusal(Enum):
    """Why something was not done at the desk."""

    DAY_GONE = auto()
    DAY_TOO_FAR = auto()
    FIRST_DAY_TOO_OLD = auto()
    LAST_DAY_GONE = auto()
    ENDS_ALREADY = auto()
    DATE_OVER = auto()
    OUT_OF_REACH = auto()
    ROOM_ELSEWHERE = auto()
    NOTHING_TO_UNDO = auto()
    TIMES_OVERLAP = auto()
    NO_DATES_TICKED = auto()
    NOTHING_TO_CHANGE = auto()
    TOO_MANY_DAYS = auto()


class AgeUnit(StrEnum):
    """In what ages are typed."""

    YEARS = "years"
    MONTHS = "months"


@dataclass(frozen=True)
class PlannedDate:
    """What matters of one date when looking for gaps."""

    on: dt.date
    is_cancelled: bool
    is_draft: bool
    has_who: bool


def gaps_of_date(date: PlannedDate, *, today: dt.date, is_holiday: bool) -> list[Gap]:
    """List what is missing or doubtful in one date.

    Days gone by and cancelled dates need nothing more.
    """
    if date.is_cancelled or date.on < today:
        return []
    found = [
        (Gap.DRAFT, date.is_draft),
        (Gap.HOLIDAY, is_holiday),
        (Gap.NOBODY, not date.has_who),
    ]
    return [gap for gap, holds in found if holds]


def is_open_but_empty(
    day: dt.date,
    *,
    today: dt.date,
    hours: Iterable[tuple[dt.time, dt.time]],
    dates: Iterable[PlannedDate],
) -> bool:
    """Say whether a door is open on a coming day with nothing planned behind it.

    A day whose every date was cancelled counts as empty: the door is still open.
    """
    if day < today or not any(True for _line in hours):
        return False
    return all(date.is_cancelled for date in dates)


def ends_soon(
    ends_on: dt.date | None,
    *,
    day: dt.date,
    others_end_on: Iterable[dt.date | None] = (),
) -> bool:
    """Say whether an activity's rhythm stops within four weeks of `day`.

    Not so when another rhythm of the same activity goes on (`others_end_on`;
    None is one without an end).
    """
    limit = day + dt.timedelta(days=ENDS_SOON_DAYS)
    if ends_on is None or not day <= ends_on <= limit:
        return False
    return not any(end is None or end > limit for end in others_end_on)


def refuse_changing(on: dt.date, *, today: dt.date) -> Refusal | None:
    """Say why a date can't be changed any more, or None: its day is over."""
    return Refusal.DATE_OVER if on < today else None


def refuse_moving(day: dt.date, *, today: dt.date) -> Refusal | None:
    """Say why a date can't be moved to `day`, or None."""
    if day < today:
        return Refusal.DAY_GONE
    return _too_far(day, today)


def refuse_first_day(day: dt.date, *, today: dt.date) -> Refusal | None:
    """Say why a rhythm can't begin on `day`, or None."""
    if day < today - dt.timedelta(days=MOST_DAYS_BACK):
        return Refusal.FIRST_DAY_TOO_OLD
    return _too_far(day, today)


def _too_far(day: dt.date, today: dt.date) -> Refusal | None:
    far = today + dt.timedelta(days=MOST_DAYS_AHEAD)
    return Refusal.DAY_TOO_FAR if day > far else None


def refuse_last_day(
    last_on: dt.date, *, ends_on: dt.date | None, today: dt.date
) -> Refusal | None:
    """Say why a rhythm can't end on `last_on`, or None.

    Not before today: what has been held stays, with its counts. Not later than it
    ends already: a longer life is a new rhythm.
    """
    if last_on < today:
        return Refusal.LAST_DAY_GONE
    return Refusal.ENDS_ALREADY if ends_on and last_on > ends_on else None


def refuse_overlap(
    pair: tuple[dt.time, dt.time], others: Iterable[tuple[dt.time | None, ...]]
) -> Refusal | None:
    """Say why two meetings of one day can't be, or None; one may follow at once."""
    start, end = pair
    for other in others:
        if other[0] and other[1] and start < other[1] and other[0] < end:
            return Refusal.TIMES_OVERLAP
    return None


def nth_of(day: dt.date) -> int:
    """Return which of its weekday in the month a day is; a fifth one is the last (-1)."""
    number = (day.day - 1) // 7 + 1
    return -1 if number > LAST_SURE_WEEK else number


def as_months(
    low: int | None, high: int | None, unit: AgeUnit
) -> tuple[int | None, int | None]:
    """Turn typed ages into whole months, both ends included: 0–6 years is 0–83."""
    if unit == AgeUnit.MONTHS:
        return low, high
    return (
        None if low is None else low * MONTHS_IN_YEAR,
        None if high is None else high * MONTHS_IN_YEAR + MONTHS_IN_YEAR - 1,
    )


def as_typed(
    from_months: int | None, to_months: int | None
) -> tuple[int | None, int | None, AgeUnit]:
    """Return stored months as people say them; in years only when nothing is lost.

    A range that ends within the first year stays in months, as babies' ages do.
    """
    in_years = (from_months or 0) % MONTHS_IN_YEAR == 0 and (
        to_months is None
        or (to_months > MONTHS_IN_YEAR and (to_months + 1) % MONTHS_IN_YEAR == 0)
    )
    if not in_years:
        return from_months, to_months, AgeUnit.MONTHS
    return (
        None if from_months is None else from_months // MONTHS_IN_YEAR,
        None if to_months is None else to_months // MONTHS_IN_YEAR,
        AgeUnit.YEARS,
    )
