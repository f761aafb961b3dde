"""Events of an `.ics` file as dates: recurring ones expanded inside a window.

Each event, with the exceptions that share its UID, is parsed and expanded for itself,
so that a broken one costs one row. Rules are made harmless before any library sees
them (`repeats`), and the whole reading has a deadline.
"""

import datetime as dt
import html
import re
import time
from collections.abc import Iterator
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from pirtti.core.refusals import Refused
from pirtti.core.timewords import HELSINKI
from pirtti.imports import rules
from pirtti.imports.readers import blocks, repeats
from pirtti.imports.readers.blocks import Block
from pirtti.imports.readers.lines import Collector
from pirtti.imports.rules import Fault, Line, Note

MOST_DATES = 450
# What stands in an event may be of any of icalendar's types.
Event: TypeAlias = Any
_ZONE = ZoneInfo(HELSINKI)
_TAGS = re.compile(r"<(br|/p|/li|/div)\b[^<>]{0,200}>", re.IGNORECASE)
_OTHER_TAGS = re.compile(r"</?[a-z][^<>]{0,500}>", re.IGNORECASE)
_LATE = dt.time(6)


def read(data: bytes, *, today: dt.date, limits: rules.Limits) -> Iterator[Line]:
    """Yield a line for each date within the window, and for each event that is broken."""
    deadline = time.monotonic() + limits.seconds
    zone, together = _together(blocks.decoded(data), limits.rows)
    if not together:
        raise Refused(rules.Refusal.EMPTY)
    window = repeats.Window.around(today)
    told = 0
    for events in together:
        if time.monotonic() > deadline:
            raise Refused(rules.Refusal.TOO_SLOW)
        for line in _dates_of(events, zone, window):
            told += 1
            if told > limits.rows:
                raise Refused(rules.Refusal.TOO_MANY_ROWS)
            yield line


def _together(text: str, most: int) -> tuple[str, list[list[Block]]]:
    """Return the calendar's zone, and its events with their exceptions beside them."""
    zone, events = blocks.blocks(text)
    if len(events) > most:
        raise Refused(rules.Refusal.TOO_MANY_ROWS)
    found: dict[str, list[Block]] = {}
    for event in events:
        uid = event.texts.get("UID") or f"no uid {event.number}"
        found.setdefault(uid, []).append(event)
    return zone, list(found.values())


def _dates_of(events: list[Block], zone: str, window: repeats.Window) -> Iterator[Line]:
    first = events[0]
    if first.texts.get("CLASS", "").upper() in {"PRIVATE", "CONFIDENTIAL"}:
        yield Line(first.number, faults=(Fault.PRIVATE,))
        return
    fault = repeats.tame(events, window)
    broken = any(block.is_broken for block in events)
    if broken or fault:
        named = _named(first)
        yield Line(first.number, name=named, faults=(fault or Fault.ROW_BROKEN,))
        return
    try:
        dates = _expanded(events, zone, window)
    except Exception:  # noqa: BLE001 - hostile values raise anything in the libraries
        yield Line(first.number, name=_named(first), faults=(Fault.ROW_BROKEN,))
        return
    for number, date in enumerate(dates):
        notes = (Note.MORE_DATES,) if number == MOST_DATES - 1 else ()
        yield _line(first, date, window, notes)
        if notes:
            return


def _expanded(events: list[Block], zone: str, window: repeats.Window) -> list[Event]:
    head = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\nX-WR-TIMEZONE:{zone}"
    bodies = [
        "\r\n".join(["BEGIN:VEVENT", *block.lines, "END:VEVENT"]) for block in events
    ]
    calendar = icalendar.Calendar.from_ical(
        "\r\n".join([head, *bodies, "END:VCALENDAR", ""])
    )
    whole = [event for event in calendar.walk("VEVENT") if "DTSTART" in event]
    if len(whole) != len(events) or any(_is_unreadable(event) for event in whole):
        raise ValueError("an event without a readable time")
    master = next((one for one in whole if "RECURRENCE-ID" not in one), whole[0])
    events[0].title = _text(master, "SUMMARY")
    events[0].where = _text(master, "LOCATION")
    events[0].repeats = "RRULE" in master or "RDATE" in master
    query = recurring_ical_events.of(calendar, skip_bad_series=False)
    dates = query.between(window.first, window.last + dt.timedelta(days=1))
    return sorted(dates, key=_moment)[:MOST_DATES]


def _is_unreadable(event: Event) -> bool:
    """Say whether a property that tells the time was broken (icalendar keeps a list)."""
    return any(name in repeats.TIMES for name, _error in event.errors)


def _moment(event: Event) -> tuple[dt.date, dt.time]:
    return _local(event["DTSTART"].dt)


def _local(value: dt.date | dt.datetime) -> tuple[dt.date, dt.time]:
    """Return day and time on the wall in Finland; a day alone begins at midnight."""
    if not isinstance(value, dt.datetime):
        return value, dt.time()
    wall = value.astimezone(_ZONE) if value.tzinfo else value
    return wall.date(), wall.time().replace(second=0, microsecond=0, fold=0)


def _line(
    block: Block,
    event: Event,
    window: repeats.Window,
    notes: tuple[Note, ...],
) -> Line:
    seen = Collector()
    words: dict[str, Any] = dict(_words(seen, event, block))
    if not words["name"] and not seen.faults:
        seen.add(Fault.NAME_MISSING)
    on, start, end = _when(seen, event)
    if on < window.today - dt.timedelta(days=rules.DAYS_BACK):
        seen.add(Fault.DAY_GONE)
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    if cancelled:
        notes = (*notes, Note.CANCELLED)
    if block.has_unknown_zone:
        notes = (*notes, Note.ZONE_UNKNOWN)
    return Line(
        block.number,
        **words,
        on=on,
        starts_at=start,
        ends_at=end,
        identity=_identity(block, event),
        is_cancelled=cancelled,
        faults=tuple(seen.faults),
        notes=notes,
    )


def _identity(block: Block, event: Event) -> str:
    """Return what names a date: the UID, and of a recurring event the day it was for.

    An event without a UID is named by its words and day (`rules.told_as`).
    """
    uid = block.texts.get("UID", "")[:300]
    if not uid:
        return ""
    if not block.repeats:
        return f"uid {uid}"
    named = event.get("RECURRENCE-ID")
    day = _local(named.dt)[0].isoformat() if named is not None else ""
    return f"uid {uid} {day}"


def _when(
    seen: Collector, event: Event
) -> tuple[dt.date, dt.time | None, dt.time | None]:
    begins = event["DTSTART"].dt
    ends = _end_of(event, begins)
    if not isinstance(begins, dt.datetime):
        seen.add(Fault.ALL_DAY)
        return begins, None, None
    on, start = _local(begins)
    if ends is None:
        seen.add(Fault.TIMES_MISSING)
        return on, start, None
    last, end = _local(ends)
    if last > on:
        is_night = last == on + dt.timedelta(days=1) and end <= _LATE
        seen.add(Fault.CROSSES_MIDNIGHT if is_night else Fault.SEVERAL_DAYS)
    else:
        seen.times(start, end)
    return on, start, end


def _end_of(event: Event, begins: dt.date) -> dt.date | None:
    if "DTEND" in event:
        ends: dt.date = event["DTEND"].dt
        return ends if ends != begins else None
    if "DURATION" in event:
        length: dt.timedelta = event["DURATION"].dt
        return begins + length if length else None
    return None


def _words(seen: Collector, event: Event, block: Block) -> dict[str, str]:
    """Return the texts of a date; one with a title of its own has that as its theme."""
    name, own = seen.text("name", block.title), _text(event, "SUMMARY")
    theme = seen.text("theme", own) if own.strip() != block.title.strip() else ""
    place = _text(event, "LOCATION") or block.where
    return {
        "name": name,
        "theme": theme,
        "place": seen.text("place", place.replace("\n", ", ")),
        "about": seen.text("about", _plain(_text(event, "DESCRIPTION"))),
        "kind": seen.text("kind", _first_category(event)),
    }


def _text(event: Event, name: str) -> str:
    value: Any = event.get(name, "")
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value)


def _first_category(event: Event) -> str:
    value = event.get("CATEGORIES")
    if isinstance(value, list):
        value = value[0] if value else None
    categories = getattr(value, "cats", None) or []
    return str(categories[0]) if categories else ""


def _plain(text: str) -> str:
    """Return the words of a description that may be HTML, as Google and Outlook write it."""
    if "<" not in text and "&" not in text:
        return text
    return html.unescape(_OTHER_TAGS.sub("", _TAGS.sub("\n", text)))


def _named(block: Block) -> str:
    """Return the name of a broken event as it stands there, if that can be read."""
    for line in block.lines:
        if line.startswith("SUMMARY"):
            return Collector().text("name", line.partition(":")[2])
    return ""
