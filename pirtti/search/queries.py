"""Finding what somebody typed some words for."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache
from typing import Any, Self

from django.db.models import (
    BigIntegerField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    TextField,
)
from django.db.models.lookups import In

from pirtti.calendar import card_rows
from pirtti.calendar.card_rows import CardRow
from pirtti.core.prepared import Given, Prepared
from pirtti.network.models import Area
from pirtti.search import finding, texts, understanding, words
from pirtti.search.finding import Asked, Branch, Search
from pirtti.search.models import Entry, Posting, Term
from pirtti.search.understanding import Question, Wanted

PAGE = 20
# Beyond this many the page says "over 200".
MOST_COUNTED = 200
MOST_THINGS = 6
MOST_AREAS = 40
# A slip in a word of four letters makes another word; two slips need a long one.
SHORTEST_FIXED, SHORTEST_FIXED_TWICE = 5, 8
# As it is stored: the page chooses the language.
_AREA_NAME = ExpressionWrapper(F("entry__name"), output_field=TextField())
_CURSOR = re.compile(r"(\d{1,6})_(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)_(\d{1,15})")


@dataclass(frozen=True)
class Cursor:
    """Where a long list of finds goes on."""

    score: int
    starts_at: dt.datetime
    pk: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `40_2026-11-23T07:30:00Z_123`; None for anything else."""
        match = _CURSOR.fullmatch(text)
        if match is None:
            return None
        try:
            return cls(
                int(match[1]), dt.datetime.fromisoformat(match[2]), int(match[3])
            )
        except ValueError:
            return None

    def __str__(self) -> str:
        at = self.starts_at.astimezone(dt.UTC)
        return f"{self.score}_{at:%Y-%m-%dT%H:%M:%SZ}_{self.pk}"


class Loosened(StrEnum):
    """What was given up so that something fits."""

    AREA = "area"
    WORDS = "words"
    FILTERS = "filters"


@dataclass(frozen=True)
class Thing:
    """A place, an organisation or an area that was found; its name as stored."""

    kind: str
    slug: str
    name: str


@dataclass
class Found:
    """What was found. `loosened` tells what was given up for it, `fixed` the slips."""

    question: Question
    rows: list[CardRow] = field(default_factory=list)
    count: int = 0
    more: Cursor | None = None
    things: list[Thing] = field(default_factory=list)
    areas: list[Thing] = field(default_factory=list)
    fixed: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    loosened: Loosened | None = None

    @property
    def is_capped(self) -> bool:
        """Say whether there are more than were counted."""
        return self.count > MOST_COUNTED


def find(
    question: Question,
    *,
    now: dt.datetime,
    within: Area | None = None,
    after: Cursor | None = None,
) -> Found:
    """Find the next dates of what fits a question, best first.

    Two queries to know the words, one to find, two for the cards, one for other
    things; one more for words that are not known, up to three more when nothing fits.
    """
    found = Found(question)
    if question.is_empty:
        return found
    known = _known(question.wanted)
    fixed = _fixed(question, known, found)
    known |= _known(fixed.wanted) if found.fixed else {}
    search = _search(fixed, known, found, now=now, within=within, after=after)
    for loosened, looser in _looser(search):
        scored = finding.dates(looser, limit=MOST_COUNTED + 1)
        if scored:
            _fill(found, scored)
            found.loosened = loosened
            break
    if after is None and search.required:
        things = finding.things(search, limit=MOST_THINGS)
        found.things = [Thing(*thing) for thing in things]
    return found


def _known(wanted: Iterable[Wanted]) -> dict[str, int]:
    """Return the rows of those keys by which anything can be found (one query)."""
    keys = {key for each in wanted for key in each.keys}
    if not keys:
        return {}
    in_use = Exists(Posting.objects.filter(term=OuterRef("pk")))
    rows = Term.objects.filter(in_use, word__in=keys)
    return dict(rows.values_list("word", "pk"))


def _ways(wanted: Wanted, known: Collection[str]) -> list[understanding.Way]:
    return [
        way
        for way in wanted.ways
        if all(any(key in known for key in part) for part in way.parts)
    ]


def _fixed(question: Question, known: Collection[str], found: Found) -> Question:
    """Put the slips of the thumb right: words that nothing is found by."""
    wanted = []
    for each in question.wanted:
        if not each.is_required or _ways(each, known):
            wanted.append(each)
            continue
        meant = _meant(each.typed)
        if meant:
            found.fixed[each.typed] = meant
            wanted.append(understanding.wanted(meant))
        else:
            found.unknown.append(each.typed)
            wanted.append(each)
    return replace(question, wanted=tuple(wanted))


def _meant(typed: str) -> str:
    """Return the word of the index that is nearest to a typed one (one query)."""
    key = words.fold(typed)
    if len(key) < SHORTEST_FIXED:
        return ""
    most = 2 if len(key) >= SHORTEST_FIXED_TWICE else 1
    looks = {key, *(words.stem(typed, code) for code in words.LANGUAGES)}
    looks = {look for look in looks if len(look) >= SHORTEST_FIXED}
    near = (
        Q(word__startswith=key[0])
        | Q(word__startswith=key[1])
        | Q(word__contains=key[1:4])
    )
    rows = Term.objects.filter(
        near,
        Exists(Posting.objects.filter(term=OuterRef("pk"))),
        size__gte=min(map(len, looks)) - 1,
        size__lte=len(key) + most,
    ).values_list("word", "shown")
    best = (most + 1, 0, "", "")
    for word, shown in rows.iterator():
        slips = min(words.typing_errors(look, word, most=most) for look in looks)
        best = min(best, (slips, abs(len(word) - len(key)), word, shown))
    return best[3]


def _search(
    question: Question,
    known: dict[str, int],
    found: Found,
    *,
    now: dt.datetime,
    within: Area | None,
    after: Cursor | None,
) -> Search:
    asked, around = [], []
    areas = _areas(question.required, known)
    numbers = _numbers(question.wanted)
    for number, each in numbers:
        asked += _asked(number, each, known)
        named = areas.get(each.typed, {}) if number >= 0 else {}
        around += [Branch(number, path) for path in named]
        found.areas += named.values()
    return Search(
        question=question,
        asked=asked,
        around=around[:MOST_AREAS],
        required=len(question.required),
        now=now,
        within="" if around or within is None else _path(within),
        after=finding.Order(**vars(after)) if after else None,
    )


def _path(area: Area) -> str:
    """Return the branch of an area; nothing for the whole country."""
    return (area.path or "") if area.parent_id else ""


def _numbers(wanted: Iterable[Wanted]) -> list[tuple[int, Wanted]]:
    """Number the words: those that must be found from 0 up, the others from -1 down."""
    required = [each for each in wanted if each.is_required]
    other = [each for each in wanted if not each.is_required]
    return [*enumerate(required), *((-n, each) for n, each in enumerate(other, 1))]


def _asked(number: int, wanted: Wanted, known: dict[str, int]) -> list[Asked]:
    return [
        Asked(number, way_number, len(way.parts), part_number, known[key], way.loss)
        for way_number, way in enumerate(_ways(wanted, known))
        for part_number, part in enumerate(way.parts)
        for key in sorted(part & known.keys())
    ]


def _areas(
    required: Iterable[Wanted], known: dict[str, int]
) -> dict[str, dict[str, Thing]]:
    """Return the areas that are named, by word and branch (one query)."""
    terms = {
        known[key]: each.typed
        for each in required
        for key in understanding.keys_of(each.typed)
        if key in known
    }
    rows = (
        Posting.objects.filter(
            term__in=terms, entry__kind=Entry.Kind.AREA, weight=texts.NAME
        )
        .order_by("entry__path")
        .values_list("term", "entry__path", "entry__slug", _AREA_NAME)
    )
    named: defaultdict[str, dict[str, Thing]] = defaultdict(dict)
    for term, path, slug, name in rows[:MOST_AREAS] if terms else ():
        named[terms[term]][path] = Thing(Entry.Kind.AREA, slug, name)
    return dict(named)


def _looser(search: Search) -> Iterable[tuple[Loosened | None, Search]]:
    """Yield the search and, one by one, what may be given up when nothing fits."""
    yield None, search
    if search.after is not None:
        return
    if search.within:
        yield Loosened.AREA, search.on(within="")
    if search.required > 1:
        yield Loosened.WORDS, search.on(required=1, within="")
    question = search.question
    if question.is_narrowed and search.required:
        bare = Question(wanted=question.wanted)
        yield Loosened.FILTERS, search.on(question=bare, within="")


def _fill(found: Found, scored: list[tuple[int, int]]) -> None:
    page = dict(scored[:PAGE])
    rows = {row.pk: row for row in _cards(list(page))}
    found.rows = [rows[pk] for pk in page if pk in rows]
    found.count = len(scored)
    if len(scored) > PAGE and found.rows:
        last = found.rows[-1]
        found.more = Cursor(page[last.pk], last.starts_at, last.pk)


def _cards(pks: list[int]) -> list[CardRow]:
    """Read the rows of some dates for their cards (two queries)."""
    given = {f"pk{number}": pk for number, pk in enumerate(pks)}
    return card_rows.rows(_prepared(len(pks))(**given))


@cache
def _prepared(dates: int) -> Prepared[Any]:
    wanted = [Given(f"pk{number}", BigIntegerField()) for number in range(dates)]
    return card_rows.prepared(lambda: card_rows.columns().filter(In(F("pk"), wanted)))
