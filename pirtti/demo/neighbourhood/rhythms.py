"""Read the demo's short words for when something happens; no Django.

`mon 9.30-11.30` is every Monday, `tue even …` or `tue odd …` in even or odd ISO
weeks, `wed 3w …` every three weeks, `day+9 …` once in nine days and
`day 12-06 …` once on the next 6 December.
"""

import datetime as dt
import re
from dataclasses import dataclass

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
PAST_WEEKS = 10
_RHYTHM = re.compile(
    r"(?P<day>mon|tue|wed|thu|fri|sat|sun)"
    r"(?: (?:(?P<parity>even|odd)|(?P<interval>[0-9]+)w))? (?P<times>\S+)"
)
_ONCE = re.compile(r"day(?:(?P<days>[+-][0-9]+)| (?P<date>[0-9-]+)) (?P<times>\S+)")


@dataclass(frozen=True)
class Rhythm:
    """What `calendar.actions.add_series` takes."""

    frequency: str
    starts_on: dt.date
    starts_at: dt.time
    ends_at: dt.time
    interval: int = 1
    parity: str = "any"


def read(words: str, *, today: dt.date, is_draft: bool = False) -> Rhythm:
    """Return the rhythm; weekly ones began ten weeks ago, drafts begin next week.

    Raises ValueError for other words.
    """
    if match := _RHYTHM.fullmatch(words):
        start, end = times(match["times"])
        interval = int(match["interval"] or 1)
        parity = match["parity"] or "any"
        first = _first_weekday(match["day"], interval, today)
        if is_draft:
            first += dt.timedelta(weeks=PAST_WEEKS + 1)
        return Rhythm("weekly", first, start, end, interval, parity)
    if match := _ONCE.fullmatch(words):
        return Rhythm("once", _once(match, today), *times(match["times"]))
    raise ValueError(f"not a rhythm: {words}")


def next_date(month_day: str, today: dt.date) -> dt.date:
    """Return the next such day, today included: `12-06` is 6 December."""
    month, day = map(int, month_day.split("-"))
    this_year = dt.date(today.year, month, day)
    return this_year if this_year >= today else dt.date(today.year + 1, month, day)


def times(words: str) -> tuple[dt.time, dt.time]:
    """Read `9.30-11.30`."""
    start, end = (_time(word) for word in words.split("-"))
    return start, end


def _time(word: str) -> dt.time:
    hour, minute = word.split(".")
    return dt.time(int(hour), int(minute))


def weekday(name: str) -> int:
    """Return the number of a weekday, 0 for `mon`."""
    return WEEKDAYS.index(name)


def _first_weekday(name: str, interval: int, today: dt.date) -> dt.date:
    """Return a day about ten weeks ago from which the interval leads into this week."""
    monday = today - dt.timedelta(days=today.weekday())
    back = PAST_WEEKS - PAST_WEEKS % interval
    return monday - dt.timedelta(weeks=back) + dt.timedelta(days=weekday(name))


def _once(match: re.Match[str], today: dt.date) -> dt.date:
    if match["days"]:
        return today + dt.timedelta(days=int(match["days"]))
    return next_date(match["date"], today)
