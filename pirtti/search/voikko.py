"""Finnish compounds by Voikko, where it is installed (`docs/search.md`); no Django.

Debian's `libvoikko1` and `voikko-fi` with the Python package `libvoikko` know far more
words than our own list. Nothing needs them.
"""

import re
from functools import cache
from threading import Lock
from typing import Any

_MARKS = re.compile(r"\(([^)]*)\)")
_LOCK = Lock()


@cache
def _voikko() -> Any:
    """Return Voikko's Finnish, or None where it is not installed."""
    try:
        import libvoikko  # noqa: PLC0415 - an optional extra
    except ImportError:
        return None
    try:
        return libvoikko.Voikko("fi")
    except (libvoikko.VoikkoException, OSError):
        return None


def compound(word: str) -> tuple[str, ...]:
    """Return the base forms of a compound's parts; nothing for all else."""
    speaker = _voikko()
    if speaker is None:
        return ()
    with _LOCK:
        known = speaker.analyze(word)
    return parts_of(known[0].get("WORDBASES", "")) if known else ()


def parts_of(bases: str) -> tuple[str, ...]:
    """Read what Voikko tells of the bases of a word.

    >>> parts_of("+perhe(perhe)+kahvila(kahvila)")
    ('perhe', 'kahvila')
    """
    found = tuple(part for part in _MARKS.findall(bases) if not part.startswith("+"))
    return found if len(found) > 1 else ()
