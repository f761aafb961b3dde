"""The table of gaps and overlaps; its choices stand in its address.

`area=matinkyla&from=2026-W48&by=age&age=0&for=fathers&lang=sv`, or `season=12` for the
season of a round as it is promised so far. What makes no sense is left out.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import product

from django.http import QueryDict
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from pirtti.calendar import rules as calendar
from pirtti.core.formfields import LANGUAGE_NAMES
from pirtti.desk import coverage_asked
from pirtti.desk.coverage_asked import BY, EVERYBODY, NOT_TOLD, WEEKS, Asked, Read
from pirtti.network.access import Viewer
from pirtti.network.models import Area
from pirtti.planning import messages, rules, words
from pirtti.planning.queries import coverage

WORKING = 5
MOST_OVERLAPS = 50


@dataclass(frozen=True)
class Chip:
    """A choice as a link."""

    label: str
    url: str
    is_on: bool


@dataclass(frozen=True)
class GridRow:
    """A row of the table: how many dates on each weekday."""

    name: str
    counts: list[int]

    @property
    def total(self) -> int:
        """Return the dates of all days."""
        return sum(self.counts)

    @property
    def empty_days(self) -> str:
        """Name the working days with nothing."""
        days = [str(WEEKDAYS[n]) for n in range(WORKING) if not self.counts[n]]
        return ", ".join(days)


@dataclass(frozen=True)
class OverlapRow:
    """Two that meet at the same hour for the same families."""

    when: str
    one: str
    one_by: str
    other: str
    other_by: str
    dates: int
    metres: int | None
    is_same_place: bool


@dataclass(frozen=True)
class GapsPage:
    """The page of gaps and overlaps."""

    asked: Asked
    area: Area
    areas: list[Area]
    span: str
    chips: list[tuple[str, list[Chip]]]
    weekdays: list[str]
    first_column: str
    rows: list[GridRow]
    overlaps: list[OverlapRow]
    more_overlaps: int
    csv_query: str

    @property
    def gaps(self) -> list[GridRow]:
        """Return the rows with nothing on some working day."""
        return [row for row in self.rows if row.empty_days]


def page(viewer: Viewer, query: QueryDict, *, today: dt.date) -> GapsPage:
    """Read and count what the page shows."""
    read = coverage_asked.read(viewer, query, today)
    asked, names = read.asked, read.supply.names
    slots = [slot for slot in read.supply.slots if coverage_asked.fits(slot, asked)]
    found = rules.overlaps(slots)
    return GapsPage(
        asked=asked,
        area=read.area,
        areas=read.areas,
        span=f"{words.day(read.first)}–{words.day(read.last)}",
        chips=_chips(read, today),
        weekdays=[words.weekday(number) for number in range(7)],
        first_column=str(BY[asked.by]),
        rows=_rows(slots, asked, names),
        overlaps=[_overlap(one, names) for one in found[:MOST_OVERLAPS]],
        more_overlaps=max(0, len(found) - MOST_OVERLAPS),
        csv_query=asked.url(),
    )


_ROWS_OF: dict[str, Callable[[rules.Slot], Iterable[str]]] = {
    "part": lambda slot: [slot.part] if slot.part else [],
    "age": lambda slot: slot.bands,
    "for": lambda slot: slot.audiences or {EVERYBODY},
    "lang": lambda slot: slot.languages or {NOT_TOLD},
}


def _row_names(
    by: str, slots: list[rules.Slot], names: coverage.Names
) -> dict[str, str]:
    if by == "part":
        return {part: str(said) for part, said in messages.PARTS.items()}
    if by == "age":
        return {band: str(said) for band, said in messages.BANDS.items()}
    if by == "for":
        found = {slug: str(name) for slug, name in names.audiences.items()}
        return found | ({} if found else {EVERYBODY: _("Everybody")})
    spoken = {code for slot in slots for code in slot.languages}
    return {
        code: str(name) for code, name in LANGUAGE_NAMES.items() if code in spoken
    } or {NOT_TOLD: _("Language not told")}


def _rows(
    slots: list[rules.Slot], asked: Asked, names: coverage.Names
) -> list[GridRow]:
    counts = rules.grid(slots, _ROWS_OF[asked.by])
    return [
        GridRow(name, [counts[key, day] for day in range(7)])
        for key, name in _row_names(asked.by, slots, names).items()
    ]


def _chips(read: Read, today: dt.date) -> list[tuple[str, list[Chip]]]:
    asked = read.asked
    by = [Chip(str(BY[key]), asked.url(by=key), asked.by == key) for key in BY]
    ages = {band.value: str(said) for band, said in messages.BANDS.items()}
    audiences = {slug: str(n) for slug, n in read.supply.names.audiences.items()}
    spoken = {code for slot in read.supply.slots for code in slot.languages}
    languages = {c: str(n) for c, n in LANGUAGE_NAMES.items() if c in spoken}
    return [
        (_("When"), _when(read, today)),
        (_("Rows"), by),
        (_("Age of the child"), _choice(asked, "age", ages)),
        (_("For whom"), _choice(asked, "audience", audiences)),
        (_("Language"), _choice(asked, "language", languages)),
    ]


def _when(read: Read, today: dt.date) -> list[Chip]:
    asked, monday = read.asked, calendar.week_of(today).monday
    chips = []
    for number, name in enumerate(
        (_("These four weeks"), _("The next four weeks"), _("Eight weeks from now"))
    ):
        week = calendar.week_of(monday + dt.timedelta(weeks=WEEKS * number))
        is_on = not asked.season and asked.week == week
        chips.append(Chip(name, asked.url(week=week, season=0), is_on))
    for one in read.seasons:
        name = _("%(name)s, as promised") % {"name": one.name}
        chips.append(Chip(name, asked.url(season=one.pk), asked.season == one.pk))
    return chips


def _choice(asked: Asked, field: str, names: dict[str, str]) -> list[Chip]:
    chosen = getattr(asked, field)
    return [
        Chip(name, asked.url(**{field: "" if key == chosen else key}), key == chosen)
        for key, name in names.items()
    ]


def _overlap(found: rules.Overlap, names: coverage.Names) -> OverlapRow:
    one, other = found.one, found.other
    return OverlapRow(
        when=f"{words.weekday(one.weekday)} {words.times(one.starts_at, one.ends_at)}",
        one=str(names.activities.get(one.activity, "")),
        one_by=_organisers(one, names),
        other=f"{names.activities.get(other.activity, '')}, "
        f"{words.times(other.starts_at, other.ends_at)}",
        other_by=_organisers(other, names),
        dates=found.dates,
        metres=found.metres,
        is_same_place=one.place is not None and one.place == other.place,
    )


def _organisers(slot: rules.Slot, names: coverage.Names) -> str:
    found = (names.organisations.get(pk, "") for pk in slot.organisers)
    return ", ".join(str(name) for name in found)


def csv_rows(viewer: Viewer, query: QueryDict, *, today: dt.date) -> list[list[object]]:
    """Count every combination, empty ones too: a spreadsheet can turn it around."""
    read = coverage_asked.read(viewer, query, today)
    names, slots = read.supply.names, read.supply.slots
    rows: list[list[object]] = [
        [
            *(_("Area"), _("From"), _("To"), _("Weekday"), _("Part of the day")),
            *(_("Age of the child"), _("For whom"), _("Language"), _("Dates")),
        ]
    ]
    counts = rules.cross(slots, everybody=EVERYBODY, not_told=NOT_TOLD)
    audiences = _row_names("for", slots, names)
    languages = _row_names("lang", slots, names)
    head = [str(read.area.name), read.first.isoformat(), read.last.isoformat()]
    keys = product(range(7), messages.PARTS, messages.BANDS, audiences, languages)
    return rows + [
        [
            *head,
            words.weekday(weekday),
            str(messages.PARTS[part]),
            str(messages.BANDS[band]),
            audiences[who],
            languages[code],
            counts[weekday, part, band, who, code],
        ]
        for weekday, part, band, who, code in keys
    ]
