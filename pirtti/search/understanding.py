"""What somebody wants who typed some words: what to look for, and what narrows; no Django.

"ilmaista tekemistä taaperolle" says: free, for a child of one to three years, and
nothing to look for; "isäryhmä maanantaina" one thing to look for, and a weekday.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from pirtti.core import timewords
from pirtti.search import vocabulary, words

MOST_WORDS = 8
LONGEST_PHRASE = 4
# A weekday means this many coming ones of it.
WEEKS_AHEAD = 13
DAYS_OF_WEEK = 7
SATURDAY = 5
POSTAL_CODE = 5
# How much less a match is worth that rests on a synonym, or on the parts of a word.
BY_SYNONYM, BY_PARTS = 1, 2

_DATE = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.?(?:\d{4}|\d{2})?(?!\d)")
_AGE = re.compile(
    r"(\d{1,2})(?:-(\d{1,2}))?-?"
    r"(?:(v|vuo\w*|arig\w*|ar|years?|yrs?|y)|(kk|kuukau\w*|man|manad\w*|months?|mo))"
)
MOST_YEARS = 20

Keys = frozenset[str]


@dataclass(frozen=True)
class Way:
    """One way to find a word: every part by one of its keys; `loss` is what it costs."""

    parts: tuple[Keys, ...]
    loss: int = 0


@dataclass(frozen=True)
class Wanted:
    """One thing to look for. What is not required only helps to rank."""

    typed: str
    ways: tuple[Way, ...]
    is_required: bool = True

    @property
    def keys(self) -> set[str]:
        """Return all keys that it may be found by."""
        return {key for way in self.ways for part in way.parts for key in part}


@dataclass(frozen=True)
class Question:
    """What somebody wants. Ages are months, both ends included."""

    wanted: tuple[Wanted, ...] = ()
    free: bool = False
    no_booking: bool = False
    ages: tuple[int, int] | None = None
    days: tuple[dt.date, ...] | None = None
    # The words that told of the days, for saying how the question was understood.
    days_said: str = ""

    @property
    def required(self) -> list[Wanted]:
        """List the things that must be found."""
        return [each for each in self.wanted if each.is_required]

    @property
    def is_narrowed(self) -> bool:
        """Say whether more than words narrows it."""
        return self.free or self.no_booking or bool(self.ages or self.days)

    @property
    def is_empty(self) -> bool:
        """Say whether nothing was asked that we understand."""
        return not self.required and not self.is_narrowed


@dataclass
class _Reading:
    """A question while it is read."""

    today: dt.date
    wanted: list[Wanted] = field(default_factory=list)
    free: bool = False
    no_booking: bool = False
    ages: tuple[int, int] | None = None
    days: set[dt.date] = field(default_factory=set)
    weekdays: set[int] = field(default_factory=set)
    said: list[str] = field(default_factory=list)


def read(text: str, *, today: dt.date) -> Question:
    """Understand what was typed; any text is understood somehow, if only as nothing."""
    reading = _Reading(today)
    typed = words.tokens(_read_dates(text, reading), most=MOST_WORDS * 2)
    at = 0
    while at < len(typed) and len(reading.wanted) < MOST_WORDS:
        at += _read_on(typed[at:], reading)
    return Question(
        wanted=tuple(reading.wanted),
        free=reading.free,
        no_booking=reading.no_booking,
        ages=reading.ages,
        days=_days(reading),
        days_said=" ".join(reading.said),
    )


def _read_on(rest: list[str], reading: _Reading) -> int:
    """Read the longest phrase that means something; return how many words it took."""
    for length in range(min(LONGEST_PHRASE, len(rest)), 0, -1):
        phrase = rest[:length]
        if _says_filter(phrase, reading) or _says_when(phrase, reading):
            return length
        if _says_age(phrase, reading) or (length > 1 and _says_thing(phrase, reading)):
            return length
    if not _says_nothing(rest[0]):
        reading.wanted.append(wanted(rest[0]))
    return 1


def _says_nothing(word: str) -> bool:
    """Say whether a word is worth no search: small words, numbers but postal codes."""
    is_number = word.isdecimal() and len(word) != POSTAL_CODE
    return is_number or words.fold(word) in _said("nothing")


@cache
def _said(what: str) -> frozenset[str]:
    told: Iterable[str] = vocabulary.data()["said"][what]
    return frozenset(_key(words.tokens(each)) for each in told)


@cache
def _when() -> dict[str, str]:
    told: dict[str, list[str]] = vocabulary.data()["when"]
    return {
        _key(words.tokens(each)): what for what, said in told.items() for each in said
    }


@cache
def _weekdays() -> dict[str, int]:
    told = vocabulary.data()["weekdays"]
    return {
        words.fold(start + end): number
        for number, starts in enumerate(told["starts"])
        for start in starts
        for end in told["ends"]
    }


@cache
def _ages() -> dict[str, tuple[tuple[int, int], tuple[str, ...]]]:
    return {
        vocabulary.canonical(word): (
            (line["months"][0], line["months"][1]),
            line["words"],
        )
        for line in vocabulary.data()["ages"]
        for word in line["words"]
    }


def _key(phrase: list[str]) -> str:
    return " ".join(words.fold(word) for word in phrase)


def _says_filter(phrase: list[str], reading: _Reading) -> bool:
    key = _key(phrase)
    if key in _said("free"):
        reading.free = True
    elif key in _said("no_booking"):
        reading.no_booking = True
    else:
        return False
    return True


def _says_when(phrase: list[str], reading: _Reading) -> bool:
    key = _key(phrase)
    if key in _weekdays():
        reading.weekdays.add(_weekdays()[key])
    elif key in _when():
        reading.days |= set(_named_days(_when()[key], reading.today))
    else:
        return False
    reading.said.append(" ".join(phrase))
    return True


def _named_days(what: str, today: dt.date) -> Iterator[dt.date]:
    ahead = {"today": (0, 1), "tomorrow": (1, 2), "day_after": (2, 3)}
    to_monday = DAYS_OF_WEEK - today.weekday()
    ahead["this_week"] = (0, to_monday)
    ahead["next_week"] = (to_monday, to_monday + DAYS_OF_WEEK)
    ahead["weekend"] = (max(SATURDAY - today.weekday(), 0), to_monday)
    first, end = ahead[what]
    return (today + dt.timedelta(days=step) for step in range(first, end))


def _days(reading: _Reading) -> tuple[dt.date, ...] | None:
    """Return the days asked for: of the days named those that fit the weekdays."""
    if not reading.weekdays:
        return tuple(sorted(reading.days)) or None
    ahead = (reading.today + dt.timedelta(days=n) for n in range(WEEKS_AHEAD * 7))
    on_weekdays = {day for day in ahead if day.weekday() in reading.weekdays}
    return tuple(sorted(on_weekdays & reading.days or on_weekdays))


def _read_dates(text: str, reading: _Reading) -> str:
    """Take written dates (`25.11.`) out of the text."""

    def take(match: re.Match[str]) -> str:
        try:
            reading.days.add(timewords.parse_date(match[0], today=reading.today))
        except timewords.Unreadable:
            return match[0]
        reading.said.append(match[0])
        return " "

    return _DATE.sub(take, text)


def _says_age(phrase: list[str], reading: _Reading) -> bool:
    if len(phrase) == 1 and vocabulary.canonical(phrase[0]) in _ages():
        months, said = _ages()[vocabulary.canonical(phrase[0])]
        ways = tuple(way for word in said for way in wanted(word).ways)
        reading.wanted.append(Wanted(phrase[0], ways, is_required=False))
    elif found := _AGE.fullmatch(_told_number(phrase)):
        low, high = int(found[1]), int(found[2] or found[1])
        months = (low * 12, high * 12 + 11) if found[3] else (low, high)
        if months[0] > months[1] or months[1] > MOST_YEARS * 12:
            return False
    else:
        return False
    reading.ages = months
    return True


def _told_number(phrase: list[str]) -> str:
    """Return `2-vuotiaalle` or `0-1 v` in one piece; nothing for other phrases."""
    number = phrase[0].replace("-", "").isdecimal()
    return _key(phrase).replace(" ", "") if len(phrase) == 1 + number else ""


def _says_thing(phrase: list[str], reading: _Reading) -> bool:
    """Take several words that mean one thing ("family café") as that thing."""
    key = tuple(vocabulary.canonical(word) for word in phrase)
    if key not in vocabulary.meanings().same:
        return False
    whole = Way(tuple(keys_of(word) for word in phrase))
    reading.wanted.append(Wanted(" ".join(phrase), (whole, *_synonyms(key))))
    return True


def keys_of(word: str) -> Keys:
    """Return the keys that a word of a question may be found by."""
    stems = {words.stem(word, code) for code in words.LANGUAGES}
    return frozenset({words.fold(word), vocabulary.canonical(word)} | stems)


def wanted(word: str) -> Wanted:
    """Return the ways to find a word: itself, what means the same, and its parts."""
    canonical = vocabulary.canonical(word)
    ways = [Way((keys_of(word),)), *_synonyms((canonical,))]
    parts = words.pieces(words.fold(word))
    if not parts and "+" in canonical:
        parts = list(vocabulary.compound(words.fold(word)))
    if parts:
        ways.append(Way(tuple(keys_of(part) for part in parts), BY_PARTS))
        ways += _by_synonyms_of_parts(parts)
    return Wanted(word, tuple(ways))


def _synonyms(phrase: vocabulary.Phrase) -> list[Way]:
    same = vocabulary.meanings().same.get(phrase, frozenset())
    return [
        Way(tuple(frozenset({key}) for key in other), BY_SYNONYM)
        for other in sorted(same)
    ]


def _by_synonyms_of_parts(parts: list[str]) -> list[Way]:
    """Let a compound be found by words that mean the same as its parts.

    "pappagrupp" finds a group for fathers whatever the two are called.
    """
    alike = [keys_of(part) | _one_word_synonyms(part) for part in parts]
    return [Way(tuple(alike), BY_PARTS + BY_SYNONYM)]


def _one_word_synonyms(part: str) -> Keys:
    same = vocabulary.meanings().same.get((vocabulary.canonical(part),), frozenset())
    return frozenset(other[0] for other in same if len(other) == 1)
