"""Hide small numbers of people: the one rule that all figures share; no Django.

A cell of 1–4 could point at someone ("the man at Tuesday's café"), so it is not
shown; zero points at nobody and may be shown. Hiding one cell is not enough when
the total stands beside it, and a careful reader also knows this rule. So we hide
until no reader, knowing the rule and all that is shown, can work out any hidden
cell:

1. Every cell of 1 to `limit` - 1 is hidden.
2. If all hidden cells hold the same number (one cell does, and so do `1, 1`, whose
   sum gives them away), every cell with the next larger number is hidden too: the
   smallest that is not zero, and those equal to it.
3. If there is no such cell, the total is hidden instead.

Why it holds: the rule looks at numbers, never at places, so the hidden numbers
could stand in any order, and by 2 at least two of them differ; under 3 the common
number can be any of 1 to `limit` - 1.

It protects one row or column with its total. A table with totals both ways, and
the same figures cut in two ways, are not protected by calling this twice: show the
totals of one way only. Source: `domain.md` §5 Statistics, `reliability.md` §1.4
and threat 22.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeGuard

LIMIT = 5
# With a limit of two a hidden cell could only be a one.
_LOWEST_LIMIT = 3


@dataclass(frozen=True)
class Hidden:
    """A number that is not shown; `str()` gives the mark that stands for it.

    It is true and has no arithmetic, so that neither `cell or 0` nor a sum can
    turn it into a figure by mistake.
    """

    mark: str

    def __str__(self) -> str:
        return self.mark


HIDDEN = Hidden("<5")
# Stands where "<5" could be untrue: hidden to protect another cell. Two dots are
# the sign of official statistics for "not shown".
WITHHELD = Hidden("..")


@dataclass(frozen=True)
class Protected:
    """What may be shown of a row of cells and its total."""

    cells: tuple[int | Hidden, ...]
    total: int | Hidden


def is_hidden(cell: int | Hidden) -> TypeGuard[Hidden]:
    """Say whether a cell is hidden, by whichever mark."""
    return isinstance(cell, Hidden)


def protect(cells: Sequence[int], *, limit: int = LIMIT) -> Protected:
    """Return the cells of a row, and their total, as they may be shown.

    Cells are counts of people that add up to the total. Raises ValueError for a
    negative count or a limit below 3.
    """
    _check(cells, limit)
    hidden = {count for count in cells if 0 < count < limit}
    mark = _mark(limit)
    total: int | Hidden = sum(cells)
    if len(hidden) == 1:
        others = [count for count in cells if count >= limit]
        if others:
            hidden.add(min(others))
            mark = WITHHELD
        else:
            total = WITHHELD
    shown = tuple(mark if count in hidden else count for count in cells)
    return Protected(shown, total)


def protect_one(count: int, *, limit: int = LIMIT) -> int | Hidden:
    """Return a count that stands alone, beside no total, as it may be shown.

    Raises as `protect`.
    """
    _check((count,), limit)
    return _mark(limit) if 0 < count < limit else count


def protect_part(part: int, whole: int, *, limit: int = LIMIT) -> int | Hidden:
    """Return a part as it may be shown beside its whole: fathers of all adults.

    "9 fathers of 10 adults" points at the tenth as well, so the part is hidden
    when the rest is small too. The mark says "<5" only where that leaves several
    answers open. The whole is protected on its own. Raises as `protect`, and when
    the part is larger than the whole.
    """
    rest = whole - part
    _check((part, rest), limit)
    if not (0 < part < limit or 0 < rest < limit):
        return part
    small = part < limit and whole != limit + 1
    return _mark(limit) if small else WITHHELD


def _mark(limit: int) -> Hidden:
    return HIDDEN if limit == LIMIT else Hidden(f"<{limit}")


def _check(cells: Sequence[int], limit: int) -> None:
    if limit < _LOWEST_LIMIT:
        raise ValueError("a limit below 3 hides nothing")
    if any(count < 0 for count in cells):
        raise ValueError("people are not counted below zero")
