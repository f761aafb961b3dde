"""The year wheel of an area: a picture with a ring for each organisation, and a table."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString

from pirtti.desk import planning_page, wheel_picture
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation
from pirtti.planning import access, rules, words
from pirtti.planning.models import Round, YearMark
from pirtti.planning.queries import rounds
from pirtti.planning.queries import wheel as queries
from pirtti.planning.queries.wheel import MOST_RINGS, Ring


@dataclass(frozen=True)
class MarkLine:
    """One time of a year in words."""

    mark: YearMark
    kind: str
    when: str


@dataclass(frozen=True)
class RingLine:
    """One organisation's year in words; `number` is its ring, counted from outside."""

    number: int
    organisation: Organisation
    marks: list[MarkLine]
    mismatches: list[rules.Mismatch]
    may_edit: bool


@dataclass(frozen=True)
class WheelPage:
    """The page of an area's year wheel."""

    area: Area
    areas: list[Area]
    round: Round | None
    lines: list[RingLine]
    picture: SafeString
    legend: list[tuple[str, str]]

    @property
    def misfits(self) -> list[RingLine]:
        """Return the organisations whose year does not fit the round."""
        return [line for line in self.lines if line.mismatches]


def page(viewer: Viewer, query: QueryDict) -> WheelPage:
    """Read what the year wheel shows."""
    areas = planning_page.areas_of(viewer)
    area = planning_page.area_asked(areas, query.get("area", ""))
    planned = queries.running_round(area)
    own = set(access.organisations_of(viewer).values_list("pk", flat=True))
    rings = queries.rings(area)
    drawn = [ring for ring in rings if ring.marks][:MOST_RINGS]
    return WheelPage(
        area=area,
        areas=areas,
        round=planned,
        lines=[
            _line(number, ring, planned, ring.organisation.pk in own)
            for number, ring in enumerate(rings, 1)
        ],
        picture=wheel_picture.picture(drawn, planned),
        legend=[
            (
                (wheel_picture.ARCS | wheel_picture.SIGNS)[rules.MarkKind(kind)],
                str(name),
            )
            for kind, name in YearMark.Kind.choices
        ],
    )


def lines_of(organisation: Organisation) -> list[MarkLine]:
    """List the times of one organisation's year in words (one query)."""
    return [_mark_line(mark) for mark in organisation.year_marks.all()]


def _mark_line(mark: YearMark) -> MarkLine:
    return MarkLine(mark, mark.get_kind_display(), words.span_of(mark))


def _line(
    number: int,
    ring: Ring,
    planned: Round | None,
    may_edit: bool,  # noqa: FBT001
) -> RingLine:
    found = (
        rules.mismatches(
            [mark.as_rule() for mark in ring.marks], rounds.times_of(planned)
        )
        if planned
        else []
    )
    marks = [_mark_line(mark) for mark in ring.marks]
    return RingLine(number, ring.organisation, marks, found, may_edit)
