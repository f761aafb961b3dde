"""Put the figures into tables with words: the same for the page and its CSV."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from pirtti.core import small_cells
from pirtti.core.timewords import NBSP
from pirtti.desk import charts, words
from pirtti.desk.queries.figures import Asked, Board, Scope
from pirtti.visits import figures, messages
from pirtti.visits.figures import Row

SPAN_NAMES: dict[str, Promise] = {
    "week": gettext_lazy("Week by week"),
    "month": gettext_lazy("Month by month"),
    "year": gettext_lazy("Year by year"),
}


def number(value: int) -> str:
    """Write a number as people read it: `1 284`, in English `1,284`."""
    text = f"{value:,}"
    return text if words.language() == "en" else text.replace(",", NBSP)


def shown(value: int | small_cells.Hidden) -> str:
    """Write a number, or the mark of one that is not shown."""
    return number(value) if isinstance(value, int) else str(value)


@dataclass(frozen=True)
class Line:
    """One row of a table; `url` leads on to its own page of figures."""

    name: str
    row: Row
    url: str = ""
    men: int | small_cells.Hidden | None = None
    estimate: int | None = None
    short: str = ""

    @property
    def cells(self) -> list[int | small_cells.Hidden]:
        """Return the numbers in the order of the columns, without men and estimate."""
        row = self.row
        return [row.gatherings, row.adults, row.children, row.visits, row.first]

    @property
    def texts(self) -> list[str]:
        """Return all numbers as the page writes them."""
        men = [] if self.men is None else [self.men]
        return [shown(cell) for cell in [*self.cells, *men]]

    @property
    def method(self) -> str:
        """Say how the numbers came about; nothing counted says so."""
        if not self.row.methods:
            return _("Nothing counted")
        return capfirst(
            ", ".join(str(messages.METHOD_WORDS[one]) for one in self.row.methods)
        )

    @property
    def estimate_text(self) -> str:
        """Say the estimate that goes with sample weeks, marked as one."""
        if self.estimate is None:
            return ""
        return _("Estimate of all visits so far: %(visits)s") % {
            "visits": number(self.estimate)
        }


@dataclass(frozen=True)
class Table:
    """A table with its total row."""

    ident: str
    title: str
    first_column: str
    lines: list[Line]
    total: Line

    @property
    def columns(self) -> list[str]:
        """Name the columns of numbers."""
        names = [
            _("Dates"),
            _("Adults"),
            _("Children"),
            _("Visits"),
            pgettext("figures", "First time, families"),
        ]
        return names if self.total.men is None else [*names, _("Fathers and other men")]

    @property
    def is_hiding(self) -> bool:
        """Say whether some number is not shown, so that the page says why."""
        cells = [line.men for line in [*self.lines, self.total] if line.men is not None]
        return any(small_cells.is_hidden(cell) for cell in cells)

    def chart(self) -> SafeString:
        """Draw adults and children of each row."""
        bars = [
            charts.Bar(_short(line), (line.row.adults, line.row.children))
            for line in self.lines
        ]
        return charts.bar_chart(
            bars,
            title=self.title,
            about=_about(self.lines),
            legend=[_("Adults"), _("Children")],
            ident=f"chart-{self.ident}",
        )


def _short(line: Line) -> str:
    """Name a bar shortly: `47` for a week, `marras` for a month, `2026`."""
    return line.short or line.name


def _about(lines: Sequence[Line]) -> str:
    """Say what the chart shows; every number stands in the table."""
    most = max(lines, key=lambda line: line.row.visits, default=None)
    if most is None:
        return ""
    return _(
        "Most visits: %(name)s, %(visits)s. All numbers are in the table beside the chart."
    ) % {"name": most.name, "visits": number(most.row.visits)}


def tables(board: Board, asked: Asked, scope: Scope) -> list[Table]:
    """Return the tables of the page: by period, by area or place, by kind."""
    found = [_by_period(board, asked, scope)]
    if board.split_level:
        found.append(_by_split(board, asked))
    if board.kinds:
        found.append(_by_kind(board, asked))
    return [table for table in found if table.lines]


def _by_period(board: Board, asked: Asked, scope: Scope) -> Table:
    men: list[int | small_cells.Hidden | None] = [*board.men]
    men = men or [None] * len(board.rows)
    place = scope.place.pk if scope.place else None
    lines = [
        Line(
            _period_name(row, asked.by),
            row,
            url=asked.but(by="month", year=row.year) if asked.by == "year" else "",
            men=one,
            short=period_short(row, asked.by),
            estimate=board.estimates.get((place, row.year))
            if asked.by == "year"
            else None,
        )
        for row, one in zip(board.rows, men, strict=True)
    ]
    total = Line(
        _("Together"),
        figures.total(board.rows),
        men=board.men_total if board.has_men else None,
        estimate=None
        if asked.by == "year"
        else board.estimates.get((place, asked.year)),
    )
    heading = {"week": _("Week"), "month": _("Month"), "year": _("Year")}[asked.by]
    return Table("period", str(SPAN_NAMES[asked.by]), heading, lines, total)


def _period_name(row: Row, by: str) -> str:
    if by == "week":
        return _("Week %(number)s") % {"number": row.number}
    return str(MONTHS[row.number]).capitalize() if by == "month" else str(row.year)


def period_short(row: Row, by: str) -> str:
    """Name a period as shortly as a chart needs: `47`, `marras`, `2026`."""
    if by == "week":
        return str(row.number)
    if by != "month":
        return str(row.year)
    name = str(MONTHS_3[row.number])
    return name.capitalize() if words.language() == "en" else name


def _by_split(board: Board, asked: Asked) -> Table:
    is_area = board.split_level == "area"
    lines = []
    for row in board.split:
        thing = board.names.get(row.split or 0)
        if thing is None:
            continue
        url = (
            asked.but(area=thing.slug)
            if is_area
            else asked.but(place=thing.pk, area="")
        )
        estimate = board.estimates.get((row.split, row.year))
        lines.append(Line(str(thing.name), row, url=url, estimate=estimate))
    lines.sort(key=lambda line: (-line.row.visits, line.name))
    title, heading = (
        (_("By area"), _("Area")) if is_area else (_("By place"), _("Place"))
    )
    title = f"{title}, {asked.year}"
    return Table(
        "split", title, heading, lines, Line(_("Together"), figures.total(board.split))
    )


def _by_kind(board: Board, asked: Asked) -> Table:
    lines = [
        Line(str(kind.name), row, url=asked.but(kind=kind.slug))
        for row in board.kinds
        if (kind := board.all_kinds.get(row.split or 0))
    ]
    total = Line(_("Together"), figures.total(board.kinds))
    title = _("By kind of activity")
    return Table("kind", f"{title}, {asked.year}", _("Kind of activity"), lines, total)


def title(scope: Scope, asked: Asked, board: Board) -> str:
    """Say whose figures and of when: `Koivukylä, 2026, perhekahvila`."""
    where = scope.place or scope.area
    kind = next(
        (one for one in board.all_kinds.values() if one.slug == asked.kind), None
    )
    when = "" if asked.by == "year" else str(asked.year)
    parts = [
        str(where.name) if where else _("Own places"),
        when,
        str(kind.name) if kind else "",
    ]
    return ", ".join(part for part in parts if part)


def csv_rows(found: Sequence[Table]) -> list[list[object]]:
    """Return exactly what the page shows as rows: one heading, then every table."""
    heading: list[object] = [
        _("Table"),
        _("Row"),
        _("Dates"),
        _("Adults"),
        _("Children"),
        _("Visits"),
        pgettext("figures", "First time, families"),
        _("Fathers and other men"),
        _("How counted"),
        _("Estimate of all visits so far"),
    ]
    rows = [heading]
    for table in found:
        rows += [_csv_row(table, line) for line in [*table.lines, table.total]]
    return rows


def _csv_row(table: Table, line: Line) -> list[object]:
    men = "" if line.men is None else line.men
    return [
        table.title,
        line.name,
        *line.cells,
        men if isinstance(men, int) else str(men),
        line.method,
        line.estimate or "",
    ]


@dataclass(frozen=True)
class Choice:
    """One way to look at the figures, as a link."""

    name: str
    url: str
    is_current: bool


def spans(asked: Asked) -> list[Choice]:
    """Return the three lengths of period as links."""
    return [
        Choice(str(name), asked.but(by=span), span == asked.by)
        for span, name in SPAN_NAMES.items()
    ]


def crumbs(asked: Asked) -> list[Choice]:
    """Return the way back up from a place or a kind."""
    found = []
    if asked.kind:
        found.append(
            Choice(_("All kinds of activities"), asked.but(kind=""), is_current=False)
        )
    if asked.place or asked.area:
        found.append(
            Choice(
                _("All my figures"), asked.but(place=None, area=""), is_current=False
            )
        )
    return found


def stats(found: Sequence[Table]) -> list[tuple[str, str, str]]:
    """Return the four numbers at the top: value, name, note."""
    if not found:
        return []
    row = found[0].total.row
    each = row.visits / row.gatherings if row.gatherings else 0
    mean = f"{each:.1f}"
    return [
        (number(row.visits), _("visits"), found[0].total.method),
        (number(row.gatherings), _("dates"), ""),
        (number(row.first), _("families for the first time"), ""),
        (
            mean if words.language() == "en" else mean.replace(".", ","),
            _("visits each time on average"),
            "",
        ),
    ]
