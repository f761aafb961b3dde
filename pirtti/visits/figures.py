"""Reads of the roll-ups: visits by week, month and year, place, area and kind.

Beside `queries` on the same floor; reads only `Figure` and `Tally`.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.db.models import F, QuerySet, Sum

from pirtti.calendar.models import ActivityKind
from pirtti.core import small_cells
from pirtti.network import queries as network_queries
from pirtti.network.models import Area, Place
from pirtti.visits.models import CountSheet, Figure, Tally

Span = Literal["week", "month", "year"]
Split = Literal["", "place", "kind", "municipality"]
_SUMS = ("gatherings", "adults", "children", "men", "first")
_SPLIT_FIELDS = {
    "place": "place_id",
    "kind": "kind_id",
    "municipality": "place__area_id",
}


@dataclass(frozen=True)
class Row:
    """What came together in one period (and one place or kind, when split).

    `number` is the ISO week or the month, 0 for a whole year; `split` is the id of
    the place, kind or area. `methods` says how the numbers came about.
    """

    year: int
    number: int
    split: int | None
    gatherings: int = 0
    adults: int = 0
    children: int = 0
    men: int = 0
    first: int = 0
    methods: tuple[str, ...] = field(default=())

    @property
    def visits(self) -> int:
        """Return adults and children."""
        return self.adults + self.children


def figures(
    *,
    places: QuerySet[Place] | None = None,
    area: Area | None = None,
    period: Span = "month",
    years: Sequence[int],
    kind: ActivityKind | None = None,
    split: Split = "",
) -> list[Row]:
    """Read the figures of places or of an area's branch, oldest first.

    `places` limits to what the reader may see (None: all); `years` are calendar
    years, ISO years for weeks. Two queries with an area, else one.
    """
    found = Figure.objects.filter(
        period="week" if period == "week" else "month", year__in=years
    )
    if places is not None:
        found = found.filter(place__in=places)
    branch = network_queries.area_ids(area) if area else None
    if branch is not None:
        found = found.filter(place__area_id__in=branch)
    if kind is not None:
        found = found.filter(kind=kind)
    return _grouped(found, period, split)


def _grouped(found: QuerySet[Figure], period: Span, split: Split) -> list[Row]:
    keys = ["year", *([] if period == "year" else ["number"])]
    renamed = {"split": F(_SPLIT_FIELDS[split])} if split else {}
    sums = {f"sum_{name}": Sum(name) for name in _SUMS}
    rows = (
        found.annotate(**renamed)
        .order_by()
        .values(*keys, *renamed, "method")
        .annotate(**sums)
    )
    together: dict[tuple[int, int, int | None], Row] = {}
    for row in rows:
        key = (row["year"], row.get("number", 0), row.get("split"))
        together[key] = _joined(together.get(key) or Row(*key), row)
    return [together[key] for key in sorted(together, key=_order)]


def _order(key: tuple[int, int, int | None]) -> tuple[int, int, int]:
    return key[0], key[1], key[2] or 0


def _joined(so_far: Row, row: dict[str, int | str]) -> Row:
    methods = (
        (*so_far.methods, str(row["method"]))
        if row["sum_gatherings"]
        else so_far.methods
    )
    sums = {name: getattr(so_far, name) + int(row[f"sum_{name}"]) for name in _SUMS}
    return Row(
        so_far.year, so_far.number, so_far.split, methods=tuple(sorted(methods)), **sums
    )


def total(rows: Iterable[Row]) -> Row:
    """Add rows up into one line under a table (year, number and split are nothing)."""
    rows = list(rows)
    sums = {name: sum(getattr(row, name) for row in rows) for name in _SUMS}
    methods = sorted({method for row in rows for method in row.methods})
    return Row(0, 0, None, methods=tuple(methods), **sums)


def shown_men(rows: Sequence[Row]) -> small_cells.Protected:
    """Return the men of each row, and of all together, as they may be shown.

    A cell is hidden when it is small, when the other adults of its row are few
    ("9 men of 10 adults" points at the tenth), or when it would give a hidden one
    away. The total is withheld where it would do so. Every page and file that
    shows men takes them from here.
    """
    column = small_cells.protect([row.men for row in rows])
    parts = [
        small_cells.protect_part(row.men, max(row.adults, row.men)) for row in rows
    ]
    cells = tuple(
        part if small_cells.is_hidden(part) else cell
        for part, cell in zip(parts, column.cells, strict=True)
    )
    all_together = total(rows)
    whole = small_cells.protect_part(
        all_together.men, max(all_together.adults, all_together.men)
    )
    reveals = any(
        small_cells.is_hidden(cell) and not small_cells.is_hidden(before)
        for cell, before in zip(cells, column.cells, strict=True)
    )
    if reveals or small_cells.is_hidden(column.total):
        return small_cells.Protected(cells, small_cells.WITHHELD)
    return small_cells.Protected(cells, whole)


def by_category(
    places: QuerySet[Place], *, first_on: dt.date, last_on: dt.date
) -> dict[str, int]:
    """Add up every category counted between two days, own ones too (one query)."""
    rows = (
        Tally.objects.filter(
            occurrence__count_sheet__place__in=places,
            occurrence__count_sheet__on__range=(first_on, last_on),
            occurrence__count_sheet__outcome=CountSheet.Outcome.COUNTED,
            total__gt=0,
        )
        .order_by("category")
        .values("category")
        .annotate(sum=Sum("total"))
    )
    return {row["category"]: row["sum"] for row in rows}
