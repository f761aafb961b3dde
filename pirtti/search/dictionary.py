"""What a big dictionary knows of words: asked at night, never while a page waits.

simplemma's Finnish, Swedish and English fill 340, 90 and 30 MiB when loaded its usual
way, and 46, 12 and 2 MiB as a packed stream that takes four seconds to read. So the
index learns from it ahead (docs/search.md): of each word its base form, and the stems
of all forms of that base form which its own stem misses.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from simplemma import Lemmatizer
from simplemma.strategies.default import DefaultStrategy
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

from pirtti.search import words

LANGUAGES = ("fi", "sv", "en")
# A word of more different stems than these is several words; the rest is left out.
MOST_KEYS = 12


@cache
def _lemmatizer() -> Lemmatizer:
    return Lemmatizer(lemmatization_strategy=DefaultStrategy(low_memory=True))


def learn(new: Mapping[str, str], language: str) -> dict[str, set[str]]:
    """Return further keys of words; `new` leads from each key to the word itself.

    Every word comes back, with its own key at least: so it is known as asked. Reads
    the whole dictionary once (Finnish: some 25 seconds, 75 MiB).
    """
    bases = {key: _base(word, language) for key, word in new.items()}
    forms = _forms_of(set(bases.values()), language)
    return {
        key: {key, words.fold(base), *sorted(forms[base])[:MOST_KEYS]}
        for key, base in bases.items()
    }


def _base(word: str, language: str) -> str:
    return str(_lemmatizer().lemmatize(word, lang=language)).lower()[: words.LONGEST]


def _forms_of(bases: set[str], language: str) -> dict[str, set[str]]:
    """Return the stems of all forms that a dictionary has of some base forms."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    known = LOW_MEMORY_DICTIONARY_FACTORY.get_dictionary(language)
    beginnings = {base[: _stays(base)] for base in bases}
    lengths = sorted({len(beginning) for beginning in beginnings})
    # Looking a form up costs ten times as much as passing by: only those that begin
    # like one of the words are looked up.
    for form in known:
        small = form.lower()
        if any(small[:length] in beginnings for length in lengths):
            base = known[form].lower()
            if base in bases:
                found[base].add(words.stem(small, language)[: words.LONGEST])
    return found


def _stays(base: str) -> int:
    """Return how many first letters of a word stay the same in all its forms."""
    return min(max(len(base) - 3, 2), 5)
