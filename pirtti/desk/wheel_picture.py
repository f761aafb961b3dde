"""Draw a year wheel as SVG on the server: a picture of a table, never instead of it."""

import math
from collections.abc import Iterator, Sequence

from django.utils.dates import MONTHS_3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from pirtti.planning import rules
from pirtti.planning.models import Round
from pirtti.planning.queries.wheel import Ring

SIZE = 640
CENTRE = SIZE / 2
OUTER, INNER = 272.0, 92.0
MONTH_AT = 294.0
# Kinds that last are arcs, kinds that are a moment are signs with a form of their own.
ARCS = {
    rules.MarkKind.SEASON: "wheel-season",
    rules.MarkKind.CLOSURE: "wheel-closure",
    rules.MarkKind.GRANTS: "wheel-grants",
}
_THIN = {"wheel-grants"}
THIN, SHORTEST = 0.4, 0.008
SIGNS = {
    rules.MarkKind.DEADLINE: "wheel-deadline",
    rules.MarkKind.BUDGET: "wheel-budget",
}


def picture(rings: Sequence[Ring], planned: Round | None) -> SafeString:
    """Draw the wheel: January at the top, the year clockwise; empty without any mark.

    Only classes and attributes, so that the content security policy holds. The table
    beside it tells the same in words.
    """
    if not rings:
        return SafeString("")
    width = (OUTER - INNER) / len(rings)
    drawn = format_html_join(
        "", "{}", ((_ring(n, ring, width),) for n, ring in enumerate(rings))
    )
    return format_html(
        '<svg class="wheel" viewBox="0 0 {} {}" role="img" '
        'aria-labelledby="wheel-title" aria-describedby="wheel-about">'
        '<title id="wheel-title">{}</title><desc id="wheel-about">{}</desc>'
        "{}{}{}{}</svg>",
        SIZE,
        SIZE,
        _("Year wheel"),
        _("Each ring is one organisation; the table below tells the same in words."),
        _HATCH,
        _months(),
        drawn,
        _deadline(planned),
    )


_HATCH = SafeString(
    '<defs><pattern id="wheel-hatch" width="7" height="7" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)"><rect class="wheel-hatch-ground" width="7"'
    ' height="7"/><line class="wheel-hatch-line" x1="0" y1="0" x2="0" y2="7"/>'
    "</pattern></defs>"
)


def _at(part: float, radius: float) -> tuple[float, float]:
    """Return the point at a fraction of the year, clockwise from the top."""
    angle = 2 * math.pi * part
    return (
        round(CENTRE + radius * math.sin(angle), 1),
        round(CENTRE - radius * math.cos(angle), 1),
    )


def _months() -> SafeString:
    rows = []
    for number in range(12):
        x1, y1 = _at(number / 12, INNER - 8)
        x2, y2 = _at(number / 12, OUTER + 6)
        x, y = _at((number + 0.5) / 12, MONTH_AT)
        name = capfirst(str(MONTHS_3[number + 1])).removesuffix(".")[:5]
        rows.append((x1, y1, x2, y2, x, y + 5, name))
    return format_html_join(
        "",
        '<line class="chart-grid" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        '<text class="chart-text" x="{}" y="{}" text-anchor="middle">{}</text>',
        rows,
    )


def _ring(number: int, ring: Ring, width: float) -> SafeString:
    outer = OUTER - number * width
    inner = outer - width * 0.82
    middle = (outer + inner) / 2
    x, y = _at(0.0, middle)
    return format_html(
        '<circle class="wheel-ring" cx="{}" cy="{}" r="{}" stroke-width="{}"/>{}{}'
        '<circle class="wheel-number-ground" cx="{}" cy="{}" r="11"/>'
        '<text class="chart-text wheel-number" x="{}" y="{}" text-anchor="middle">{}'
        "</text>",
        CENTRE,
        CENTRE,
        round(middle, 1),
        round(outer - inner, 1),
        format_html_join("", '<path class="{}" d="{}"/>', _arcs(ring, inner, outer)),
        format_html_join("", "{}", _signs(ring, middle)),
        x,
        y,
        x,
        y + 5,
        number + 1,
    )


def _arcs(ring: Ring, inner: float, outer: float) -> Iterator[tuple[str, str]]:
    for kind, css in ARCS.items():
        for mark in ring.marks:
            if mark.kind != kind:
                continue
            for start, end in rules.spans(mark.as_rule()):
                # Grants are a thin band on the outer edge, so that a season shows below.
                low = outer - (outer - inner) * THIN if css in _THIN else inner
                yield css, _arc(start, max(end, start + SHORTEST), low, outer)


def _arc(start: float, end: float, inner: float, outer: float) -> str:
    large = int(end - start > 0.5)  # noqa: PLR2004 - more than half the year
    end = min(end, start + 0.9999)
    (ax, ay), (bx, by) = _at(start, outer), _at(end, outer)
    (cx, cy), (dx, dy) = _at(end, inner), _at(start, inner)
    o, i = round(outer, 1), round(inner, 1)
    return (
        f"M{ax} {ay}A{o} {o} 0 {large} 1 {bx} {by}"
        f"L{cx} {cy}A{i} {i} 0 {large} 0 {dx} {dy}Z"
    )


def _signs(ring: Ring, middle: float) -> Iterator[tuple[SafeString]]:
    for mark in ring.marks:
        css = SIGNS.get(rules.MarkKind(mark.kind))
        if css is not None:
            x, y = _at(rules.spans(mark.as_rule())[0][0], middle)
            yield (sign(css, x, y),)


def sign(css: str, x: float, y: float) -> SafeString:
    """Draw a moment: a diamond for the budget, a circle for an own plan."""
    if css == SIGNS[rules.MarkKind.BUDGET]:
        points = f"{x},{y - 9} {x + 9},{y} {x},{y + 9} {x - 9},{y}"
        return format_html('<polygon class="{}" points="{}"/>', css, points)
    return format_html('<circle class="{}" cx="{}" cy="{}" r="7"/>', css, x, y)


def _deadline(planned: Round | None) -> SafeString:
    """Draw the round's deadline as a line across all rings."""
    if planned is None:
        return SafeString("")
    day = planned.deadline
    mark = rules.Mark(
        rules.MarkKind.DEADLINE, (day.month, day.day), (day.month, day.day)
    )
    part = rules.spans(mark)[0][0]
    (x1, y1), (x2, y2) = _at(part, INNER - 14), _at(part, OUTER + 8)
    return format_html(
        '<line class="wheel-line" x1="{}" y1="{}" x2="{}" y2="{}"/>', x1, y1, x2, y2
    )
