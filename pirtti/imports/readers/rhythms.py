"""When a row of a table meets: one day, or a weekday with its rhythm and season."""

import datetime as dt
import re
from typing import TYPE_CHECKING

from pirtti.calendar import rules as calendar
from pirtti.core import timewords
from pirtti.imports import rules
from pirtti.imports.rules import Fault

if TYPE_CHECKING:
    from pirtti.imports.readers.lines import Collector

# The beginnings of weekdays' names, in each language, and their short forms.
_WEEKDAYS = (
    ("maanantai", "måndag", "monday", "ma", "må", "mo", "mon"),
    ("tiista", "tisdag", "tuesday", "ti", "tis", "tu", "tue"),
    ("keskiviik", "onsdag", "wednesday", "ke", "on", "ons", "we", "wed"),
    ("torsta", "torsdag", "thursday", "to", "tors", "th", "thu"),
    ("perjanta", "fredag", "friday", "pe", "fr", "fre", "fri"),
    ("lauanta", "lördag", "saturday", "la", "lö", "lör", "sa", "sat"),
    ("sunnunta", "söndag", "sunday", "su", "sö", "sön", "sun"),
)
_LONG = 5
_ONCE = {"kerran", "kerta", "en gång", "once"}
_EVERY = {
    "", "viikoittain", "joka viikko", "viikottain", "varje vecka", "veckovis",
    "weekly", "every week",
}  # fmt: skip
_EVEN = re.compile(r"(?:parilli|jämn|even)")
_ODD = re.compile(r"(?:parittom|udda|odd)")
_SECOND = re.compile(r"(?:joka toinen|varannan|every (?:other|second))")
_EVERY_N = re.compile(r"(?:joka|var|every)\s(\d{1,2})\D*")
_ISO_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]\d{1,2}[.:]\d{2}.*")
_SEASON_PARTS = re.compile(
    r"\s*[–—]\s*|\s+-\s+|(?<=\.)-(?=\d)|(?<=\d{4})-(?=\d{1,2}\.)"
)


def weekday_of(text: str) -> int | None:
    """Return the number of a weekday's name: `ti`, `Tisdagar`, `tiistaisin`; Monday is 0."""
    word = rules.words_key(text).rstrip(".")
    for number, names in enumerate(_WEEKDAYS):
        if word in names or any(
            len(name) >= _LONG and word.startswith(name) and " " not in word
            for name in names
        ):
            return number
    return None


def when(
    seen: "Collector", cells: dict[str, str], *, today: dt.date
) -> tuple[dt.date | None, rules.Rhythm | None]:
    """Read the day, or the rhythm, of a row; what is wrong goes to the collector."""
    said = rules.words_key(cells.get("rhythm", "")[:80])
    first = _day(seen, cells.get("day", ""), today)
    is_rhythm = said not in _ONCE and any(
        cells.get(name) for name in ("weekday", "rhythm", "season", "last")
    )
    if is_rhythm:
        return None, _rhythm(seen, cells, said, first, today)
    if first is None:
        if not {Fault.DAY_UNREADABLE, Fault.WRONG_WEEKDAY} & seen.faults.keys():
            seen.add(Fault.DAY_MISSING)
        return None, None
    judge_day(seen, first, today, ahead=rules.TABLE_DAYS_AHEAD)
    return first, None


def judge_day(seen: "Collector", day: dt.date, today: dt.date, *, ahead: int) -> None:
    """Refuse days that are long gone or so far away that the year must be wrong."""
    if day < today - dt.timedelta(days=rules.DAYS_BACK):
        seen.add(Fault.DAY_GONE)
    elif day > today + dt.timedelta(days=ahead):
        seen.add(Fault.DAY_TOO_FAR)


def _day(seen: "Collector", text: str, today: dt.date) -> dt.date | None:
    text = text.strip()[:80]
    if not text:
        return None
    moment = _ISO_MOMENT.fullmatch(text)
    plain = moment[1] if moment else text
    found: dt.date | None = seen.read(
        lambda: timewords.parse_date(plain, today=today), Fault.DAY_UNREADABLE
    )
    return found


def _rhythm(
    seen: "Collector",
    cells: dict[str, str],
    said: str,
    first: dt.date | None,
    today: dt.date,
) -> rules.Rhythm | None:
    start, last = _season(seen, cells, first, today)
    weekday = weekday_of(cells["weekday"][:80]) if cells.get("weekday") else None
    if weekday is None and cells.get("weekday"):
        seen.add(Fault.RHYTHM_UNREADABLE)
        return None
    if weekday is None and first is None:
        seen.add(Fault.DAY_MISSING)
        return None
    interval, parity = _how_often(seen, said)
    weekday = start.weekday() if weekday is None else weekday
    found = rules.Rhythm(weekday, start, last, interval, parity)
    judge_day(seen, start, today, ahead=rules.TABLE_DAYS_AHEAD)
    if Fault.DAY_GONE in seen.faults and (last is None or last >= today):
        del seen.faults[Fault.DAY_GONE]
    _judge(seen, found)
    return found


def _how_often(seen: "Collector", said: str) -> tuple[int, str]:
    """Return every how many weeks, and which weeks."""
    if said in _EVERY:
        return 1, "any"
    if _EVEN.match(said):
        return 1, "even"
    if _ODD.match(said):
        return 1, "odd"
    if _SECOND.match(said):
        return 2, "any"
    every = _EVERY_N.fullmatch(said)
    if every and 1 <= int(every[1]) <= calendar.MOST_WEEKS_BETWEEN:
        return int(every[1]), "any"
    seen.add(Fault.RHYTHM_UNREADABLE)
    return 1, "any"


def _season(
    seen: "Collector", cells: dict[str, str], first: dt.date | None, today: dt.date
) -> tuple[dt.date, dt.date | None]:
    """Return from when until when: `7.1.–30.5.`, or the days of two columns."""
    last = _day(seen, cells.get("last", ""), first or today)
    text = cells.get("season", "").strip()[:80]
    if not text:
        return first or today, last
    parts = [part for part in _SEASON_PARTS.split(text) if part]
    if len(parts) != 2:  # noqa: PLR2004 - from and until
        seen.add(Fault.SEASON_UNREADABLE)
        return first or today, last
    start = _day(seen, parts[0], today)
    end = _day(seen, parts[1], start or today)
    return start or first or today, end


def _judge(seen: "Collector", found: rules.Rhythm) -> None:
    rule = calendar.Rule(
        calendar.Frequency.WEEKLY,
        found.first,
        found.last,
        weekday=found.weekday,
        interval=found.interval,
        parity=calendar.Parity(found.parity),
    )
    if Fault.DAY_TOO_FAR not in seen.faults and calendar.refuse_rule(rule):
        seen.add(Fault.NO_DATES)
