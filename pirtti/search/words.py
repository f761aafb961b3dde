"""Words as the search sees them: folded, stemmed, and taken apart; no Django.

A *key* is what stands in the index: small letters without marks, one spelling. A word
of a text has several keys (itself, its stem, its base form, the stems of its odd
forms); so has a word of a query, fewer. The two meet when one key is the same.
"""

import re
import unicodedata
from functools import lru_cache
from threading import Lock

import snowballstemmer

LANGUAGES = {"fi": "finnish", "sv": "swedish", "en": "english"}
LONGEST = 40
SHORTEST_STEM = 3
# More words than these of one text are not read.
MOST_OF_TEXT = 600

# "Far- och morföräldrar": half a word before a space is none.
_WORD = re.compile(r"[^\W_]+(?:[-–‑'’:][^\W_]+)*(?!\w|-\s)")
_JOINTS = re.compile(r"[-–‑:]")
_LETTERS = str.maketrans({"æ": "ä", "ø": "ö", "ß": "ss", "’": None, "'": None})
_CAFE = re.compile(r"caf[eé]")


def tokens(text: str, *, most: int = MOST_OF_TEXT) -> list[str]:
    """List the words of a text in small letters, hyphenated ones in one piece."""
    plain = unicodedata.normalize("NFC", text).lower()
    found = []
    for match in _WORD.finditer(plain):
        word = _JOINTS.sub("-", match[0].translate(_LETTERS))
        found.append(word[:LONGEST])
        if len(found) == most:
            break
    return found


@lru_cache(maxsize=8192)
def fold(word: str) -> str:
    """Return the key of a word: no marks, and one spelling of café."""
    parts = unicodedata.normalize("NFKD", _CAFE.sub("kafe", word.lower()))
    return "".join(part for part in parts if not unicodedata.combining(part))


class _Stemmer:
    """A Snowball stemmer; its words keep state, so one thread at a time."""

    def __init__(self, name: str) -> None:
        self._stemmer = snowballstemmer.stemmer(name)
        self._lock = Lock()

    def __call__(self, word: str) -> str:
        """Return the stem of a word."""
        with self._lock:
            return str(self._stemmer.stemWord(word))


_STEMMERS = {code: _Stemmer(name) for code, name in LANGUAGES.items()}


@lru_cache(maxsize=8192)
def stem(word: str, language: str) -> str:
    """Return the folded stem of a word; the word itself when the stem says too little."""
    stemmer = _STEMMERS.get(language)
    found = fold(stemmer(word)) if stemmer else ""
    return found if len(found) >= SHORTEST_STEM else fold(word)


def pieces(word: str) -> list[str]:
    """Return the pieces of a word with hyphens; nothing for one without."""
    found = [piece for piece in word.split("-") if piece]
    return found if len(found) > 1 else []


def typing_errors(left: str, right: str, *, most: int) -> int:
    """Count the slips between two words: a letter too many, too few, wrong or swapped.

    Stops counting beyond `most` (then the answer is `most + 1`). This is the
    restricted Damerau–Levenshtein distance.
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, letter in enumerate(left, start=1):
        line = [row]
        for column, other in enumerate(right, start=1):
            slips = min(
                last[column] + 1,
                line[column - 1] + 1,
                last[column - 1] + (letter != other),
            )
            if (
                before
                and column > 1
                and letter == right[column - 2]
                and left[row - 2] == other
            ):
                slips = min(slips, before[column - 2] + 1)
            line.append(slips)
        if min(line) > most:
            return most + 1
        before, last = last, line
    return min(last[-1], most + 1)
