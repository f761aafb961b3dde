"""Decisions about themes, wishes and turns; no Django."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

LONGEST_WISH = 200
LONGEST_THEME = 120
# So many may wait for an activity: a flood of wishes helps nobody.
MOST_WISHES = 200
MOST_THEMES = 200
# A wish is forgotten after a year (row "family wishes" of the privacy table).
WISH_DAYS = 365


class ProgrammeRefusal(Enum):
    """Why something about the programme was not done."""

    NEEDS_WISH = auto()
    MANY_WISHES = auto()
    NEEDS_THEME = auto()
    MANY_THEMES = auto()
    NO_ROTATION = auto()
    NO_THEMES = auto()
    WISH_DONE = auto()


@dataclass(frozen=True)
class Turn:
    """What matters of one date when themes are spread.

    `is_settled` when nobody may give it a theme: it has one, it was left free by
    hand, or it is cancelled; `is_held` when it takes place at all.
    """

    pk: int
    has_theme: bool
    is_settled: bool
    is_held: bool = True
    is_coming: bool = True


def themed_turns(turns: Iterable[Turn], *, every: int) -> list[int]:
    """Return the dates of a series that a theme belongs to and that lack one.

    Every `every`-th date has a theme, the others stay free: between two themes are
    at least `every` - 1 dates, whoever gave them. The first date has one. Cancelled
    dates are passed over, so that the turn is the next one's. 0 gives none.
    """
    held = [turn for turn in turns if turn.is_held]
    if every < 1:
        return []
    themed = {number for number, turn in enumerate(held) if turn.has_theme}
    found = []
    for number, turn in enumerate(held):
        near = set(range(number - every + 1, number + every))
        if turn.is_settled or not turn.is_coming or near & themed:
            continue
        found.append(turn.pk)
        themed.add(number)
    return found


def refuse_wish(text: str, *, waiting: int) -> ProgrammeRefusal | None:
    """Say why a wish is not taken, or None."""
    if not text.strip():
        return ProgrammeRefusal.NEEDS_WISH
    return ProgrammeRefusal.MANY_WISHES if waiting >= MOST_WISHES else None


def refuse_theme(*, is_empty: bool, in_store: int) -> ProgrammeRefusal | None:
    """Say why a theme is not put in store, or None."""
    if is_empty:
        return ProgrammeRefusal.NEEDS_THEME
    return ProgrammeRefusal.MANY_THEMES if in_store >= MOST_THEMES else None


def refuse_spreading(*, rotating: int, in_store: int) -> ProgrammeRefusal | None:
    """Say why no theme can be given to coming dates, or None."""
    if not rotating:
        return ProgrammeRefusal.NO_ROTATION
    return None if in_store else ProgrammeRefusal.NO_THEMES
