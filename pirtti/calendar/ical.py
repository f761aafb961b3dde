"""Write dates as iCalendar (RFC 5545 and 7986), for subscribing and for adding.

Every date is a VEVENT of its own with a UID that never changes; there are no
recurrence rules, since calendar programs disagree about them (`standards.md` §4.2).
The time zone is written by rule and once and for all: some programs read only the
first of the listed changes that libraries write.

Why we write the lines ourselves: the `icalendar` package builds an object for every
property, ICALENDAR_MS for a city's 2 000 dates on the machine of `bench/`, and the
whole feed may take 200 ms. Here the lines of an activity and of a place are made
once and reused. The tests read every feed back with `icalendar`.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, override

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import content, timewords
from pirtti.network.models import Place, Room

CONTENT_TYPE = "text/calendar; charset=utf-8"
# Part of every ETag: raise it when what a feed says of the same rows changes.
FORMAT = 1
DAYS_BACK, DAYS_AHEAD = 30, 180
FOLD_AT = 75
CANCELLED = {"fi": "PERUTTU", "sv": "INSTÄLLT", "en": "CANCELLED"}

_ZONE = ZoneInfo(timewords.HELSINKI)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})

# Since 1996 summer time has ended in October; feeds hold no older dates.
TIME_ZONE = """BEGIN:VTIMEZONE
TZID:Europe/Helsinki
X-LIC-LOCATION:Europe/Helsinki
BEGIN:DAYLIGHT
TZNAME:EEST
TZOFFSETFROM:+0200
TZOFFSETTO:+0300
DTSTART:19970330T030000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:EET
TZOFFSETFROM:+0300
TZOFFSETTO:+0200
DTSTART:19961027T040000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE""".split("\n")


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
    source: str = ""
    is_long: bool = True


def window(now: dt.datetime) -> tuple[dt.datetime, dt.datetime]:
    """Return from when to when a feed reaches: 30 days back, 180 ahead."""
    day = dt.timedelta(days=1)
    return now - DAYS_BACK * day, now + DAYS_AHEAD * day


def write(feed: Feed, dates: Iterable[Occurrence]) -> bytes:
    """Return the file of these dates, in the language of the feed.

    The dates bring along `activity__kind`, `place` and `room`.
    """
    with override(feed.language):
        writer = _Writer(feed)
        lines = [*_head(feed), *TIME_ZONE]
        for date in dates:
            lines += writer.event(date)
    lines += ["END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


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


def _head(feed: Feed) -> Iterator[str]:
    name = escape(feed.name)
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield f"PRODID:-//Pirtti//Pirtti//{feed.language.upper()}"
    yield "CALSCALE:GREGORIAN"
    yield "METHOD:PUBLISH"
    yield fold(f"NAME:{name}")
    yield fold(f"X-WR-CALNAME:{name}")
    yield f"X-WR-TIMEZONE:{timewords.HELSINKI}"
    if feed.source:
        yield "REFRESH-INTERVAL;VALUE=DURATION:PT6H"
        yield "X-PUBLISHED-TTL:PT6H"
        yield fold(f"SOURCE;VALUE=URI:{feed.source}")
    yield fold(f"URL:{feed.page}")


@dataclass
class _Writer:
    """Writes dates of one feed, remembering what many of them share."""

    feed: Feed
    titles: dict[int, str] = field(default_factory=dict)
    shared: dict[int, tuple[str, ...]] = field(default_factory=dict)
    abouts: dict[int, list[str]] = field(default_factory=dict)
    locations: dict[tuple[int | None, int | None], tuple[str, ...]] = field(
        default_factory=dict
    )

    def event(self, date: Occurrence) -> Iterator[str]:
        """Yield the lines of one date."""
        changed = f"{date.changed_at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
        yield "BEGIN:VEVENT"
        yield fold(f"UID:{date.uid}@{self.feed.host}")
        yield f"DTSTAMP:{changed}"
        yield f"LAST-MODIFIED:{changed}"
        yield f"SEQUENCE:{date.sequence}"
        yield f"DTSTART;TZID=Europe/Helsinki:{_wall(date.starts_at)}"
        yield f"DTEND;TZID=Europe/Helsinki:{_wall(date.ends_at)}"
        yield f"STATUS:{'CANCELLED' if date.is_cancelled else 'CONFIRMED'}"
        yield fold(f"SUMMARY:{self._title(date)}")
        if description := self._description(date):
            yield fold(f"DESCRIPTION:{description}")
        yield from self._location(date)
        yield fold(f"URL:{self.feed.event_page.format(date.pk)}")
        yield from self._of_activity(date.activity)
        yield "END:VEVENT"

    def _say(self, text: object) -> str:
        return content.shown(text, self.feed.language).text if text else ""

    def _title(self, date: Occurrence) -> str:
        title = self.titles.get(date.activity_id)
        if title is None:
            title = escape(self._say(date.activity.name))
            self.titles[date.activity_id] = title
        if theme := self._say(date.theme):
            title = f"{title}: {escape(theme)}"
        if date.is_cancelled:
            title = f"{CANCELLED.get(self.feed.language, 'CANCELLED')}: {title}"
        return title

    def _description(self, date: Occurrence) -> str:
        """Join what is told of this date and of its activity, one thing a line."""
        told = [
            self._say(date.reason) if date.is_cancelled else "",
            self._say(date.guest),
            self._say(date.who),
        ]
        about = self.abouts.get(date.activity_id)
        if about is None:
            about = self._about(date.activity)
            self.abouts[date.activity_id] = about
        return "\\n".join([escape(text) for text in told if text] + about)

    def _about(self, activity: Activity) -> list[str]:
        told = [activity.get_sign_up_display(), self._say(activity.sign_up_how)]
        if activity.price_cents == 0:
            told.append(gettext("Free of charge"))
        told.append(self._say(activity.price_note))
        told.append(activity.online_url)
        if self.feed.is_long:
            told += [self._say(activity.who), self._say(activity.about)]
        return [escape(text) for text in told if text]

    def _of_activity(self, activity: Activity) -> tuple[str, ...]:
        lines = self.shared.get(activity.pk)
        if lines is None:
            kind = escape(self._say(activity.kind.name))
            lines = (fold(f"CATEGORIES:{kind}"),)
            self.shared[activity.pk] = lines
        return lines

    def _location(self, date: Occurrence) -> tuple[str, ...]:
        key = (date.place_id, date.room_id)
        lines = self.locations.get(key)
        if lines is None:
            lines = self._location_lines(date.place, date.room)
            self.locations[key] = lines
        return lines

    def _location_lines(self, place: Place | None, room: Room | None) -> tuple[str, ...]:
        if place is None:
            return (fold(f"LOCATION:{escape(gettext('Online'))}"),)
        town = f"{place.postal_code} {self._say(place.town)}".strip()
        parts = [
            self._say(place.name),
            self._say(room.name) if room else "",
            place.street,
            town,
        ]
        text = ", ".join(" ".join(part.split()) for part in parts if part)
        location = fold(f"LOCATION:{escape(text)}")
        if place.latitude is None or place.longitude is None:
            return (location,)
        return location, f"GEO:{place.latitude:.6f};{place.longitude:.6f}"


def _wall(instant: dt.datetime) -> str:
    return f"{instant.astimezone(_ZONE):%Y%m%dT%H%M%S}"
