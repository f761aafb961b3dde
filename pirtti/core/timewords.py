"""Read and show times, days and prices the way people here write them; no Django.

Wall-clock time is what a family reads on the door, so it is what we store;
instants (UTC) are derived from it, one occurrence at a time. Source:
`experience.md` X3 and X8 (formats), `reliability.md` §3.9 (time).
"""

import datetime as dt
import re
from enum import Enum, auto
from zoneinfo import ZoneInfo

HELSINKI = "Europe/Helsinki"

# A day without a year may lie this many days back; otherwise it is the coming one.
DAYS_BACK = 60
FIRST_YEAR, LAST_YEAR = 1900, 2199

NBSP = "\u00a0"
_SPACES = re.compile(r"\s+")
_DASHES = re.compile(r"\s*[-\u2010-\u2015\u2212]\s*")
_CLOCK = re.compile(r"(?:klo?\.?\s?)?(.+)")
_TIME = re.compile(r"([0-9]{1,2})(?:[.:]?([0-9]{2}))?(?::00)?")
_ISO_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_DATE = re.compile(
    r"(?:(?P<name>[a-zåäö]+)[.,]?\s)?"
    r"(?P<day>[0-9]{1,2})\.\s?(?P<month>[0-9]{1,2})"
    r"(?:\.\s?(?P<year>[0-9]{4}|[0-9]{2})?)?"
)
_PRICE = re.compile(
    r"(?:€\s?)?([0-9]{1,5})(?:[.,]([0-9]{1,2})|,-)?(?:\s?(?:€|e|eur|euroa?))?"
)
_FREE = re.compile(
    r"ilmai(?:nen|seksi|sta)|maksu(?:ton|tonta|tta)|gratis|"
    r"avgiftsfritt?|kostnadsfritt?|free"
)
# Finnish, Swedish and English names of weekdays by their first letters.
_WEEKDAYS = (
    ("ma", "må", "mo"),
    ("ti", "tu"),
    ("ke", "on", "we"),
    ("to", "th"),
    ("pe", "fr"),
    ("la", "lö", "sa"),
    ("su", "sö"),
)


class Reason(Enum):
    """Why a typed text could not be read."""

    EMPTY = auto()
    NOT_A_TIME = auto()
    NO_SUCH_TIME = auto()
    NOT_TWO_TIMES = auto()
    NOT_A_DATE = auto()
    NO_SUCH_DATE = auto()
    WRONG_WEEKDAY = auto()
    NOT_A_PRICE = auto()


class Unreadable(ValueError):  # noqa: N818 - reads as a sentence: "raises Unreadable"
    """A typed text is not a time, day or price; `reason` says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason


def parse_time(text: str) -> dt.time:
    """Read a time of day: `9`, `9.30`, `9:30`, `0930`, `klo 9.30`, `kl. 9.30`.

    Wall-clock time, to the minute; `24.00` is not a time of the day. Raises
    `Unreadable` (EMPTY, NOT_A_TIME, NO_SUCH_TIME).
    """
    found = _CLOCK.fullmatch(_tidy(text))
    match = found and _TIME.fullmatch(found[1])
    if not match:
        raise Unreadable(Reason.NOT_A_TIME)
    try:
        return dt.time(int(match[1]), int(match[2] or 0))
    except ValueError:
        raise Unreadable(Reason.NO_SUCH_TIME) from None


def parse_times(text: str) -> tuple[dt.time, dt.time]:
    """Read a start and an end: `9.30–11.30`, `9.30-11.30`, `klo 9–12`.

    Their order is not judged here (`calendar.rules.refuse_times` does). Raises
    `Unreadable` as `parse_time`, or NOT_TWO_TIMES.
    """
    ends = _DASHES.split(_tidy(text))
    if len(ends) != 2 or not all(ends):  # noqa: PLR2004 - a start and an end
        raise Unreadable(Reason.NOT_TWO_TIMES)
    return parse_time(ends[0]), parse_time(ends[1])


def parse_date(text: str, *, today: dt.date) -> dt.date:
    """Read a day: `23.11.`, `23.11.2026`, `23.11.26`, `2026-11-23`, `ma 23.11.`.

    A day without a year is the first such day that is not more than 60 days
    before `today`: at New Year `30.12.` is the one just gone, `2.1.` the one
    coming. A two-digit year is 20xx. A weekday, in any of our languages, must
    fit the day. Raises `Unreadable` (EMPTY, NOT_A_DATE, NO_SUCH_DATE,
    WRONG_WEEKDAY).
    """
    tidy = _tidy(text)
    if iso := _ISO_DATE.fullmatch(tidy):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    match = _DATE.fullmatch(tidy)
    if not match:
        raise Unreadable(Reason.NOT_A_DATE)
    month, day = int(match["month"]), int(match["day"])
    if year := match["year"]:
        found = _day(int(year) + (2000 if len(year) == 2 else 0), month, day)  # noqa: PLR2004
    else:
        found = _day_near(today, month, day)
    if name := match["name"]:
        _check_weekday(name, found)
    return found


def parse_price_cents(text: str) -> int:
    """Read a price into cents: `2,50 €`, `1,5`, `0`, `5,-`, `ilmainen`, `gratis`.

    At most 99 999,99 €. Raises `Unreadable` (EMPTY, NOT_A_PRICE).
    """
    tidy = _tidy(text)
    if _FREE.fullmatch(tidy):
        return 0
    match = _PRICE.fullmatch(tidy)
    if not match:
        raise Unreadable(Reason.NOT_A_PRICE)
    return int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))


def show_time(clock: dt.time, language: str = "fi") -> str:
    """Show a time: `9.30`, and `17` on the hour; in English `9:30`, `17:00`.

    A bare hour is no time in English, so the minutes stay there.
    """
    if language == "en":
        return f"{clock.hour}:{clock.minute:02}"
    return f"{clock.hour}.{clock.minute:02}" if clock.minute else str(clock.hour)


def show_range(
    start: dt.time, end: dt.time, language: str = "fi", *, in_sentence: bool = False
) -> str:
    """Show from when to when, with an en dash: `9.30–11.30`, `17.30–19`.

    In a sentence with its word: `klo 9.30–11.30`, `kl. 9.30–11.30`; on a card
    without. English `9:30–11:30` needs no word.
    """
    word = {"fi": f"klo{NBSP}", "sv": f"kl.{NBSP}"}.get(language, "")
    times = f"{show_time(start, language)}–{show_time(end, language)}"
    return word + times if in_sentence else times


def show_price(cents: int, language: str = "fi") -> str:
    """Show a price in cents: `2,50 €`, `1 €`; in English `€2.50`, `€1`.

    The space is one that does not break. Zero is `0 €`: the page says "free".
    Raises ValueError for a negative price.
    """
    if cents < 0:
        raise ValueError("a price is not negative")
    euros, rest = divmod(cents, 100)
    if language == "en":
        return f"€{euros}.{rest:02}" if rest else f"€{euros}"
    return f"{euros},{rest:02}{NBSP}€" if rest else f"{euros}{NBSP}€"


def to_instant(day: dt.date, clock: dt.time, zone: str = HELSINKI) -> dt.datetime:
    """Return the UTC instant of a wall-clock time.

    A time that the clocks skip (28.3.2027 at 3.30) moves forward by the length
    of the gap (4.30): who comes by the clock on the wall comes then. A time that
    happens twice (25.10.2026 at 3.30) is the first of the two, summer time.
    Raises ZoneInfoNotFoundError for an unknown zone. `reliability.md` §3.9.
    """
    wall = dt.datetime.combine(day, clock.replace(fold=0), tzinfo=ZoneInfo(zone))
    return wall.astimezone(dt.UTC)


def from_instant(instant: dt.datetime, zone: str = HELSINKI) -> tuple[dt.date, dt.time]:
    """Return the day and wall-clock time of an instant.

    Raises ValueError when `instant` has no time zone.
    """
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    wall = instant.astimezone(ZoneInfo(zone))
    return wall.date(), wall.time().replace(fold=0)


def _tidy(text: str) -> str:
    """Lower the case, make every space (also no-break) one plain space."""
    tidy = _SPACES.sub(" ", text).strip().lower()
    if not tidy:
        raise Unreadable(Reason.EMPTY)
    return tidy


def _day(year: int, month: int, day: int) -> dt.date:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        raise Unreadable(Reason.NO_SUCH_DATE) from None
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(Reason.NO_SUCH_DATE)
    return found


def _day_near(today: dt.date, month: int, day: int) -> dt.date:
    """Return the first such day from 60 days back; 29.2. may be years away."""
    earliest = today - dt.timedelta(days=DAYS_BACK)
    for year in range(earliest.year, earliest.year + 9):
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if found >= earliest:
            return found
    raise Unreadable(Reason.NO_SUCH_DATE)


def _check_weekday(name: str, day: dt.date) -> None:
    known = [number for number, starts in enumerate(_WEEKDAYS) if name[:2] in starts]
    if not known:
        raise Unreadable(Reason.NOT_A_DATE)
    if known != [day.weekday()]:
        raise Unreadable(Reason.WRONG_WEEKDAY)
