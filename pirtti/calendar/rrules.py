"""Say a rhythm as recurrence rules (RFC 5545 RRULE), for a file of a whole series.

Calendars know nothing of ISO weeks that are even or odd. "Every other week" says the
same only until a year with 53 weeks (2026, 2032), after which odd weeks meet twice
running and even weeks pause for two. So such a rhythm is cut there into pieces of
their own. A list of dates (RDATE) would need no pieces, but several programs leave
it out without a word.
"""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from dateutil import rrule

from pirtti.calendar.models import Series

_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LONG_WEEK = 53


class Piece(NamedTuple):
    """Days that one rule gives; `gaps` are given by the rule but nobody meets then.

    `key` tells the pieces of a series apart and stays the same from file to file.
    """

    key: str
    rule: str
    days: list[dt.date]
    gaps: list[dt.date]


def pieces(series: Series, days: Iterable[dt.date]) -> tuple[list[Piece], set[dt.date]]:
    """Tell days of a series as rules; the second part is what no rule gives.

    `days` are those on which it meets by its rule (`Occurrence.rule_on`). Days that
    stand alone, and days from before its rule was changed, are left to be told one
    by one.
    """
    alone = set(days)
    if not alone or series.frequency == Series.Frequency.ONCE:
        return [], alone
    by_rule = sorted(alone & _rule_days(series, until=max(alone)))
    found = []
    for key, group in groupby(by_rule, lambda day: _era(series, day)):
        piece = _piece(series, key, list(group))
        if len(piece.days) > 1:
            found.append(piece)
            alone -= set(piece.days)
    return found, alone


def rule_of(series: Series) -> str:
    """Return the rule without its beginning and end: `FREQ=WEEKLY;BYDAY=TU;WKST=MO`."""
    by_parity = series.parity != Series.Parity.ANY
    interval = 2 if by_parity else series.interval
    parts = [
        f"FREQ={series.frequency.upper()}",
        f"INTERVAL={interval}" if interval > 1 else "",
        f"BYDAY={','.join(_by_day(series))}",
        "WKST=MO",
    ]
    return ";".join(part for part in parts if part)


def _by_day(series: Series) -> list[str]:
    names = [_WEEKDAYS[day] for day in sorted(series.weekdays or [series.weekday])]
    if series.frequency != Series.Frequency.MONTHLY:
        return names
    return [f"{number}{name}" for number in series.nth for name in names]


def _piece(series: Series, key: str, days: list[dt.date]) -> Piece:
    rule = rule_of(series)
    given = _expand(rule, days[0], days[-1])
    return Piece(key, rule, days, sorted(given - set(days)))


def _rule_days(series: Series, *, until: dt.date) -> set[dt.date]:
    """Return the days of the rhythm from its beginning, gaps included."""
    if series.parity == Series.Parity.ANY:
        return _expand(rule_of(series), series.starts_on, until)
    weekly = f"FREQ=WEEKLY;BYDAY={','.join(_by_day(series))};WKST=MO"
    odd = series.parity == Series.Parity.ODD
    return {
        day
        for day in _expand(weekly, series.starts_on, until)
        if day.isocalendar().week % 2 == odd
    }


def _expand(rule: str, first: dt.date, last: dt.date) -> set[dt.date]:
    start = dt.datetime.combine(first, dt.time.min)
    end = dt.datetime.combine(last, dt.time.min)
    rules = rrule.rrulestr(f"RRULE:{rule}", dtstart=start)
    return {moment.date() for moment in rules.between(start, end, inc=True)}


def _era(series: Series, day: dt.date) -> str:
    """Name the run of years in which "every other week" keeps even weeks even."""
    if series.parity == Series.Parity.ANY:
        return ""
    year = day.isocalendar().year
    while dt.date(year - 1, 12, 28).isocalendar().week != _LONG_WEEK:
        year -= 1
    return str(year)
