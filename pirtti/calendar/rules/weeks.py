"""ISO weeks, as addresses and door signs name them; no Django."""

import datetime as dt
import re
from typing import NamedTuple

_WEEK = re.compile(r"([0-9]{4})-W([0-9]{2})")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class Week(NamedTuple):
    """An ISO week; `str()` gives `2026-W49`."""

    iso_year: int
    iso_week: int
    monday: dt.date
    sunday: dt.date

    def __str__(self) -> str:
        return f"{self.iso_year}-W{self.iso_week:02}"


class BadWeek(ValueError):  # noqa: N818 - reads as a sentence: "raises BadWeek"
    """A text is not an ISO week such as `2026-W49`."""


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
