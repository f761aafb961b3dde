"""What was found: a figure beside its goal."""

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Goal:
    """What a figure should be: at least or at most so much.

    A goal "of H" is a share of the bare page's rate; the figure itself is then a
    rate (answers a second).
    """

    limit: float
    unit: str
    is_floor: bool = False
    of_bare: bool = False

    def __str__(self) -> str:
        sign = "≥" if self.is_floor else "≤"
        if self.of_bare:
            return f"{sign} {self.limit:.0%} of H".replace("%", " %")
        return f"{sign} {shown(self.limit, self.unit)}"

    def is_met(self, value: float, bare: float) -> bool:
        """Say whether a figure reaches the goal."""
        compared = value / bare if self.of_bare else value
        return compared >= self.limit if self.is_floor else compared <= self.limit


def share(limit: float) -> Goal:
    """Make a goal that is a share of H."""
    return Goal(limit, "/s", is_floor=True, of_bare=True)


def least(limit: float, unit: str) -> Goal:
    """Make a goal that a figure must reach."""
    return Goal(limit, unit, is_floor=True)


def most(limit: float, unit: str) -> Goal:
    """Make a goal that a figure must not pass."""
    return Goal(limit, unit)


@dataclass(frozen=True)
class Finding:
    """One line of the table; `value` is None when it could not be measured."""

    what: str
    goal: Goal
    value: float | None
    note: str = ""

    def cells(self, bare: float) -> list[str]:
        """Return what stands in the table: what, goal, figure, share of H, verdict."""
        what = f"{self.what} ({self.note})" if self.note else self.what
        if self.value is None:
            return [what, str(self.goal), "–", "", "not measured"]
        part = f"{100 * self.value / bare:.1f} %" if self.goal.of_bare else ""
        verdict = "met" if self.goal.is_met(self.value, bare) else "**missed**"
        figure = shown(self.value, self.goal.unit)
        return [what, str(self.goal), figure, part, verdict]

    def raw(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return asdict(self)


def shown(value: float, unit: str) -> str:
    """Write a figure with its unit; small ones with more digits."""
    digits = 0 if value == int(value) or value >= 100 else 1 if value >= 10 else 2
    number = f"{value:,.{digits}f}".replace(",", "\u00a0")
    return f"{number}{'' if unit in {'/s', ''} else chr(0xA0)}{unit}"
