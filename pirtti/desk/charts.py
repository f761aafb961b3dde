"""Draw a bar chart as SVG on the server: a picture of a table, never instead of it.

Only classes and attributes, so that the content security policy holds; colours
come from `core/desk.css`. Bars are stacked, and a legend names their parts in the
order in which they stand, so that colour is not the only sign.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, HEIGHT = 560, 300
LEFT, RIGHT, TOP, BOTTOM = 64, 8, 44, 36
MOST_LABELS = 12
CLASSES = ("chart-bar", "chart-bar chart-bar--third")
_STEPS = (1, 2, 5)
_LINES = 4
_SWATCH, _LEGEND_GAP = 14, 180


@dataclass(frozen=True)
class Bar:
    """One bar: its short name and its parts, lowest first; none below zero."""

    label: str
    parts: tuple[int, ...]

    @property
    def height(self) -> int:
        """Return all parts together."""
        return sum(self.parts)


def nice_step(largest: int, *, lines: int = _LINES) -> int:
    """Return a round step (1, 2 or 5 times a power of ten) for a scale up to `largest`.

    At most `lines` steps are needed to reach `largest`; a scale has whole numbers.
    """
    power = 1
    while True:
        for step in _STEPS:
            if step * power * lines >= largest:
                return step * power
        power *= 10


def bar_chart(
    bars: Sequence[Bar], *, title: str, about: str, legend: Sequence[str], ident: str
) -> SafeString:
    """Draw stacked bars. `about` tells in words what the table beside it holds.

    `ident` makes the ids of the title and description unique on the page. An
    empty list, or only zeros, gives an empty string: there is nothing to draw.
    """
    largest = max((bar.height for bar in bars), default=0)
    if largest < 1:
        return SafeString("")
    step = nice_step(largest)
    top = step * -(-largest // step)
    return format_html(
        '<svg viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title" '
        'aria-describedby="{}-about"><title id="{}-title">{}</title>'
        '<desc id="{}-about">{}</desc>{}{}{}{}</svg>',
        WIDTH,
        HEIGHT,
        ident,
        ident,
        ident,
        title,
        ident,
        about,
        _grid(top, step),
        _bars(bars, top),
        _labels(bars),
        _legend(legend),
    )


def _y(value: int, top: int) -> float:
    """Return how far down a value stands."""
    inner = HEIGHT - TOP - BOTTOM
    return round(TOP + inner * (1 - value / top), 1)


def _grid(top: int, step: int) -> SafeString:
    lines = [
        (
            "chart-axis" if value == 0 else "chart-grid",
            LEFT,
            WIDTH - RIGHT,
            _y(value, top),
            _y(value, top),
            LEFT - 8,
            _y(value, top) + 5,
            f"{value:,}".replace(",", "\N{NO-BREAK SPACE}"),
        )
        for value in range(0, top + 1, step)
    ]
    return format_html_join(
        "",
        '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        '<text class="chart-text" x="{}" y="{}" text-anchor="end">{}</text>',
        lines,
    )


def _slots(count: int) -> tuple[float, float]:
    """Return how wide each bar's slot and the bar in it are."""
    slot = (WIDTH - LEFT - RIGHT) / count
    return slot, min(slot * 0.7, 56)


def _bars(bars: Sequence[Bar], top: int) -> SafeString:
    return format_html_join(
        "",
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        _rectangles(bars, top),
    )


def _rectangles(
    bars: Sequence[Bar], top: int
) -> Iterator[tuple[str, float, float, float, float]]:
    slot, width = _slots(len(bars))
    for number, bar in enumerate(bars):
        left = round(LEFT + slot * number + (slot - width) / 2, 1)
        below = 0
        for css, part in zip(CLASSES, bar.parts, strict=False):
            upper, lower = _y(below + part, top), _y(below, top)
            below += part
            if part:
                # A hair between the parts keeps them apart in black and white.
                gap = 1 if below > part else 0
                yield (
                    css,
                    left,
                    upper,
                    round(width, 1),
                    max(round(lower - upper - gap, 1), 0.5),
                )


def _labels(bars: Sequence[Bar]) -> SafeString:
    slot, _width = _slots(len(bars))
    every = -(-len(bars) // MOST_LABELS)
    return format_html_join(
        "",
        '<text class="chart-text" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (round(LEFT + slot * (number + 0.5), 1), HEIGHT - BOTTOM + 24, bar.label)
            for number, bar in enumerate(bars)
            if number % every == 0
        ),
    )


def _legend(names: Sequence[str]) -> SafeString:
    return format_html_join(
        "",
        '<rect class="{}" x="{}" y="6" width="{}" height="{}"/>'
        '<text class="chart-text" x="{}" y="19">{}</text>',
        (
            (
                css,
                LEFT + place * _LEGEND_GAP,
                _SWATCH,
                _SWATCH,
                LEFT + place * _LEGEND_GAP + _SWATCH + 8,
                name,
            )
            for place, (css, name) in enumerate(zip(CLASSES, names, strict=False))
        ),
    )
