"""Decisions about series, times, ages and weeks; no Django.

A series is a rule in wall-clock days; its instants are made one occurrence at a
time by `core.timewords.to_instant`, so a café at 17 stays at 17 when the clocks
change (`reliability.md` §3.9).
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from dateutil import rrule

LONGEST_SPAN = dt.timedelta(days=5 * 366)
# Dates stand ready this far ahead; feeds tell the coming 180 days (`standards.md` §4.1).
HORIZON_DAYS = 200
MOST_WEEKS_BETWEEN = 12
LONGEST_MEETING = dt.timedelta(hours=16)
# Times that a meeting over midnight would have; we say then that it is two dates.
EVENING, NIGHT_ENDS = dt.time(18), dt.time(6)
# Families with children: up to 28 years, the last of the Youth Act's young people.
MOST_MONTHS = 29 * 12 - 1
MONTHS_IN_YEAR = 12
# From two years on people tell a child's age in years.
MONTHS_TOLD_AS_YEARS = 24
# A rule that yields nothing in its first year and a half never will in practice.
_FIRST_LOOK = dt.timedelta(weeks=78)
_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class Frequency(StrEnum):
    """How often a series meets."""

    ONCE = "once"
    WEEKLY = "weekly"


class Parity(StrEnum):
    """Which ISO weeks count: every one, even or odd ones (parilliset, parittomat)."""

    ANY = "any"
    EVEN = "even"
    ODD = "odd"


class RuleFault(Enum):
    """What is wrong with a rule, times or ages."""

    ENDS_BEFORE_START = auto()
    NO_SUCH_WEEKDAY = auto()
    INTERVAL_OUT_OF_RANGE = auto()
    PARITY_WITH_INTERVAL = auto()
    NO_DATES = auto()
    END_NOT_AFTER_START = auto()
    CROSSES_MIDNIGHT = auto()
    TOO_LONG = auto()
    AGES_OUT_OF_RANGE = auto()
    AGES_BACKWARDS = auto()


class Refusal(Enum):
    """Why something about an activity was not done."""

    NEEDS_REASON = auto()
    NEEDS_PLACE = auto()
    NEEDS_ORGANISER = auto()
    NO_DATES_YET = auto()
    PLACE_HIDDEN = auto()
    PAST = auto()
    CHANGED_SINCE = auto()


def refuse_publishing(
    *,
    has_place: bool,
    place_is_public: bool,
    has_online_address: bool,
    organisers: int,
    dates: int,
) -> Refusal | None:
    """Say why families can't be shown an activity yet, or None."""
    if not has_place and not has_online_address:
        return Refusal.NEEDS_PLACE
    if has_place and not place_is_public:
        return Refusal.PLACE_HIDDEN
    if organisers < 1:
        return Refusal.NEEDS_ORGANISER
    return Refusal.NO_DATES_YET if dates < 1 else None


@dataclass(frozen=True)
class Rule:
    """When a series meets (toistuvuus).

    `weekday` is 0 for Monday. `interval` is in weeks, counted from the ISO week
    (Monday first) that holds `starts_on`, whether or not the series meets in it.
    A series that meets once does so on `starts_on`; the rest is not looked at.
    """

    frequency: Frequency
    starts_on: dt.date
    ends_on: dt.date | None = None
    weekday: int = 0
    interval: int = 1
    parity: Parity = Parity.ANY


class Week(NamedTuple):
    """An ISO week; `str()` gives `2026-W49`."""

    iso_year: int
    iso_week: int
    monday: dt.date
    sunday: dt.date

    def __str__(self) -> str:
        return f"{self.iso_year}-W{self.iso_week:02}"


class AgeParts(NamedTuple):
    """An age range as it is said; `high` is None when there is no upper end."""

    low: int
    high: int | None
    in_years: bool


class BadWeek(ValueError):  # noqa: N818 - reads as a sentence: "raises BadWeek"
    """A text is not an ISO week such as `2026-W49`."""


def dates(rule: Rule, *, since: dt.date, until: dt.date) -> list[dt.date]:
    """Return the days a rule meets on, from `since` to `until` (both count).

    Even and odd mean the ISO week number. After a year of 53 weeks two odd weeks
    follow each other (53 and 1), so "odd weeks" then meets twice running and "even
    weeks" pauses for two: that is what the door sign says, and why parity is not
    an interval of two. Expects a rule that `refuse_rule` passes. Raises ValueError
    when the span is over five years; the cost follows the span, not the rule's age.
    """
    if until - since > LONGEST_SPAN:
        raise ValueError("ask for at most five years at a time")
    first = max(since, rule.starts_on)
    if rule.frequency == Frequency.ONCE:
        return [rule.starts_on] if first == rule.starts_on <= until else []
    last = min(until, rule.ends_on) if rule.ends_on else until
    return [
        day
        for day in _weekly(rule, first, last)
        if _fits_parity(day, Parity(rule.parity))
    ]


def refuse_rule(rule: Rule) -> RuleFault | None:
    """Say what is wrong with a rule, or None.

    A series may be without an end; if it has one, it meets at least once.
    """
    if rule.frequency == Frequency.ONCE:
        return None
    if rule.ends_on and rule.ends_on < rule.starts_on:
        return RuleFault.ENDS_BEFORE_START
    if rule.weekday not in range(7):
        return RuleFault.NO_SUCH_WEEKDAY
    if not 1 <= rule.interval <= MOST_WEEKS_BETWEEN:
        return RuleFault.INTERVAL_OUT_OF_RANGE
    if rule.parity != Parity.ANY and rule.interval != 1:
        return RuleFault.PARITY_WITH_INTERVAL
    soon = dates(rule, since=rule.starts_on, until=rule.starts_on + _FIRST_LOOK)
    return None if soon else RuleFault.NO_DATES


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


def week_of(day: dt.date) -> Week:
    """Return the ISO week of a day; its year may differ from the day's at New Year."""
    year, week, weekday = day.isocalendar()
    monday = day - dt.timedelta(days=weekday - 1)
    return Week(year, week, monday, monday + dt.timedelta(days=6))


def parse_week(text: str) -> Week:
    """Read an ISO week written as in addresses, `2026-W49` (years 1900–2199).

    Raises `BadWeek` for anything else, also for a week 53 that the year lacks.
    """
    match = _WEEK.fullmatch(text)
    if not match or not _FIRST_YEAR <= int(match[1]) <= _LAST_YEAR:
        raise BadWeek("not an ISO week")
    try:
        return week_of(dt.date.fromisocalendar(int(match[1]), int(match[2]), 1))
    except ValueError:
        raise BadWeek("the year has no such week") from None


def _weekly(rule: Rule, first: dt.date, last: dt.date) -> Iterable[dt.date]:
    """Yield a rule's days from `first` to `last`, begun at the last whole interval."""
    anchor = week_of(rule.starts_on).monday
    weeks = (week_of(first).monday - anchor).days // 7
    begin = anchor + dt.timedelta(weeks=weeks - weeks % rule.interval)
    moments = rrule.rrule(
        rrule.WEEKLY,
        dtstart=_midnight(begin),
        until=_midnight(last),
        interval=rule.interval,
        byweekday=rule.weekday,
        wkst=rrule.MO,
    )
    return (moment.date() for moment in moments if moment.date() >= first)


def _fits_parity(day: dt.date, parity: Parity) -> bool:
    if parity == Parity.ANY:
        return True
    return day.isocalendar().week % 2 == (parity == Parity.ODD)


def _tells_years(months: int, edge: int) -> bool:
    return edge % MONTHS_IN_YEAR == 0 or months >= MONTHS_TOLD_AS_YEARS


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min)
