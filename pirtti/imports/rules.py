"""What can be brought in, and how one import is told from the next; no Django."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from enum import Enum, StrEnum, auto
from typing import Any

MEBIBYTE = 1024 * 1024
# What a page takes; `pirtti import` takes more.
PAGE_BYTES, PAGE_ROWS = 2 * MEBIBYTE, 5000
COMMAND_BYTES, COMMAND_ROWS = 64 * MEBIBYTE, 250_000
# Dates of a calendar that are looked at, counted from today (`standards.md` §4.3).
DAYS_BACK, DAYS_AHEAD = 30, 400
# A table may hold a plan that is further away.
TABLE_DAYS_AHEAD = 3 * 366
UNDO_DAYS = 30
# A subscribed calendar is asked hourly; one that fails less and less often.
HOURS_BETWEEN, MOST_HOURS_BETWEEN = 1, 96
# How a date is marked that a subscribed calendar no longer has.
GONE = "gone"


@dataclass(frozen=True)
class Limits:
    """How much is read at most: bytes of the file, rows, bytes when unpacked."""

    bytes: int = PAGE_BYTES
    rows: int = PAGE_ROWS
    unpacked: int = 48 * MEBIBYTE
    seconds: float = 15.0


PAGE = Limits()
COMMAND = Limits(COMMAND_BYTES, COMMAND_ROWS, 400 * MEBIBYTE, 600.0)


class Refusal(Enum):
    """Why a whole file, or an act upon it, was refused."""

    EMPTY = auto()
    TOO_BIG = auto()
    TOO_MANY_ROWS = auto()
    NOT_A_TABLE = auto()
    OLD_WORKBOOK = auto()
    BROKEN_FILE = auto()
    NO_COLUMNS = auto()
    SWOLLEN = auto()
    TOO_SLOW = auto()
    NOTHING_CHOSEN = auto()
    TAKEN_ALREADY = auto()
    UNDO_TOO_LATE = auto()
    NOT_TAKEN = auto()
    OUT_OF_REACH = auto()
    TOO_OFTEN = auto()


class Fault(StrEnum):
    """What keeps one row from being brought in."""

    NAME_MISSING = "name_missing"
    DAY_MISSING = "day_missing"
    TIMES_MISSING = "times_missing"
    DAY_UNREADABLE = "day_unreadable"
    WRONG_WEEKDAY = "wrong_weekday"
    TIME_UNREADABLE = "time_unreadable"
    END_BEFORE_START = "end_before_start"
    CROSSES_MIDNIGHT = "crosses_midnight"
    TOO_LONG = "too_long"
    SEVERAL_DAYS = "several_days"
    ALL_DAY = "all_day"
    DAY_GONE = "day_gone"
    DAY_TOO_FAR = "day_too_far"
    RHYTHM_UNREADABLE = "rhythm_unreadable"
    SEASON_UNREADABLE = "season_unreadable"
    NO_DATES = "no_dates"
    AGES_UNREADABLE = "ages_unreadable"
    PRICE_UNREADABLE = "price_unreadable"
    IDENTITY_CODE = "identity_code"
    TEXT_TOO_LONG = "text_too_long"
    TEXT_BROKEN = "text_broken"
    FORMULA = "formula"
    ROW_BROKEN = "row_broken"
    PRIVATE = "private"
    TOO_DENSE = "too_dense"
    PLACE_UNKNOWN = "place_unknown"
    ORGANISER_UNKNOWN = "organiser_unknown"


class Note(StrEnum):
    """What is worth knowing of a row that can be brought in all the same."""

    ZONE_UNKNOWN = "zone_unknown"
    AUDIENCE_UNKNOWN = "audience_unknown"
    CANCELLED = "cancelled"
    MORE_DATES = "more_dates"


class Outcome(StrEnum):
    """What became of a row."""

    WAITING = ""
    MADE = "made"
    CHANGED = "changed"
    SAME = "same"
    LEFT = "left"
    SEEN = "seen"
    SKIPPED = "skipped"


class Why(StrEnum):
    """Why something of an import stays when it is undone."""

    EDITED = "edited"
    HELD = "held"
    NOT_ALONE = "not_alone"


class SourceFault(StrEnum):
    """What keeps a subscribed calendar from being read, or is odd about it."""

    BAD_ADDRESS = "bad_address"
    INSIDE = "inside"
    UNKNOWN_HOST = "unknown_host"
    NO_ANSWER = "no_answer"
    NOT_SECURE = "not_secure"
    TOO_SLOW = "too_slow"
    TOO_BIG = "too_big"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    MISSING = "missing"
    CLOSED = "closed"
    SERVER = "server"
    NOT_A_CALENDAR = "not_a_calendar"
    NOBODY_MAY = "nobody_may"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a row of a table meets; days are ISO texts, `last` may be empty."""

    weekday: int
    first: dt.date
    last: dt.date | None = None
    interval: int = 1
    parity: str = "any"


@dataclass(frozen=True, slots=True)
class Line:
    """One date, or one rhythm, as it was read: what is wrong with it comes along.

    Times are wall-clock times in Finland. Ages are months, both ends included; a
    price of None means "ask". `identity` is what names the row in its source.
    """

    number: int
    name: str = ""
    place: str = ""
    kind: str = ""
    organiser: str = ""
    audience: str = ""
    theme: str = ""
    about: str = ""
    on: dt.date | None = None
    rhythm: Rhythm | None = None
    starts_at: dt.time | None = None
    ends_at: dt.time | None = None
    age_from: int | None = None
    age_to: int | None = None
    price_cents: int | None = 0
    sign_up: str = "none"
    sign_up_how: str = ""
    identity: str = ""
    is_cancelled: bool = False
    faults: tuple[Fault, ...] = field(default=())
    notes: tuple[Note, ...] = field(default=())

    def as_json(self) -> dict[str, Any]:
        """Return plain values that a row keeps; what says nothing is left out."""
        told = {
            name: value
            for name, value in asdict(self).items()
            if value or (value == 0 and value is not False)
        }
        told["price_cents"] = self.price_cents
        for name in ("on", "starts_at", "ends_at"):
            if name in told:
                told[name] = told[name].isoformat()
        if self.rhythm:
            rhythm = asdict(self.rhythm)
            rhythm["first"] = self.rhythm.first.isoformat()
            rhythm["last"] = self.rhythm.last and self.rhythm.last.isoformat()
            told["rhythm"] = rhythm
        return told

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Line":
        """Read what `as_json` gave."""
        values = dict(told)
        if values.get("on"):
            values["on"] = dt.date.fromisoformat(values["on"])
        for name in ("starts_at", "ends_at"):
            if values.get(name):
                values[name] = dt.time.fromisoformat(values[name])
        if rhythm := values.get("rhythm"):
            first = dt.date.fromisoformat(rhythm["first"])
            last = rhythm["last"] and dt.date.fromisoformat(rhythm["last"])
            values["rhythm"] = Rhythm(**rhythm | {"first": first, "last": last})
        values["faults"] = tuple(Fault(one) for one in values.get("faults", ()))
        values["notes"] = tuple(Note(one) for one in values.get("notes", ()))
        return cls(**values)


def words_key(text: str) -> str:
    """Return how words are compared: without case and without spare spaces."""
    return " ".join(text.casefold().split())


def told_as(line: Line) -> str:
    """Return what names a row in its source, when the source gives no name itself.

    Times are left out, so that a row whose time was changed is the same row.
    """
    when = line.on.isoformat() if line.on else ""
    if line.rhythm:
        rhythm = line.rhythm
        when = f"{rhythm.weekday} {rhythm.interval} {rhythm.parity} {rhythm.first}"
    return f"{words_key(line.name)}|{words_key(line.place)}|{when}"


def key_of(scope: str, identity: str, ordinal: int) -> str:
    """Return the key under which a row is known from one import to the next."""
    text = f"{scope}|{identity}|{ordinal}"
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


class Numbering:
    """Gives every row of one import its key; rows that are alike are numbered."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        self.seen: dict[bytes, int] = {}

    def key(self, line: Line) -> str:
        """Return the key of the next row."""
        identity = line.identity or told_as(line)
        short = hashlib.blake2b(
            identity.encode("utf-8", "replace"), digest_size=12
        ).digest()
        ordinal = self.seen.get(short, 0)
        self.seen[short] = ordinal + 1
        return key_of(self.scope, identity, ordinal)


def refuse_undo(
    taken_at: dt.datetime | None, *, is_undone: bool, now: dt.datetime
) -> Refusal | None:
    """Say why an import can't be taken back, or None."""
    if taken_at is None or is_undone:
        return Refusal.NOT_TAKEN
    late = now - taken_at > dt.timedelta(days=UNDO_DAYS)
    return Refusal.UNDO_TOO_LATE if late else None


def hours_until_next(failures: int) -> int:
    """Return after how many hours a calendar is asked again: doubled by each failure."""
    return int(min(MOST_HOURS_BETWEEN, HOURS_BETWEEN * 2 ** min(failures, 10)))


def merge(
    imported: Mapping[str, Any], now: Mapping[str, Any], wanted: Mapping[str, Any]
) -> tuple[dict[str, Any], set[str]]:
    """Return what to change, and the names of what was edited by hand and is left.

    A value is changed when the source changed it and it still is as it was imported.
    """
    differing = [name for name in wanted if wanted[name] != imported.get(name)]
    change = {
        name: wanted[name] for name in differing if now.get(name) == imported.get(name)
    }
    left = {
        name for name in differing if name not in change and now[name] != wanted[name]
    }
    return change, left


def place_fits(words: str, names: Iterable[str], street: str) -> bool:
    """Say whether words that a calendar has for a location mean this place.

    `Koivukylän kohtaamispaikka, Karsikkokuja 15, 01360 Vantaa` begins with the name;
    an address alone names it by its street and number.
    """
    said = words_key(words)
    for name in names:
        known = words_key(name)
        if known and (
            said == known
            or (said.startswith(known) and not said[len(known) :][:1].isalnum())
        ):
            return True
    known = words_key(street)
    has_number = any(character.isdigit() for character in known)
    return bool(known) and has_number and said.split(",")[0].strip() == known
