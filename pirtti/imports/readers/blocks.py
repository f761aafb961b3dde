"""The lines of an `.ics` file, put right: coding, folding, and events taken one by one.

Only properties that tell what, when and where are kept. Attendees, organisers' mail
addresses, alarms and attachments are never even parsed. Zones are known by their
names; the definitions that a file carries are not run, as a rule in them could be
endless and every zone that a Finnish calendar uses is known anyway.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from zoneinfo import available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from pirtti.core.timewords import HELSINKI

MOST_LINE = 20_000
# Longer than any text that is stored, so that a longer one is still refused as such.
MOST_TEXT = 5_000
_BREAK = re.compile(r"\r\n|\n|\r")
_PROPERTY = re.compile(
    r"([A-Za-z0-9-]{1,60})((?:;[A-Za-z0-9-]+=(?:\"[^\"]*\"|[^\":;]*))*):"
)
_ZONE = re.compile(r";TZID=(\"[^\"]*\"|[^:;]*)", re.IGNORECASE)
_TEXTS = {"UID", "SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "STATUS", "CLASS"}
_TIMES = {"DTSTART", "DTEND", "DURATION", "RECURRENCE-ID", "EXDATE", "RDATE", "RRULE"}
_KEPT = _TEXTS | _TIMES
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass
class Block:
    """One event as it stands in the file: its kept lines, and whether it was whole.

    `title`, `where` and `repeats` are those of the event that its exceptions belong to.
    """

    number: int
    lines: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    is_broken: bool = False
    has_unknown_zone: bool = False
    title: str = ""
    where: str = ""
    repeats: bool = False

    def keep(self, name: str, parameters: str, value: str) -> None:
        """Keep a property; one that is far too long makes the event broken."""
        if name in _TEXTS:
            value = value[:MOST_TEXT]
            if name in {"UID", "STATUS", "CLASS"}:
                self.texts[name] = value.strip()
        elif len(value) > MOST_LINE:
            self.is_broken = True
            return
        parameters, is_known = known_zone(parameters)
        self.has_unknown_zone |= not is_known
        self.lines.append(f"{name}{parameters}:{value}")


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def unfolded(text: str) -> Iterator[str]:
    """Yield whole lines: folded ones joined, and those that were broken without folding."""
    parts: list[str] = []
    for line in _BREAK.split(text):
        if parts and line[:1] in {" ", "\t"}:
            parts.append(line[1:])
        elif parts and line and not _PROPERTY.match(line):
            parts += ["\\n", line]
        else:
            if parts:
                yield "".join(parts)
            parts = [line] if line else []
    if parts:
        yield "".join(parts)


def blocks(text: str) -> tuple[str, list[Block]]:
    """Return the calendar's own zone, and every event of a file in its order."""
    reader = _Reader()
    for line in unfolded(text):
        match = _PROPERTY.match(line)
        if match:
            reader.take(match[1].upper(), match[2], line[match.end() :])
    reader.close(is_broken=True)
    return reader.zone, reader.events


class _Reader:
    """Takes property after property; knows within which parts it is."""

    def __init__(self) -> None:
        self.zone = HELSINKI
        self.events: list[Block] = []
        self.event: Block | None = None
        self.inside: list[str] = []

    def take(self, name: str, parameters: str, value: str) -> None:
        """Take one property."""
        if name == "BEGIN":
            self._begin(value.strip().upper())
        elif name == "END":
            self._end(value.strip().upper())
        elif self.event is None:
            if name == "X-WR-TIMEZONE":
                self.zone = zone_called(value.strip()) or HELSINKI
        elif name in _KEPT and self.inside[-1:] == ["VEVENT"]:
            self.event.keep(name, parameters, _CONTROLS.sub("", value))

    def close(self, *, is_broken: bool) -> None:
        """Keep the event that is open; one without its end is broken."""
        if self.event is not None:
            self.event.is_broken |= is_broken
            self.events.append(self.event)
            self.event = None

    def _begin(self, part: str) -> None:
        if part == "VEVENT":
            self.close(is_broken=True)
            self.inside = ["VCALENDAR"]
            self.event = Block(len(self.events) + 1)
        self.inside = [*self.inside[-20:], part]

    def _end(self, part: str) -> None:
        if part == "VEVENT":
            self.close(is_broken=False)
        while self.inside and self.inside.pop() != part:
            pass


def known_zone(parameters: str) -> tuple[str, bool]:
    """Return parameters with the zone's usual name, and whether it was known.

    A zone that nobody knows is taken for Finnish time.
    """
    found = _ZONE.search(parameters)
    if not found:
        return parameters, True
    zone = zone_called(found[1].strip('"').strip())
    start, end = found.span()
    named = f"{parameters[:start]};TZID={zone or HELSINKI}{parameters[end:]}"
    return named, zone is not None


@lru_cache(maxsize=512)
def zone_called(name: str) -> str | None:
    """Return the usual name of a zone that a program calls in its own way, or None.

    Windows says `FLE Standard Time`, Exchange `(UTC+02:00) Helsinki, Kyiv, Riga`,
    older Mozilla programs `/mozilla.org/20050126_1/Europe/Helsinki`.
    """
    if "helsinki" in name.casefold() or name == "FLE Standard Time":
        return HELSINKI
    if name in {"UTC", "Z", "GMT", "Etc/UTC"}:
        return "UTC"
    tail = "/".join(name.split("/")[-2:])
    for known in (name, tail):
        if known in _zones():
            return known
    return WINDOWS_TO_OLSON.get(name)


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())
