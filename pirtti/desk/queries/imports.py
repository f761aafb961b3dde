"""What was brought in; one import with its rows; a subscribed calendar."""

import re
from collections import Counter
from dataclasses import dataclass, field

from django.http import QueryDict
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pirtti.desk import words as desk_words
from pirtti.imports import access, looking, messages, rules
from pirtti.imports.directory import Directory
from pirtti.imports.looking import Looked
from pirtti.imports.models import Batch, Row, Source
from pirtti.imports.rules import Fault, Line, Outcome
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.rules import May
from pirtti.people.models import User

MOST_BATCHES = 30
ROWS_OF_PAGE = 100
# So many different words are asked about at once; answered ones make room.
MOST_WORDS = 30

Choices = list[tuple[str, Promise | str]]
SHOW = {
    "": gettext_lazy("All rows"),
    "new": gettext_lazy("New or changed"),
    "problems": gettext_lazy("With problems"),
    "same": gettext_lazy("Here already"),
}
_GROUP_OF = {
    Outcome.MADE: "new",
    Outcome.CHANGED: "new",
    Outcome.SKIPPED: "problems",
    Outcome.LEFT: "problems",
    Outcome.SAME: "same",
    Outcome.SEEN: "same",
}


@dataclass(frozen=True)
class ListPage:
    """What was brought in lately, and the calendars that are read."""

    batches: list[Batch]
    sources: list[Source]


@dataclass(frozen=True)
class SourcePage:
    """One subscribed calendar."""

    source: Source
    sentence: Promise | str
    batches: list[Batch]
    waiting: Batch | None


@dataclass(frozen=True)
class Word:
    """Some words of the source, and what they may mean here."""

    name: str
    field: str
    key: str
    words: str
    choices: Choices
    initial: str
    rows: int
    is_open: bool


@dataclass(frozen=True)
class Shown:
    """One row as it stands on the page."""

    pk: int
    number: int
    name: str
    when: str
    where: str
    outcome: str
    sentences: list[str]
    is_wanted: bool
    may_take: bool


@dataclass(frozen=True)
class Filter:
    """A way to see fewer rows."""

    value: str
    label: Promise | str
    rows: int


@dataclass
class Look:
    """All that the page of an import shows."""

    batch: Batch
    rows: list[Shown]
    filters: list[Filter]
    show: str
    page: int
    pages: int
    wanted: int
    may_publish: bool
    words: list[Word] = field(default_factory=list)
    leftovers: list[tuple[str, str]] = field(default_factory=list)
    may_undo: bool = False


def list_page(viewer: Viewer) -> ListPage:
    """Read the list of imports and calendars (two queries beside those of rights)."""
    batches = access.batches_where(viewer, May.EDIT_CALENDAR)
    sources = access.sources_where(viewer, May.EDIT_CALENDAR)
    return ListPage(
        list(batches.select_related("place", "organisation").distinct()[:MOST_BATCHES]),
        list(sources.select_related("place", "organisation").distinct()),
    )


def source_page(source: Source) -> SourcePage:
    """Read the page of a subscribed calendar (two queries)."""
    return SourcePage(
        source,
        messages.source_sentence(source.last_error),
        list(source.batches.exclude(taken_at=None)[:MOST_BATCHES]),
        waiting_of(source),
    )


def waiting_of(source: Source) -> Batch | None:
    """Return the reading that waits to be looked through."""
    return source.batches.filter(taken_at=None).first()


def look(batch: Batch, viewer: User, query: QueryDict) -> Look:
    """Read an import's page: rows, what they would become, what words mean."""
    rows = list(batch.rows.all())
    directory = Directory(batch, viewer)
    looked = looking.look(directory, [(row.key, row.line) for row in rows])
    show = query.get("show", "")
    show = show if show in SHOW else ""
    pairs = list(zip(rows, looked, strict=True))
    fitting = [pair for pair in pairs if not show or _group(*pair) == show]
    pages = max(1, -(-len(fitting) // ROWS_OF_PAGE))
    page = min(pages, _number(query.get("page", "")))
    part = fitting[(page - 1) * ROWS_OF_PAGE : page * ROWS_OF_PAGE]
    found = Look(
        batch=batch,
        rows=[_shown(row, one, directory) for row, one in part],
        filters=_filters(pairs),
        show=show,
        page=page,
        pages=pages,
        wanted=sum(row.is_wanted and one.is_possible for row, one in pairs),
        may_publish=network.may_anywhere(viewer, May.PUBLISH),
        leftovers=_leftovers(batch),
        may_undo=batch.taken_at is not None and batch.undone_at is None,
    )
    if batch.taken_at is None:
        found.words = _words(looked, directory)
    return found


def _number(text: str) -> int:
    """Return the number of a page; the first for anything that is none."""
    return max(1, int(text)) if re.fullmatch("[0-9]{1,6}", text) else 1


def _group(row: Row, one: Looked) -> str:
    return _GROUP_OF[Outcome(row.outcome) if row.outcome else one.expected]


def _filters(pairs: list[tuple[Row, Looked]]) -> list[Filter]:
    sums = Counter(_group(*pair) for pair in pairs)
    sums[""] = len(pairs)
    return [
        Filter(value, label, sums[value])
        for value, label in SHOW.items()
        if sums[value] or not value
    ]


def _shown(row: Row, one: Looked, directory: Directory) -> Shown:
    outcome = Outcome(row.outcome) if row.outcome else one.expected
    place = directory.places.get(one.meant.place or 0)
    faults = [] if row.outcome else one.meant.faults
    told = [str(messages.FAULTS[fault]) for fault in faults]
    told += [str(messages.NOTES[note]) for note in one.meant.notes]
    if outcome is Outcome.MADE and not row.outcome and one.meant.activity:
        told.append(_("It is added to the activity of this name that is here already."))
    return Shown(
        pk=row.pk,
        number=row.number,
        name=one.line.name,
        when=when(one.line),
        where=str(place.name) if place else one.line.place,
        outcome=str(messages.OUTCOMES[outcome]),
        sentences=told,
        is_wanted=row.is_wanted,
        may_take=one.is_possible,
    )


def when(line: Line) -> str:
    """Write when a row meets: `ti 24.11. klo 9.30–11.30`, or its rhythm."""
    times = ""
    if line.starts_at and line.ends_at:
        times = desk_words.times(line.starts_at, line.ends_at, in_sentence=True)
    if line.on:
        day = desk_words.day_and_year(line.on)
        return f"{WEEKDAYS_ABBR[line.on.weekday()]} {day} {times}".strip()
    if line.rhythm:
        return f"{_rhythm(line.rhythm)} {times}".strip()
    return times


def _rhythm(rhythm: rules.Rhythm) -> str:
    often = {
        "even": _("even weeks"),
        "odd": _("odd weeks"),
    }.get(rhythm.parity) or (
        _("every %(number)s weeks") % {"number": rhythm.interval}
        if rhythm.interval > 1
        else _("every week")
    )
    first = desk_words.day_and_year(rhythm.first)
    last = desk_words.day_and_year(rhythm.last) if rhythm.last else ""
    return f"{WEEKDAYS[rhythm.weekday]}, {often}, {first}–{last}"


def _words(looked: list[Looked], directory: Directory) -> list[Word]:
    """List the words that nobody recognised first, then those that were guessed."""
    seen: Counter[tuple[str, str]] = Counter()
    for one in looked:
        line = one.line
        is_asked = one.expected is not Outcome.SAME
        if is_asked and Fault.ROW_BROKEN not in line.faults and line.name:
            seen[("place", line.place)] += 1
            seen[("organiser", line.organiser)] += 1
            seen[("kind", line.kind)] += 1
            is_new = one.expected in {Outcome.MADE, Outcome.SEEN}
            if is_new and one.meant.group in directory.activities:
                seen[("activity", one.meant.group)] += 1
    found: dict[tuple[str, str], Word] = {}
    for (name, words), rows in seen.items():
        key = words if name == "activity" else rules.words_key(words)
        if words and (name, key) not in found:
            number = len(found)
            found[name, key] = _word(
                f"{name}_{number}", name, key, words, rows, directory
            )
    ordered = sorted(found.values(), key=lambda word: not word.is_open)
    return ordered[:MOST_WORDS]


def _word(
    name: str, kind: str, key: str, words: str, rows: int, directory: Directory
) -> Word:
    chosen = directory.origin.meanings.get(kind, {}).get(key)
    options, guess = _options(kind, words, directory)
    initial = str(chosen) if chosen is not None else str(guess or "")
    if kind == "activity":
        words = words.rpartition("|")[0]
    is_open = kind != "activity" and not guess
    return Word(name, kind, key, words, options, initial, rows, is_open)


def _options(kind: str, words: str, directory: Directory) -> tuple[Choices, int | None]:
    """Return what may be chosen for some words, and the guess."""
    leave = [("", _("Choose …")), ("0", _("Leave these rows out"))]
    if kind == "place":
        places = [(str(pk), str(one.name)) for pk, one in directory.places.items()]
        return [*leave, *places], directory.guess_place(words)
    if kind == "organiser":
        some = [(str(pk), str(one.name)) for pk, one in directory.organisers.items()]
        return [*leave, *some], directory.guess_organiser(words)
    if kind == "kind":
        kinds: Choices = [
            (str(pk), str(one.name)) for pk, one in directory.kinds.items()
        ]
        return kinds, directory.kind(words)
    pk = directory.activities[words]
    return [
        (str(pk), _("Add to the activity that is here")),
        ("0", _("Make a new activity")),
    ], pk


def _leftovers(batch: Batch) -> list[tuple[str, str]]:
    """Say what stayed when an import was undone, and why."""
    told = []
    for one in batch.leftovers:
        what = " ".join(filter(None, [one["name"], one["on"]]))
        told.append((what, str(messages.LEFT[rules.Why(one["why"])])))
    return told
