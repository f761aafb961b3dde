"""By which keys a text is found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pirtti.search import texts, vocabulary, words
from pirtti.search.models import Entry
from pirtti.search.texts import Source

# A part of a longer word is worth this much less than the word itself (of ten).
PART = 8
# Odd forms are for what people search by, not for every word of a description.
WORTH_FORMS = texts.PLACE

# What people leave out of the names of counties and municipalities.
NOT_OF_NAMES = {
    *("hyvinvointialue", "kaupunki", "kunta"),
    *("välfärdsområde", "stad", "kommun"),
    *("wellbeing", "services", "county", "of", "city"),
}

Shapes = Mapping[tuple[str, str], frozenset[str]]


@dataclass
class Keys:
    """The keys of one thing: their worth, and the word to show for each."""

    worth: dict[str, int] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, worth: int, shown: str) -> None:
        """Add a key, or raise its worth."""
        if key and worth > self.worth.get(key, 0):
            self.worth[key] = worth
            self.shown.setdefault(key, shown)


def keys(source: Source, shapes: Shapes) -> Keys:
    """Return the keys of a thing; `shapes` is what a dictionary taught us."""
    found = Keys()
    is_area = source.entry.kind == Entry.Kind.AREA
    for language, text, worth in source.by_language():
        for word in [_whole(text)] if is_area else words.tokens(text):
            _add_word(found, word, language, worth, shapes, has_parts=not is_area)
    return found


def _whole(text: str) -> str:
    """Return a name of an area as one word: never one half of it."""
    told = [word for word in words.tokens(text) if word not in NOT_OF_NAMES]
    return "-".join(told)[: words.LONGEST]


def _add_word(
    found: Keys,
    word: str,
    language: str,
    worth: int,
    shapes: Shapes,
    *,
    has_parts: bool,
) -> None:
    whole, parts = _forms(word, language, has_odd_forms=worth >= WORTH_FORMS)
    for key in whole | shapes.get((language, words.fold(word)), frozenset()):
        found.add(key, worth, word)
    for key in parts if has_parts else ():
        found.add(key, max(worth * PART // 10, 1), key)


@lru_cache(maxsize=8192)
def _forms(
    word: str, language: str, *, has_odd_forms: bool
) -> tuple[frozenset[str], frozenset[str]]:
    """Return the keys of a word, and those of its parts."""
    whole = {words.fold(word), words.stem(word, language), vocabulary.canonical(word)}
    if has_odd_forms and language == vocabulary.FINNISH:
        whole |= vocabulary.odd_stems(word)
    parts: set[str] = set()
    for piece in words.pieces(word):
        parts |= {words.fold(piece), words.stem(piece, language)}
        parts.add(vocabulary.canonical(piece))
    for part in vocabulary.loose_parts(words.fold(word)):
        parts |= {part, vocabulary.canonical(part)}
    return frozenset(whole), frozenset(parts - whole)


def vocabulary_of(sources: Iterable[Source]) -> dict[str, set[str]]:
    """Return the words that are worth learning the forms of, by language."""
    told: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        for language, text, worth in source.by_language():
            if worth >= WORTH_FORMS:
                told[language] |= set(words.tokens(text))
    return dict(told)
