"""A season as it was promised, compared with what holds today; no Django."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Self

Words = dict[str, str]


@dataclass(frozen=True)
class Line:
    """One rhythm of one activity as an edition tells it; plain values only.

    Names are texts by language; days are ISO dates cut to the season. `promised_by` is
    empty for what stands in the calendar though nobody confirmed it.
    """

    activity: int
    slug: str
    name: Words
    place: str
    place_name: Words
    area: Words
    frequency: str
    interval: int
    parity: str
    weekdays: tuple[int, ...]
    nth: tuple[int, ...]
    starts_at: str
    ends_at: str
    starts_on: str
    ends_on: str
    organisers: list[Words] = field(default_factory=list)
    promised_by: Words = field(default_factory=dict)
    ages: tuple[int | None, int | None] = (None, None)
    audiences: list[Words] = field(default_factory=list)
    languages: list[str] = field(default_factory=list)

    @classmethod
    def from_json(cls, raw: dict[str, Any]) -> Self:
        """Read a line as it was stored."""
        values = {name: raw[name] for name in cls.__dataclass_fields__ if name in raw}
        for name in ("weekdays", "nth", "ages"):
            values[name] = tuple(values.get(name, ()))
        return cls(**values)

    def as_json(self) -> dict[str, Any]:
        """Return the line as it is stored."""
        return asdict(self)

    @property
    def rhythm(self) -> tuple[object, ...]:
        """Return what makes its time: when these differ, the time was changed."""
        return (
            self.frequency,
            self.interval,
            self.parity,
            self.weekdays,
            self.nth,
            self.starts_at,
            self.ends_at,
            self.starts_on if self.frequency == "once" else "",
        )

    @property
    def weekday(self) -> int:
        """Return its first weekday."""
        return self.weekdays[0] if self.weekdays else 0


class What(StrEnum):
    """What became of a promise."""

    NEW = "new"
    ENDED = "ended"
    MOVED = "moved"
    TIMES = "times"


@dataclass(frozen=True)
class LineChange:
    """One difference; `before` is missing for what is new.

    `after` is missing for what ended, unless it still meets for a while: then it tells
    until when.
    """

    what: What
    before: Line | None
    after: Line | None

    @property
    def last_day(self) -> dt.date | None:
        """Return until when what ends still meets; None for other changes."""
        if self.what != What.ENDED or self.after is None:
            return None
        return dt.date.fromisoformat(self.after.ends_on)


def compare(
    promised: Iterable[Line], today_holds: Iterable[Line], *, on: dt.date
) -> list[LineChange]:
    """List what changed since an edition, by activity.

    Equal rhythms at the same place are paired first; then those of the same activity in
    the order of the week. What was promised only for days gone by has not "ended".
    """
    before, after = _by_activity(promised), _by_activity(today_holds)
    found: list[LineChange] = []
    for activity in sorted(before.keys() | after.keys()):
        old, new = _without_equals(before[activity], after[activity])
        for (one, _twin), other in zip(old, new, strict=False):
            found.append(LineChange(_what(one, other), one, other))
        found += [
            LineChange(What.ENDED, one, twin)
            for one, twin in old[len(new) :]
            if not _is_over(one, on)
        ]
        found += [LineChange(What.NEW, None, one) for one in new[len(old) :]]
    return found


Left = list[tuple[Line, Line | None]]


def _by_activity(lines: Iterable[Line]) -> defaultdict[int, list[Line]]:
    found: defaultdict[int, list[Line]] = defaultdict(list)
    for line in lines:
        found[line.activity].append(line)
    return found


def _without_equals(old: list[Line], new: list[Line]) -> tuple[Left, list[Line]]:
    """Return what differs; a promise that ends early comes with what is left of it."""
    left = sorted(new, key=_order)
    rest: Left = []
    for one in sorted(old, key=_order):
        twin = next((other for other in left if _is_same(one, other)), None)
        if twin is not None:
            left.remove(twin)
        if twin is None or twin.ends_on < one.ends_on:
            rest.append((one, twin))
    return rest, left


def _order(line: Line) -> tuple[object, ...]:
    return (line.weekday, line.starts_at, line.place, line.starts_on)


def _is_same(one: Line, other: Line) -> bool:
    return one.rhythm == other.rhythm and one.place == other.place


def _what(one: Line, other: Line) -> What:
    return What.MOVED if one.place != other.place else What.TIMES


def _is_over(line: Line, on: dt.date) -> bool:
    last = line.starts_on if line.frequency == "once" else line.ends_on
    return dt.date.fromisoformat(last) < on
