"""On which days a series meets; no Django.

A series is a rule in wall-clock days; its instants are made one occurrence at a
time by `core.timewords.to_instant`, so a café at 17 stays at 17 when the clocks
change (`reliability.md` §3.9).
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from dateutil import rrule

from pirtti.calendar.rules.refusals import RuleFault
from pirtti.calendar.rules.weeks import week_of

LONGEST_SPAN = dt.timedelta(days=5 * 366)
# Dates stand ready this far ahead; feeds tell the coming 180 days (`standards.md` §4.1).
HORIZON_DAYS = 200
MOST_WEEKS_BETWEEN = 12
# Which of a month's Tuesdays a monthly series meets on; -1 is the last one.
WEEKS_OF_MONTH = frozenset({1, 2, 3, 4, 5, -1})
# A rule that yields nothing in its first year and a half never will in practice.
_FIRST_LOOK = dt.timedelta(weeks=78)
_MONTHS = 12

Gaps = Iterable[tuple[dt.date, dt.date]]


class Frequency(StrEnum):
    """How often a series meets."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTHLY = "monthly"


class Parity(StrEnum):
    """Which ISO weeks count: every one, even or odd ones (parilliset, parittomat)."""

    ANY = "any"
    EVEN = "even"
    ODD = "odd"


@dataclass(frozen=True)
class Rule:
    """When a series meets (toistuvuus).

    `weekday` is 0 for Monday; `weekdays` names several and then stands instead.
    `interval` is in weeks, counted from the ISO week (Monday first) that holds
    `starts_on`, whether or not the series meets in it; for a monthly series in
    months, counted from that of `starts_on`. A monthly series meets on the `nth` of
    its weekdays in the month (1–5; -1 is the last, and a month without a fifth has
    no such date). A series that meets once does so on `starts_on`; the rest is not
    looked at.
    """

    frequency: Frequency
    starts_on: dt.date
    ends_on: dt.date | None = None
    weekday: int = 0
    interval: int = 1
    parity: Parity = Parity.ANY
    weekdays: tuple[int, ...] = ()
    nth: tuple[int, ...] = ()

    @property
    def days_of_week(self) -> tuple[int, ...]:
        """Return its weekdays, earliest first."""
        return tuple(sorted(set(self.weekdays))) or (self.weekday,)


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
    if rule.frequency == Frequency.MONTHLY:
        return list(_monthly(rule, first, last))
    return [
        day
        for day in _weekly(rule, first, last)
        if _fits_parity(day, Parity(rule.parity))
    ]


def without_gaps(days: Iterable[dt.date], gaps: Gaps) -> list[dt.date]:
    """Leave out the days that fall into a gap (first and last day of each count)."""
    gaps = list(gaps)
    return [day for day in days if not any(a <= day <= b for a, b in gaps)]


def refuse_rule(rule: Rule) -> RuleFault | None:
    """Say what is wrong with a rule, or None.

    A series may be without an end; if it has one, it meets at least once.
    """
    if rule.frequency == Frequency.ONCE:
        return None
    if rule.ends_on and rule.ends_on < rule.starts_on:
        return RuleFault.ENDS_BEFORE_START
    fault = _refuse_pattern(rule)
    if fault:
        return fault
    soon = dates(rule, since=rule.starts_on, until=rule.starts_on + _FIRST_LOOK)
    return None if soon else RuleFault.NO_DATES


def _refuse_pattern(rule: Rule) -> RuleFault | None:
    if not set(rule.days_of_week) <= set(range(7)):
        return RuleFault.NO_SUCH_WEEKDAY
    if not 1 <= rule.interval <= MOST_WEEKS_BETWEEN:
        return RuleFault.INTERVAL_OUT_OF_RANGE
    is_monthly = rule.frequency == Frequency.MONTHLY
    if rule.parity != Parity.ANY and (rule.interval != 1 or is_monthly):
        return RuleFault.PARITY_WITH_INTERVAL
    if is_monthly and not (rule.nth and set(rule.nth) <= WEEKS_OF_MONTH):
        return RuleFault.NO_SUCH_WEEK_OF_MONTH
    return None


def _weekly(rule: Rule, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield a rule's days from `first` to `last`, begun at the last whole interval."""
    anchor = week_of(rule.starts_on).monday
    weeks = (week_of(first).monday - anchor).days // 7
    begin = anchor + dt.timedelta(weeks=weeks - weeks % rule.interval)
    moments = rrule.rrule(
        rrule.WEEKLY,
        dtstart=_midnight(begin),
        until=_midnight(last),
        interval=rule.interval,
        byweekday=rule.days_of_week,
        wkst=rrule.MO,
    )
    return (moment.date() for moment in moments if moment.date() >= first)


def _monthly(rule: Rule, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Yield the nth weekdays of months from `first` to `last`."""
    anchor = rule.starts_on.year * _MONTHS + rule.starts_on.month - 1
    months = first.year * _MONTHS + first.month - 1
    months -= (months - anchor) % rule.interval
    moments = rrule.rrule(
        rrule.MONTHLY,
        dtstart=dt.datetime(months // _MONTHS, months % _MONTHS + 1, 1),  # noqa: DTZ001
        until=_midnight(last),
        interval=rule.interval,
        byweekday=[
            rrule.weekday(day, nth) for day in rule.days_of_week for nth in rule.nth
        ],
    )
    return (moment.date() for moment in moments if moment.date() >= first)


def _fits_parity(day: dt.date, parity: Parity) -> bool:
    if parity == Parity.ANY:
        return True
    return day.isocalendar().week % 2 == (parity == Parity.ODD)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min)
