"""Keep the index true: in the transaction of a change, and wholly when asked."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from itertools import islice

from django.db import transaction
from django.db.models import Q

from pirtti.calendar.models import Activity
from pirtti.network.models import Area
from pirtti.search import dictionary, indexing, texts, words
from pirtti.search.models import Entry, Posting, Shape, Term
from pirtti.search.texts import Source

AT_ONCE = 200
# SQLite takes so many values in one statement with ease.
MOST_VALUES = 2000

Progress = Callable[[int, int], None]


@transaction.atomic
def index(kind: Entry.Kind, pks: Collection[int]) -> int:
    """Index some things anew; those that are not public leave. Returns how many stay."""
    sources = texts.OF_KIND[kind](pks)
    Entry.objects.filter(kind=kind, number__in=pks).delete()
    if not sources:
        return 0
    shapes = _shapes_of(sources)
    found = [indexing.keys(source, shapes) for source in sources]
    terms = _terms({key: shown for keys in found for key, shown in keys.shown.items()})
    entries = Entry.objects.bulk_create([source.entry for source in sources])
    Posting.objects.bulk_create(
        [
            Posting(term_id=terms[key], entry=entry, weight=worth)
            for entry, keys in zip(entries, found, strict=True)
            for key, worth in keys.worth.items()
        ],
        batch_size=MOST_VALUES,
    )
    return len(sources)


def follow_activities(pks: Collection[int]) -> None:
    """Hear which activities changed; their organisers may have become public by it."""
    index(Entry.Kind.ACTIVITY, pks)
    organisers = Activity.organisers.through.objects.filter(activity__in=pks)
    index(
        Entry.Kind.ORGANISATION,
        set(organisers.values_list("organisation", flat=True)),
    )


def follow_places(pks: Collection[int]) -> None:
    """Hear which places changed: what is held there tells their names too."""
    index(Entry.Kind.PLACE, pks)
    held = Activity.objects.filter(place__in=pks)
    _index_all(Entry.Kind.ACTIVITY, list(held.values_list("pk", flat=True)))


def follow_organisations(pks: Collection[int]) -> None:
    """Hear which organisations changed: what they arrange tells their names too."""
    index(Entry.Kind.ORGANISATION, pks)
    arranged = Activity.objects.filter(organisers__in=pks).distinct()
    _index_all(Entry.Kind.ACTIVITY, list(arranged.values_list("pk", flat=True)))


def _index_all(kind: Entry.Kind, pks: list[int]) -> None:
    for some in _chunks(iter(pks)):
        index(kind, some)


def reindex(progress: Progress | None = None, *, learn: bool = True) -> int:
    """Index everything anew, bit by bit; returns how many things can be found.

    With `learn` further forms of new words are taken from a dictionary first: that
    takes half a minute and 75 MiB, and is not for a process that serves pages.
    """
    todo = {kind: texts.numbers(kind) for kind in Entry.Kind}
    if learn:
        _learn(todo)
    total, done, stay = sum(map(len, todo.values())), 0, 0
    for kind, pks in todo.items():
        Entry.objects.filter(kind=kind).exclude(number__in=pks).delete()
        for some in _chunks(iter(pks)):
            stay += index(kind, some)
            done += len(some)
            if progress:
                progress(done, total)
    _forget_unused()
    return stay


def _forget_unused() -> None:
    """Delete the keys that lead nowhere any more.

    Two plain reads: PostgreSQL knows nothing yet of rows that this transaction made,
    and may join them one by one, for minutes.
    """
    used = set(Posting.objects.values_list("term_id", flat=True).distinct())
    keys = Term.objects.values_list("pk", flat=True)
    unused = iter([pk for pk in keys if pk not in used])
    for some in _chunks(unused):
        Term.objects.filter(pk__in=some).delete()


def index_areas() -> int:
    """Index the areas when none is indexed yet; returns how many came."""
    if Entry.objects.filter(kind=Entry.Kind.AREA).exists():
        return 0
    pks = list(Area.objects.values_list("pk", flat=True))
    return sum(index(Entry.Kind.AREA, some) for some in _chunks(iter(pks)))


def _chunks(pks: Iterator[int]) -> Iterator[list[int]]:
    while some := list(islice(pks, AT_ONCE)):
        yield some


def _terms(shown: dict[str, str]) -> dict[str, int]:
    """Return the rows of keys, made where they are missing."""
    known = _rows(shown)
    missing = [
        Term(word=key, shown=shown[key][: words.LONGEST], size=len(key))
        for key in sorted(shown.keys() - known.keys())
    ]
    if missing:
        Term.objects.bulk_create(missing, ignore_conflicts=True)
        known |= _rows({term.word for term in missing})
    return known


def _rows(keys: Collection[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    wanted = iter(sorted(keys))
    while some := list(islice(wanted, MOST_VALUES)):
        rows = Term.objects.filter(word__in=some).values_list("word", "pk")
        found |= dict(rows)
    return found


def _shapes_of(sources: Collection[Source]) -> indexing.Shapes:
    """Return what was learnt of the words of some things."""
    told = indexing.vocabulary_of(sources)
    wanted = Q(pk__in=[])
    for language, its_words in told.items():
        keys = {words.fold(word) for word in its_words}
        wanted |= Q(language=language, word__in=keys)
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for language, word, key in Shape.objects.filter(wanted).values_list(
        "language", "word", "key"
    ):
        found[language, word].add(key)
    return {of: frozenset(keys) for of, keys in found.items()}


def _learn(todo: dict[Entry.Kind, list[int]]) -> None:
    """Learn further keys of the words that no dictionary was asked about yet."""
    told: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for kind, pks in todo.items():
        for some in _chunks(iter(pks)):
            for language, found in indexing.vocabulary_of(
                texts.OF_KIND[kind](some)
            ).items():
                told[language] |= {words.fold(word): word for word in found}
    for language in dictionary.LANGUAGES:
        known = Shape.objects.filter(language=language).values_list("word", flat=True)
        new = told[language].keys() - set(known)
        if new:
            _remember(
                dictionary.learn({k: told[language][k] for k in new}, language),
                language,
            )


def _remember(learnt: dict[str, set[str]], language: str) -> None:
    Shape.objects.bulk_create(
        [
            Shape(language=language, word=word, key=key)
            for word, keys in learnt.items()
            for key in sorted(keys)
        ],
        ignore_conflicts=True,
        batch_size=MOST_VALUES,
    )
