"""Reads of the figures page: for which places, in which periods, of which kind."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import Http404, QueryDict

from pirtti.calendar.models import ActivityKind, Occurrence
from pirtti.core import small_cells
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Place
from pirtti.network.rules import Level, May
from pirtti.visits import figures, rules
from pirtti.visits.figures import Row
from pirtti.visits.models import CountSheet

Span = Literal["week", "month", "year"]
SPANS: tuple[Span, ...] = ("week", "month", "year")
YEARS_BACK = 10
MOST_PLACES_TO_CHOOSE = 60
_SLUG = re.compile(r"[a-zA-Z0-9_-]{1,80}")
_NUMBER = re.compile(r"[0-9]{1,9}")
_BELOW = {Level.COUNTRY: Level.COUNTY, Level.COUNTY: Level.MUNICIPALITY}


@dataclass(frozen=True)
class Asked:
    """What the address of the page asks for; what makes no sense is left out.

    `left_out` says that a place, area or kind is not among the viewer's figures.
    """

    by: Span
    year: int
    place: int | None = None
    area: str = ""
    kind: str = ""
    left_out: bool = False

    @classmethod
    def from_query(cls, query: QueryDict, *, today: dt.date) -> Self:
        """Read `?by=month&year=2026&place=…&area=…&kind=…`."""
        by: Span = next((span for span in SPANS if span == query.get("by")), "month")
        year = _number(query.get("year", "")) or today.year
        place = _number(query.get("place", ""))
        return cls(
            by=by,
            year=min(max(year, 2000), 2100),
            place=place,
            area=_word(query.get("area", "")),
            kind=query.get("kind", "")[:40],
            left_out=place is None and bool(query.get("place")),
        )

    def but(self, **changes: object) -> str:
        """Return the address of the same question with something changed."""
        asked = replace(self, **changes)  # type: ignore[arg-type]
        values = {
            "by": asked.by,
            "year": asked.year,
            "place": asked.place,
            "area": asked.area,
            "kind": asked.kind,
        }
        return "?" + urlencode({name: value for name, value in values.items() if value})

    @property
    def same(self) -> str:
        """Return the address of this very question."""
        return self.but()


def _word(text: str) -> str:
    """Return an address word as it is; what can't be one names no area."""
    return text if not text or _SLUG.fullmatch(text) else "-"


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) else None


@dataclass(frozen=True)
class Scope:
    """The places that the figures are of; `places` None means those of `area`."""

    places: QuerySet[Place] | None
    area: Area | None = None
    place: Place | None = None


def settle(viewer: Viewer, asked: Asked) -> tuple[Scope, Asked]:
    """Return what the viewer asks for, if it is theirs to see, and the question.

    A place or area that is somebody else's or is not there at all is left out of
    the question: both alike, so that nobody learns which of the two it is.
    """
    if asked.place is not None:
        place = access.places_where(viewer, May.SEE_FIGURES).filter(pk=asked.place)
        found = place.first()
        if found is not None:
            return Scope(Place.objects.filter(pk=found.pk), place=found), asked
        asked = replace(asked, place=None, left_out=True)
    if asked.area:
        area = access.areas_where(viewer, May.SEE_FIGURES).filter(slug=asked.area)
        there = area.first()
        if there is not None:
            return Scope(None, there), asked
        asked = replace(asked, area="", left_out=True)
    return _all_of(viewer), asked


def _all_of(viewer: Viewer) -> Scope:
    """Return all that one may see; Http404 for those who may see nothing.

    When all of it is one area, that area, so that whole roll-ups are read without
    naming hundreds of places, and when it is one place, that place.
    """
    roles = access.roles_for(viewer, May.SEE_FIGURES)
    if not roles:
        raise Http404
    widest = min(
        (role.area for role in roles if role.area), key=_path_length, default=None
    )
    if widest and all(_lies_within(role.area, widest) for role in roles):
        return Scope(None, widest)
    places = access.places_where(viewer, May.SEE_FIGURES)
    first = list(places[:2])
    if len(first) == 1:
        return Scope(Place.objects.filter(pk=first[0].pk), place=first[0])
    return Scope(places)


def _path_length(area: Area) -> int:
    return len(area.path or "")


def _lies_within(area: Area | None, wide: Area) -> bool:
    return area is not None and (area.path or "").startswith(wide.path or "-")


@dataclass(frozen=True)
class Board:
    """All numbers of the page, not yet in words, and the question they answer."""

    asked: Asked
    rows: list[Row]
    men: list[int | small_cells.Hidden]
    men_total: int | small_cells.Hidden
    split: list[Row]
    split_level: Literal["area", "place", ""]
    names: dict[int, Area] | dict[int, Place]
    kinds: list[Row]
    all_kinds: dict[int, ActivityKind]
    estimates: dict[tuple[int | None, int], int]

    @property
    def has_men(self) -> bool:
        """Say whether the men's column stands on the page."""
        return bool(self.men)


def board(scope: Scope, asked: Asked, *, today: dt.date) -> Board:
    """Read the figures; at most six queries, whatever the number of places.

    The tables by area, place and kind are of one year also where the first table
    goes through ten: so only one query reads ten years.
    """
    all_kinds = {kind.pk: kind for kind in ActivityKind.objects.all()}
    kind = next((one for one in all_kinds.values() if one.slug == asked.kind), None)
    if asked.kind and kind is None:
        asked = replace(asked, kind="", left_out=True)
    rows, men, men_total = _periods(scope, asked, kind, today)
    split, level, names = _split(scope, asked, kind)
    kinds = [] if kind else _read(scope, asked, None, split="kind")
    return Board(
        asked=asked,
        rows=rows,
        men=men,
        men_total=men_total,
        split=split,
        split_level=level,
        names=names,
        kinds=_together(kinds, lambda row: row.split or 0),
        all_kinds=all_kinds,
        estimates=_estimates(
            scope, asked, rows, split if level == "place" else [], today
        ),
    )


def _years(asked: Asked, today: dt.date) -> list[int]:
    """Return the years of the page: one, or the last ten with this one."""
    if asked.by != "year":
        return [asked.year]
    return list(range(today.year - YEARS_BACK, today.year + 1))


def _read(
    scope: Scope,
    asked: Asked,
    kind: ActivityKind | None,
    *,
    period: Span = "year",
    years: Sequence[int] = (),
    split: Literal["", "place", "kind", "municipality"] = "",
) -> list[Row]:
    """Read the figures of the years, else of the one that is asked for."""
    return figures.figures(
        places=scope.places,
        area=scope.area,
        period=period,
        years=years or [asked.year],
        kind=kind,
        split=split,
    )


def _periods(
    scope: Scope, asked: Asked, kind: ActivityKind | None, today: dt.date
) -> tuple[list[Row], list[int | small_cells.Hidden], int | small_cells.Hidden]:
    """Return the rows of the first table and the men in them.

    Men are told by month and by year only and never by kind: figures cut in more
    ways would give hidden numbers away (`core.small_cells`).
    """
    rows = _read(
        scope,
        asked,
        kind,
        period="week" if asked.by == "week" else "month",
        years=_years(asked, today),
    )
    if asked.by != "year":
        whole = _without_gaps(rows)
        if asked.by == "week" or kind is not None:
            return whole, [], 0
        shown = figures.shown_men(whole)
        return whole, list(shown.cells), shown.total
    years = _together(rows, lambda row: row.year)
    if kind is not None:
        return years, [], 0
    return years, *_men_of_years(rows, years)


def _men_of_years(
    months: Sequence[Row], years: Sequence[Row]
) -> tuple[list[int | small_cells.Hidden], int | small_cells.Hidden]:
    """Return each year's men as its page by months tells them, and all years' sum.

    The sum is withheld beside any hidden year, as that could be worked out.
    """
    cells = [
        figures.shown_men([month for month in months if month.year == year.year]).total
        for year in years
    ]
    if any(small_cells.is_hidden(cell) for cell in cells):
        return cells, small_cells.WITHHELD
    return cells, sum(year.men for year in years)


def _without_gaps(rows: Sequence[Row]) -> list[Row]:
    """Put in empty rows for the weeks or months between the first and the last."""
    if not rows:
        return []
    known = {row.number: row for row in rows}
    year = rows[0].year
    return [
        known.get(number) or Row(year, number, None)
        for number in range(min(known), max(known) + 1)
    ]


def _together(rows: Iterable[Row], key: Callable[[Row], int]) -> list[Row]:
    """Add up the rows that share a key; it becomes the year or the split of the sum."""
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return [
        replace(figures.total(group), year=group[0].year, split=name)
        for name, group in sorted(groups.items())
    ]


def _split(
    scope: Scope, asked: Asked, kind: ActivityKind | None
) -> tuple[list[Row], Literal["area", "place", ""], dict[int, Area] | dict[int, Place]]:
    """Return the rows by area (country, county) or by place, with their names."""
    if scope.place is not None:
        return [], "", {}
    area = scope.area
    if area is not None and area.level in _BELOW:
        rows = _read(scope, asked, kind, split="municipality")
        return (*_by_area(area, rows),)
    rows = _together(
        _read(scope, asked, kind, split="place"), lambda row: row.split or 0
    )
    places = Place.objects.in_bulk([row.split for row in rows])
    return rows, "place", places


def _by_area(
    area: Area, rows: Sequence[Row]
) -> tuple[list[Row], Literal["area"], dict[int, Area]]:
    """Fold the areas of places up to those right below `area`."""
    ids = {row.split for row in rows if row.split}
    areas = {one.pk: one for one in Area.objects.filter(Q(pk__in=ids) | Q(parent=area))}
    depth = len(area.line)

    def child(row: Row) -> int:
        line = areas[row.split].line if row.split in areas else []
        return line[depth] if len(line) > depth else area.pk

    folded = _together(rows, child)
    areas.setdefault(area.pk, area)
    return folded, "area", areas


def _estimates(
    scope: Scope,
    asked: Asked,
    rows: Sequence[Row],
    by_place: Sequence[Row],
    today: dt.date,
) -> dict[tuple[int | None, int], int]:
    """Estimate the visits of (place, year) where only sample weeks were counted.

    For the places of the second table in one year, or each year of one place. What
    was held up to today is estimated, nothing beyond. One query, or none.
    """
    if asked.kind:
        return {}
    if scope.place is not None:
        whole = rows if asked.by == "year" else _together(rows, lambda row: row.year)
        by_place = [replace(row, split=scope.place.pk) for row in whole]
    sampled = [
        row for row in by_place if row.methods == (rules.Method.SAMPLE_WEEKS.value,)
    ]
    if not sampled:
        return {}
    held = _held({row.split for row in sampled}, _years(asked, today), today)
    found = {
        (row.split, row.year): rules.extrapolate(
            counted=row.visits,
            sampled=row.gatherings,
            held=held.get((row.split, row.year), 0),
        )
        for row in sampled
    }
    return {key: visits for key, visits in found.items() if visits is not None}


def _held(
    places: set[int | None], years: Sequence[int], today: dt.date
) -> dict[tuple[int | None, int], int]:
    """Count by place and year the gatherings that took place (one query)."""
    rows = (
        Occurrence.objects.filter(
            place__in=places,
            on__gte=dt.date(min(years), 1, 1),
            on__lte=min(today, dt.date(max(years), 12, 31)),
            state=Occurrence.State.PLANNED,
        )
        .exclude(count_sheet__outcome=CountSheet.Outcome.DID_NOT_HAPPEN)
        .order_by()
        .values_list("place_id", "on__year")
        .annotate(Count("pk"))
    )
    return {(place, year): held for place, year, held in rows}


def places_to_choose(viewer: Viewer, scope: Scope) -> list[Place]:
    """List own places for the choice of one; none when there are too many or one."""
    if scope.area is not None and scope.area.level in _BELOW:
        return []
    places = list(
        access.places_where(viewer, May.SEE_FIGURES)[: MOST_PLACES_TO_CHOOSE + 1]
    )
    return places if 1 < len(places) <= MOST_PLACES_TO_CHOOSE else []


def years_to_choose(today: dt.date) -> list[int]:
    """List the years for the choice of one, this one first."""
    return list(range(today.year, today.year - YEARS_BACK - 1, -1))
