"""Look through rows before anything is written: new, known, changed, or not possible."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pirtti.calendar.models import Occurrence
from pirtti.core import timewords
from pirtti.imports.directory import Directory, Meant
from pirtti.imports.models import Brought
from pirtti.imports.rules import Line, Outcome

Keyed = tuple[str, Line]


@dataclass(frozen=True)
class Looked:
    """One row, what it means here, and what would become of it."""

    key: str
    line: Line
    meant: Meant
    expected: Outcome
    brought: Brought | None = None

    @property
    def is_possible(self) -> bool:
        """Say whether taking the row would do something."""
        return self.expected in {Outcome.MADE, Outcome.CHANGED}


def look(directory: Directory, rows: Sequence[Keyed]) -> list[Looked]:
    """Say of each row what would become of it (two queries for all)."""
    known = {
        one.key: one
        for one in Brought.objects.filter(key__in=[key for key, _line in rows])
    }
    meant = [directory.read(line) for _key, line in rows]
    new = [
        (line.on, one.activity)
        for (key, line), one in zip(rows, meant, strict=True)
        if key not in known and one.activity and line.on
    ]
    taken = _taken({day for day, _pk in new}, {pk for _day, pk in new})
    return [
        Looked(
            key,
            line,
            means,
            _expected(line, means, known.get(key), taken),
            known.get(key),
        )
        for (key, line), means in zip(rows, meant, strict=True)
    ]


def _taken(days: set[dt.date], activities: set[int]) -> set[tuple[int, dt.datetime]]:
    """Return when activities that exist already meet on some days."""
    if not activities:
        return set()
    return set(
        Occurrence.objects.filter(on__in=days, activity__in=activities).values_list(
            "activity_id", "starts_at"
        )
    )


def _expected(
    line: Line,
    meant: Meant,
    brought: Brought | None,
    taken: set[tuple[int, dt.datetime]],
) -> Outcome:
    if brought is not None and not line.faults:
        return Outcome.SAME if brought.values == values_of(line) else Outcome.CHANGED
    if meant.faults:
        return Outcome.SKIPPED
    if meant.activity and line.on and line.starts_at:
        moment = timewords.to_instant(line.on, line.starts_at)
        if (meant.activity, moment) in taken:
            return Outcome.SEEN
    return Outcome.MADE


def values_of(line: Line) -> dict[str, Any]:
    """Return what is stored of a date or rhythm, as plain values to compare later."""
    starts = line.starts_at.isoformat("minutes") if line.starts_at else ""
    ends = line.ends_at.isoformat("minutes") if line.ends_at else ""
    values: dict[str, Any] = {"starts_at": starts, "ends_at": ends}
    if line.rhythm:
        last = line.rhythm.last
        return values | {"ends_on": last.isoformat() if last else ""}
    return values | {
        "on": line.on.isoformat() if line.on else "",
        "theme": line.theme,
        "cancelled": line.is_cancelled,
    }


def told_of_activity(line: Line, meant: Meant) -> dict[str, Any]:
    """Return what is stored of an activity, as plain values to compare later."""
    return {
        "about": line.about,
        "age_from_months": line.age_from,
        "age_to_months": line.age_to,
        "price_cents": line.price_cents,
        "sign_up": line.sign_up,
        "sign_up_how": line.sign_up_how,
        "audiences": list(meant.audiences),
    }
