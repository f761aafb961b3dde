"""Write dates as iCalendar (RFC 5545 and 7986), for subscribing and for adding.

Every date is a VEVENT of its own with a UID that never changes; there are no
recurrence rules, since calendar programs disagree about them (`standards.md` §4.2).
A file of a whole series, which has them, is `ical_series.py`.
The time zone is written by rule and once and for all: some programs read only the
first of the listed changes that libraries write.

Why we write the lines ourselves: the `icalendar` package builds an object for every
property: 1.0–1.7 s for a city's 2 000 dates (measured 2026-11, icalendar 7.3), where
a whole cold feed may take 200 ms. Here the lines of an activity and of a place are
made once and reused: 50 ms. The tests read every feed back with `icalendar`.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, override
from i18nfield.strings import LazyI18nString

from pirtti.calendar import feed_rows
from pirtti.calendar.models import Activity
from pirtti.core import content, timewords
from pirtti.network.models import Place, Room

CONTENT_TYPE = "text/calendar; charset=utf-8"
# Part of every ETag: raise it when what a feed says of the same rows changes.
FORMAT = 3
DAYS_BACK, DAYS_AHEAD = 30, 180
# Calendar services leave larger feeds out (`standards.md` §4.1). One that would be
# larger ends earlier; no date takes less than this many octets.
MOST_OCTETS, FEWEST_OCTETS = 1_000_000, 400
MOST_DATES = MOST_OCTETS // FEWEST_OCTETS
FOLD_AT = 75
CANCELLED = {"fi": "PERUTTU", "sv": "INSTÄLLT", "en": "CANCELLED"}

_ZONE = ZoneInfo(timewords.HELSINKI)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})

# Since 1996 summer time has ended in October; feeds hold no older dates.
TIME_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Europe/Helsinki",
    "X-LIC-LOCATION:Europe/Helsinki",
    "BEGIN:DAYLIGHT",
    "TZNAME:EEST",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0300",
    "DTSTART:19970330T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:EET",
    "TZOFFSETFROM:+0300",
    "TZOFFSETTO:+0200",
    "DTSTART:19961027T040000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
)


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself.

    `source` is its own address, empty for one downloaded date; `event_page` is the
    address of a date's page with `{}` for its number. `is_long` adds what the
    activity is about: not in the feed of an area, which would grow over 1 MB.
    """

    name: str
    language: str
    host: str
    page: str
    event_page: str
    about: str = ""
    source: str = ""
    is_long: bool = True


def window(now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Return from when to when a feed reaches: 30 days back, 180 ahead."""
    day = dt.timedelta(days=1)
    return now - DAYS_BACK * day, now + DAYS_AHEAD * day


def write(
    feed: Feed, rows: feed_rows.Rows, notes: Mapping[int, str] | None = None
) -> bytes:
    """Return the file of these dates, in the language of the feed.

    `notes` are plain words about dates, by the date's number, that others know: who
    is there, that one should ask. They stand in what is told of the date.
    """
    with override(feed.language):
        writer = Writer(feed, rows, notes or {})
        lines = [*head(feed, rows), *TIME_ZONE]
        for date in rows.dates:
            lines += writer.event(date)
    return whole(lines)


def whole(lines: list[str]) -> bytes:
    """Return a file of these lines, ended before an event that would be too much."""
    body = "\r\n".join([*lines, ""]).encode()
    end = b"END:VCALENDAR\r\n"
    if len(body) + len(end) > MOST_OCTETS:
        body = body[: body.rindex(b"BEGIN:VEVENT", 0, MOST_OCTETS - len(end))]
    return body + end


def escape(text: str) -> str:
    """Escape a text value; line ends become `\\n`, other control signs go.

    >>> escape("kahvi, pulla; ja\\r\\nmehu")
    'kahvi\\\\, pulla\\\\; ja\\\\nmehu'
    """
    return _CONTROLS.sub("", _LINE_ENDS.sub("\n", text)).translate(_ESCAPES)


def fold(line: str) -> str:
    """Fold a line so that no part is over 75 octets and no letter is cut."""
    octets = line.encode()
    if len(octets) <= FOLD_AT:
        return line
    parts, start, room = [], 0, FOLD_AT
    while len(octets) - start > room:
        end = start + room
        while octets[end] & 0xC0 == 0x80:  # noqa: PLR2004 - inside a UTF-8 letter
            end -= 1
        parts.append(octets[start:end])
        start, room = end, FOLD_AT - 1  # the next line begins with a space
    parts.append(octets[start:])
    return b"\r\n ".join(parts).decode()


class _Told(NamedTuple):
    """What every date of an activity says, escaped."""

    title: str
    about: str
    who: str
    category: str


def head(feed: Feed, rows: feed_rows.Rows) -> Iterator[str]:
    """Yield what a file says of itself (RFC 7986; the X- lines for older programs)."""
    name, about = escape(feed.name), escape(feed.about)
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//Pirtti//Pirtti//{feed.language.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield fold(f"NAME:{name}")
    yield fold(f"X-WR-CALNAME:{name}")
    if about:
        yield fold(f"DESCRIPTION:{about}")
        yield fold(f"X-WR-CALDESC:{about}")
    yield f"X-WR-TIMEZONE:{timewords.HELSINKI}"
    if rows.dates:
        yield f"LAST-MODIFIED:{stamp(max(date.changed_at for date in rows.dates))}"
    if feed.source:
        yield "REFRESH-INTERVAL;VALUE=DURATION:PT6H"
        yield "X-PUBLISHED-TTL:PT6H"
        yield fold(f"SOURCE;VALUE=URI:{feed.source}")
    yield fold(f"URL:{feed.page}")


class Writer:
    """Writes the dates of one feed; lines that many of them share are made once."""

    def __init__(
        self, feed: Feed, rows: feed_rows.Rows, notes: Mapping[int, str]
    ) -> None:
        self.feed = feed
        self.rows = rows
        self.notes = notes
        self.told = {pk: self._tell(one) for pk, one in rows.activities.items()}
        self.locations: dict[tuple[int | None, int | None], list[str]] = {}

    def event(self, date: feed_rows.Row) -> list[str]:
        """Return the lines of one date."""
        changed = stamp(date.changed_at)
        return [
            "BEGIN:VEVENT",
            fold(f"UID:{date.uid}@{self.feed.host}"),
            f"DTSTAMP:{changed}",
            f"LAST-MODIFIED:{changed}",
            f"SEQUENCE:{date.sequence}",
            *self.said(date),
            fold(f"URL:{self.feed.event_page.format(date.pk)}"),
            self.told[date.activity_id].category,
            "END:VEVENT",
        ]

    def said(self, date: feed_rows.Row) -> list[str]:
        """Return the lines that say when and where it is, and what it is."""
        told = self.told[date.activity_id]
        return [
            f"DTSTART;TZID=Europe/Helsinki:{wall(date.starts_at)}",
            f"DTEND;TZID=Europe/Helsinki:{wall(date.ends_at)}",
            f"STATUS:{'CANCELLED' if date.is_cancelled else 'CONFIRMED'}",
            fold(f"SUMMARY:{self._title(date, told.title)}"),
            fold(f"DESCRIPTION:{self._description(date, told)}"),
            *self._location(date),
        ]

    def _say(self, text: LazyI18nString | None) -> str:
        return escape(content.shown(text, self.feed.language).text) if text else ""

    def _say_raw(self, raw: str) -> str:
        return self._say(feed_rows.text(raw)) if raw else ""

    def _tell(self, activity: Activity) -> _Told:
        """Make what every date of an activity says."""
        about = [
            gettext("Free") if activity.price_cents == 0 else "",
            self._say(activity.price_note),
            escape(str(activity.get_sign_up_display())),
            self._say(activity.sign_up_how),
            escape(activity.online_url),
        ]
        if self.feed.is_long:
            about.append(self._say(activity.about))
        return _Told(
            self._say(activity.name),
            "\\n".join(filter(None, about)),
            self._say(activity.who) if self.feed.is_long else "",
            fold(f"CATEGORIES:{self._say(activity.kind.name)}"),
        )

    def _title(self, date: feed_rows.Row, title: str) -> str:
        # A text may be stored that says nothing in any language.
        if theme := self._say_raw(date.theme):
            title = f"{title}: {theme}"
        if date.is_cancelled:
            title = f"{CANCELLED.get(self.feed.language, 'CANCELLED')}: {title}"
        return title

    def _description(self, date: feed_rows.Row, told: _Told) -> str:
        """Join what is told of this date and of its activity, one thing a line."""
        lines = [
            self._say_raw(date.reason) if date.is_cancelled else "",
            self._say_raw(date.guest),
            self._say_raw(date.who) or told.who,
            escape(self.notes.get(date.pk, "")),
            told.about,
        ]
        return "\\n".join(filter(None, lines))

    def _location(self, date: feed_rows.Row) -> list[str]:
        key = (date.place_id, date.room_id)
        if key not in self.locations:
            place = self.rows.places.get(date.place_id or 0)
            room = self.rows.rooms.get(date.room_id or 0)
            self.locations[key] = self._location_lines(place, room)
        return self.locations[key]

    def _location_lines(self, place: Place | None, room: Room | None) -> list[str]:
        if place is None:
            return [fold(f"LOCATION:{escape(gettext('Online'))}")]
        parts = [
            self._say(place.name),
            self._say(room.name) if room else "",
            escape(place.street),
            f"{escape(place.postal_code)} {self._say(place.town)}".strip(),
        ]
        # One line, whatever was typed: some phones cut an address at its line end.
        text = "\\, ".join(part.replace("\\n", " ") for part in parts if part)
        location = fold(f"LOCATION:{text}")
        if place.latitude is None or place.longitude is None:
            return [location]
        return [location, f"GEO:{place.latitude:.6f};{place.longitude:.6f}"]


def wall(instant: dt.datetime) -> str:
    """Write an instant as the clock on the wall shows it."""
    return f"{instant.astimezone(_ZONE):%Y%m%dT%H%M%S}"


def stamp(instant: dt.datetime) -> str:
    """Write an instant in UTC."""
    return f"{instant.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
