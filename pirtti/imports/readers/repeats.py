"""Make the rules of recurring events harmless before a library expands them.

What is let through ends at the window's last day, begins after 1970 and has no parts
finer than a day, so that its cost is bounded by the number of days (`issue B`, bad
input: "RRULE that explodes").
"""

import datetime as dt
import re
from dataclasses import dataclass

from dateutil import rrule

from pirtti.imports import rules
from pirtti.imports.readers.blocks import Block
from pirtti.imports.rules import Fault

TIMES = {"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "EXDATE", "RDATE", "RRULE"}
FIRST_YEAR, LAST_YEAR = 1970, 2199
MOST_INTERVAL, MOST_COUNT, MOST_PART = 1000, 20_000, 400
_FREQUENCIES = {
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
_PARTS = {"BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "BYWEEKNO", "BYYEARDAY", "WKST"}
_FINE = {"BYHOUR", "BYMINUTE", "BYSECOND"}
_VALUES = re.compile(r"[A-Z0-9+,-]{1,400}")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?")


@dataclass(frozen=True)
class Window:
    """The days that are looked at; both ends count."""

    today: dt.date
    first: dt.date
    last: dt.date

    @classmethod
    def around(cls, today: dt.date) -> "Window":
        """Return the window of an import that is made today."""
        return cls(
            today,
            today - dt.timedelta(days=rules.DAYS_BACK),
            today + dt.timedelta(days=rules.DAYS_AHEAD),
        )


class Endless(ValueError):  # noqa: N818 - reads as a sentence: "raises Endless"
    """A rule meets more often than daily, or can't be bounded."""


def tame(events: list[Block], window: Window) -> Fault | None:
    """Rewrite the rules of events that share a UID; say what can't be taken, or None."""
    try:
        for block in events:
            _tame(block, window)
    except Endless:
        return Fault.TOO_DENSE
    except (ValueError, OverflowError, KeyError, TypeError):
        return Fault.ROW_BROKEN
    return None


def _tame(block: Block, window: Window) -> None:
    start = _start(block)
    kept, has_rule = [], False
    for line in block.lines:
        name = re.split("[;:]", line, maxsplit=1)[0]
        if name == "RRULE":
            if has_rule:
                raise Endless("more than one rule")
            has_rule = True
            rule = _bounded(line.partition(":")[2], start, window)
            kept.append(f"RRULE:{rule}")
            continue
        if name in {"RDATE", "EXDATE"} and line.count(",") > MOST_PART:
            raise Endless("too many days in a list")
        kept.append(line)
    block.lines = kept


def _start(block: Block) -> re.Match[str]:
    for line in block.lines:
        if line.startswith("DTSTART"):
            found = _DAY.fullmatch(line.rpartition(":")[2].strip())
            if found and FIRST_YEAR <= int(found[1]) <= LAST_YEAR:
                return found
    raise ValueError("no start that can be read")


def _bounded(text: str, start: re.Match[str], window: Window) -> str:
    """Return the rule with an end, and without parts that would make it explode."""
    parts: dict[str, str] = {}
    for part in text.strip().upper().strip(";").split(";"):
        name, _sign, value = part.partition("=")
        if name in parts or not _VALUES.fullmatch(value):
            raise ValueError("not a rule")
        parts[name] = value
    if parts.get("FREQ") in {"SECONDLY", "MINUTELY", "HOURLY"} or any(
        "," in parts.get(name, "") for name in _FINE
    ):
        raise Endless("finer than a day")
    if parts["FREQ"] not in _FREQUENCIES:
        raise ValueError("no such frequency")
    interval = int(parts.get("INTERVAL", "1"))
    if not 1 <= interval <= MOST_INTERVAL:
        raise ValueError("no such interval")
    kept = {name: value for name, value in parts.items() if name in _PARTS}
    last = _last(parts, kept, interval, start, window)
    kept = {"FREQ": parts["FREQ"], "INTERVAL": str(interval), **kept}
    kept["UNTIL"] = _as_until(last, start)
    return ";".join(f"{name}={value}" for name, value in kept.items())


def _last(
    parts: dict[str, str],
    kept: dict[str, str],
    interval: int,
    start: re.Match[str],
    window: Window,
) -> dt.datetime:
    """Return when the last date can be: by UNTIL, by COUNT, or at the window's end."""
    edge = dt.datetime.combine(window.last, dt.time(23, 59, 59))
    if until := parts.get("UNTIL"):
        found = _DAY.fullmatch(until)
        if not found:
            raise ValueError("no such day")
        # A day without a time means the whole day; later years end at the window.
        told = _moment_of(found) if int(found[1]) <= LAST_YEAR else edge
        return min(edge, told if found[4] else told.replace(hour=23, minute=59))
    if "COUNT" not in parts:
        return edge
    count = int(parts["COUNT"])
    if not 1 <= count <= MOST_COUNT:
        raise Endless("too many dates")
    text = ";".join(
        [f"FREQ={parts['FREQ']}", f"INTERVAL={interval}"]
        + [f"{name}={value}" for name, value in kept.items()]
        + [f"UNTIL={edge:%Y%m%dT%H%M%S}"]
    )
    last = begins = _moment_of(start)
    for number, moment in enumerate(rrule.rrulestr(text, dtstart=begins), start=1):
        last = moment
        if number == count:
            break
    # Half a day of slack never reaches the next date of a rule of whole days, and
    # spares us the difference between the event's zone and UTC.
    return last + dt.timedelta(hours=12) if start[4] else last


def _moment_of(found: re.Match[str]) -> dt.datetime:
    year, month, day = int(found[1]), int(found[2]), int(found[3])
    hour, minute, second = (int(found[number] or 0) for number in (4, 5, 6))
    return dt.datetime(year, month, day, hour, minute, second)  # noqa: DTZ001


def _as_until(last: dt.datetime, start: re.Match[str]) -> str:
    """Write the end as the beginning is written: a day, or a moment in UTC."""
    if not start[4]:
        return f"{last:%Y%m%d}"
    return f"{last:%Y%m%dT%H%M%SZ}"
