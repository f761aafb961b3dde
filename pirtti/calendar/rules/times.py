"""Decisions about times of one day, ages, and what is open now; no Django."""

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from pirtti.calendar.rules.refusals import RuleFault

LONGEST_MEETING = dt.timedelta(hours=16)
# Times that a meeting over midnight would have; we say then that it is two dates.
EVENING, NIGHT_ENDS = dt.time(18), dt.time(6)
# Families with children: up to 28 years, the last of the Youth Act's young people.
MOST_MONTHS = 29 * 12 - 1
MONTHS_IN_YEAR = 12
# From two years on people tell a child's age in years.
MONTHS_TOLD_AS_YEARS = 24


class AgeParts(NamedTuple):
    """An age range as it is said; `high` is None when there is no upper end."""

    low: int
    high: int | None
    in_years: bool


def refuse_times(start: dt.time, end: dt.time) -> RuleFault | None:
    """Say what is wrong with the times of one day (wall clock), or None.

    At most 16 hours, and never over midnight: a night is entered as two dates, so
    that each counts on its own day.
    """
    if end <= start:
        night = start >= EVENING and end <= NIGHT_ENDS
        return RuleFault.CROSSES_MIDNIGHT if night else RuleFault.END_NOT_AFTER_START
    day = dt.date(2000, 1, 1)
    length = dt.datetime.combine(day, end) - dt.datetime.combine(day, start)
    return RuleFault.TOO_LONG if length > LONGEST_MEETING else None


def refuse_ages(from_months: int | None, to_months: int | None) -> RuleFault | None:
    """Say what is wrong with a range of ages in whole months, or None.

    Both ends count (0–83 is 0–6 years); None leaves an end open.
    """
    ages = [age for age in (from_months, to_months) if age is not None]
    if any(not 0 <= age <= MOST_MONTHS for age in ages):
        return RuleFault.AGES_OUT_OF_RANGE
    return None if ages == sorted(ages) else RuleFault.AGES_BACKWARDS


def age_label_parts(from_months: int | None, to_months: int | None) -> AgeParts:
    """Return the numbers of a label such as `0–6 v`, `0–11 kk` or `1–5 v`.

    Both ends count. Told in years when both ends can be: the lower end is a whole
    number of years or at least 24 months; the upper end is the last month of a year
    (23 for "1", 83 for "6"), at least 24 months, or open. Otherwise in months, and
    always so when the range ends within the first year, as people tell a baby's
    age. Years are rounded down; one year only gives `low` equal to `high`.
    """
    low = from_months or 0
    in_years = _tells_years(low, low) and (
        to_months is None
        or (to_months >= MONTHS_IN_YEAR and _tells_years(to_months, to_months + 1))
    )
    unit = MONTHS_IN_YEAR if in_years else 1
    high = None if to_months is None else to_months // unit
    return AgeParts(low // unit, high, in_years)


def is_open(now: dt.datetime, start: dt.datetime, end: dt.datetime) -> bool:
    """Say whether `now` is within a meeting: its start counts, its end does not."""
    return start <= now < end


def next_change(
    now: dt.datetime, spans: Iterable[tuple[dt.datetime, dt.datetime]]
) -> dt.datetime | None:
    """Return the next instant when "open now" changes for any span, or None.

    A page that shows these spans may be kept until then. All instants are aware.
    """
    later = (edge for span in spans if span[0] < span[1] for edge in span if edge > now)
    return min(later, default=None)


def _tells_years(months: int, edge: int) -> bool:
    return edge % MONTHS_IN_YEAR == 0 or months >= MONTHS_TOLD_AS_YEARS
