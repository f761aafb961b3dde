"""Say of every stored field why it exists, how sensitive it is and how long it lives.

A model lists its fields once, in `PRIVACY`; a house test fails when a field is
missing. Source: `reliability.md` row 56 (ASVS 14.1.x) and §1.4.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum


class Level(Enum):
    """How much harm a leaked value could do."""

    P0 = "shown to everybody"
    P1 = "for staff, about no person"
    P2 = "about a person"
    P3 = "about a person, and sensitive by its context"


@dataclass(frozen=True)
class Use:
    """One field's reason to exist."""

    level: Level
    purpose: str
    kept: str


def fields(*groups: Mapping[str, Use]) -> dict[str, Use]:
    """Join groups of fields; a field named twice is an error (ValueError)."""
    together: dict[str, Use] = {}
    for group in groups:
        twice = together.keys() & group.keys()
        if twice:
            raise ValueError(f"named twice: {sorted(twice)}")
        together.update(group)
    return together


def _group(
    level: Level, purpose: str, kept: str, names: tuple[str, ...]
) -> dict[str, Use]:
    return dict.fromkeys(names, Use(level, purpose, kept))


def public(
    purpose: str, *names: str, kept: str = "as long as the thing itself"
) -> dict[str, Use]:
    """Fields that anybody may read."""
    return _group(Level.P0, purpose, kept, names)


def internal(
    purpose: str, *names: str, kept: str = "as long as the thing itself"
) -> dict[str, Use]:
    """Fields for staff that say nothing of any person."""
    return _group(Level.P1, purpose, kept, names)


def personal(purpose: str, *names: str, kept: str) -> dict[str, Use]:
    """Fields about a person: `kept` says when they end, always."""
    return _group(Level.P2, purpose, kept, names)


def sensitive(purpose: str, *names: str, kept: str) -> dict[str, Use]:
    """Fields about a person that their context makes sensitive."""
    return _group(Level.P3, purpose, kept, names)
