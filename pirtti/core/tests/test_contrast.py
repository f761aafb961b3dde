"""Text can be read on its background, by day and by night (WCAG 1.4.3, 1.4.11)."""

import re
from pathlib import Path

import pytest

STYLES = Path(__file__).parents[1] / "static/core"
TOKEN = re.compile(r"(--[\w-]+):\s*(#[0-9a-fA-F]{6}|var\((--[\w-]+)\))\s*;")

TEXT = [
    ("ink", "page"),
    ("ink", "card"),
    ("ink", "tag"),
    ("muted", "page"),
    ("muted", "card"),
    ("muted", "tag"),
    ("heading", "page"),
    ("heading", "card"),
    ("link", "page"),
    ("link", "card"),
    ("bad-text", "page"),
    ("bad-text", "card"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-badge", "badge"),
    ("on-info", "info"),
    ("on-warn", "warn"),
    ("on-good", "good"),
    ("on-bad", "bad"),
]
# Looked at in bright light, with a child on the arm.
COUNTER = [
    ("ink", "card"),
    ("heading", "card"),
    ("on-accent", "accent-strong"),
    ("card", "heading"),
    ("on-good", "good"),
    ("on-warn", "warn"),
]
# Not text: what shows where a control or a chart is.
SHAPES = [
    ("accent", "card"),
    ("accent", "page"),
    ("accent-strong", "card"),
    ("bad-text", "card"),
]


def between(text, start, end):
    """The part of a style sheet from one mark to the next."""
    return text.split(start, 1)[1].split(end, 1)[0]


def tokens(mode):
    """Every colour as the browser has it, in "light" or "dark"."""
    theme = (STYLES / "theme.css").read_text(encoding="utf-8")
    base = (STYLES / "base.css").read_text(encoding="utf-8")
    parts = [
        between(theme, "@layer ds.theme.color-scheme.light {", "@media"),
        between(base, ":root {", "\n  }"),
    ]
    if mode == "dark":
        parts += [
            between(theme, "@layer ds.theme.color-scheme.dark {", "@media"),
            between(base, "prefers-color-scheme: dark) {", "\n  }\n"),
        ]
    return {name: value for part in parts for name, value, _ in TOKEN.findall(part)}


def resolve(colours, name):
    value = colours[name]
    while value.startswith("var("):
        value = colours[value[4:-1]]
    return value


def luminance(colour):
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(mode, front, back):
    colours = tokens(mode)
    lights = sorted(luminance(resolve(colours, f"--{name}")) for name in (front, back))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_stands_out(mode, front, back):
    assert contrast(mode, front, back) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), COUNTER)
def test_the_counter_stands_out_in_bright_light(mode, front, back):
    assert contrast(mode, front, back) >= 7


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), SHAPES)
def test_shapes_stand_out(mode, front, back):
    assert contrast(mode, front, back) >= 3


def test_night_has_colours_of_its_own():
    day, night = tokens("light"), tokens("dark")

    assert resolve(day, "--page") != resolve(night, "--page")
    assert resolve(day, "--ink") != resolve(night, "--ink")


def test_black_on_white_is_twenty_one_to_one():
    assert luminance("#ffffff") / 0.05 + 1 == pytest.approx(21)
