"""What the search knows of our words, from `data/words.toml`; no Django.

Parts of compounds, odd forms, words that mean the same. Read once, when the first
search or the first change of an activity needs it.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from pirtti.search import voikko, words

FINNISH = "fi"
# A joint between the parts of a compound: perheen|leiri, kvälls|café, barn|familj.
JOINTS = ("", "n", "s", "e")
SHORTEST_TAIL = 3
MOST_PARTS = 4
# "more" and "morning" are no mothers, whatever a Swedish stemmer leaves of them.
SHORTEST_STEM = 4

Phrase = tuple[str, ...]


@cache
def data() -> dict[str, Any]:
    """Return the data file as it stands."""
    file = resources.files("pirtti.search") / "data" / "words.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@dataclass
class Parts:
    """The words that compounds are made of, by what they look like in one."""

    # As a beginning or in the middle, and at the end; each leads to the base form.
    heads: dict[str, str] = field(default_factory=dict)
    tails: dict[str, str] = field(default_factory=dict)


@cache
def parts() -> Parts:
    """Return the parts of compounds of all our languages."""
    known, told = Parts(), list(_told())
    for word, _language, forms in told:
        base = words.fold(word)
        for form in (word, *forms):
            known.tails.setdefault(words.fold(form), base)
            known.heads.setdefault(words.fold(form), base)
    # What words look like goes before what a stemmer leaves of other words.
    for word, language, forms in told:
        base = words.fold(word)
        for form in (word, *forms):
            stem = words.stem(form, language)
            if len(stem) >= SHORTEST_STEM:
                known.tails.setdefault(stem, base)
        for joint in JOINTS:
            known.heads.setdefault(base + joint, base)
    return known


def _told() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the words of the data file, their language and their odd forms."""
    forms = _read_forms("words")
    for language, told in data()["parts"].items():
        for word in told.split():
            yield word, language, forms.get(word, ()) if language == FINNISH else ()
    for word, its_forms in forms.items():
        yield word, FINNISH, its_forms


@cache
def _forms() -> dict[str, tuple[str, ...]]:
    return _read_forms("words") | _read_forms("places")


def _read_forms(name: str) -> dict[str, tuple[str, ...]]:
    lines = data()["forms"][name].strip().split("\n")
    told = (line.partition(":") for line in lines)
    return {word.strip(): tuple(forms.split()) for word, _colon, forms in told}


@lru_cache(maxsize=4096)
def base_of(key: str) -> str:
    """Return the base form of one of our words, told by its key; else nothing."""
    tails = parts().tails
    if key in tails:
        return tails[key]
    for language in words.LANGUAGES:
        stem = words.stem(key, language)
        if len(stem) >= SHORTEST_STEM and stem in tails:
            return tails[stem]
    return ""


@lru_cache(maxsize=4096)
def compound(key: str) -> Phrase:
    """Take a compound apart into base forms; nothing when a part is not known.

    >>> compound("isaryhmaan")
    ('isa', 'ryhma')
    """
    return _split(key, MOST_PARTS) or voikko.compound(key)


def _split(key: str, most: int) -> Phrase:
    if most < 2:  # noqa: PLR2004 - a beginning and an end
        return ()
    heads = parts().heads
    for end in range(len(key) - SHORTEST_TAIL, 1, -1):
        head = heads.get(key[:end])
        if head is None:
            continue
        rest = key[end:]
        base = base_of(rest)
        if base:
            return (head, base)
        behind = _split(rest, most - 1)
        if behind:
            return (head, *behind)
    return ()


@lru_cache(maxsize=4096)
def loose_parts(key: str) -> Phrase:
    """Return what is known of a word that is not known whole: its beginning or its end."""
    whole = compound(key)
    if whole:
        return whole
    known = parts()
    starts = (key[:end] for end in range(len(key) - SHORTEST_TAIL, 3, -1))
    ends = (key[start:] for start in range(3, len(key) - 3))
    head = next((known.heads[part] for part in starts if part in known.heads), "")
    tail = next((known.tails[part] for part in ends if part in known.tails), "")
    return tuple(part for part in (head, tail) if part)


@lru_cache(maxsize=4096)
def odd_stems(word: str) -> frozenset[str]:
    """Return the stems of those forms of a Finnish word that its own stem misses."""
    found: set[str] = set()
    for base, forms in _forms().items():
        if word == base or (len(base) >= SHORTEST_TAIL and word.endswith(base)):
            before = word[: len(word) - len(base)]
            found |= {words.fold(_bare_stem(before + form)) for form in forms}
    return frozenset(found)


def _bare_stem(form: str) -> str:
    """Stem a form, also down to two letters: those of "isä" have no more in common."""
    return words.stem(form, FINNISH)


@dataclass(frozen=True)
class Meanings:
    """Phrases (as base forms or keys) and what else is said for each."""

    same: dict[Phrase, frozenset[Phrase]]
    longest: int


@cache
def meanings() -> Meanings:
    """Return every phrase of the lines of words that mean the same."""
    same: defaultdict[Phrase, set[Phrase]] = defaultdict(set)
    for line in data()["same"]:
        group = {phrase(said) for said in line["words"]}
        for member in group:
            same[member] |= group - {member}
        for asked in line.get("asked", ()):
            same[phrase(asked)] |= group
    longest = max(len(member) for member in same)
    return Meanings({k: frozenset(v) for k, v in same.items()}, longest)


def phrase(text: str) -> Phrase:
    """Return the words of a phrase by the keys that stand for them."""
    return tuple(canonical(word) for word in words.tokens(text))


@lru_cache(maxsize=8192)
def canonical(word: str) -> str:
    """Return one key for all forms of a word that we know; else its own key.

    Compounds come out as their parts joined (`isa+ryhma`), whatever their form.
    """
    key = words.fold(word)
    base = base_of(key)
    if base and not _is_longer_word(key, base):
        return base
    joined = "+".join(compound(key))
    return joined or known_stem(key)


def _is_longer_word(key: str, base: str) -> bool:
    """Say whether a stemmer has cut so much away that it must be another word."""
    return not key.startswith(base[:2])


def known_stem(key: str) -> str:
    """Return the key of a word that is none of ours: its shortest common stem."""
    return min((words.stem(key, code) for code in words.LANGUAGES), key=len)
