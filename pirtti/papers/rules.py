"""Decisions about paper: which month, how many columns, which signs; no Django."""

import datetime as dt
import re

# One may print what has just been and what is planned ahead.
MONTHS_BACK, MONTHS_AHEAD = 2, 14
# A month with no more dates than this is told as a list in large type.
MOST_IN_LIST = 12
# No sheet holds more; larger areas are printed in parts.
MOST_DATES = 320
WORKDAYS = 5
_MONTH = re.compile(r"(\d{4})-(\d{2})")
# What Nunito draws (tools/theme/paper_fonts.py prints it); nothing else can stand on
# paper that machines can read aloud (PDF/UA allows no empty boxes).
_UNKNOWN = re.compile(
    "[^ -~\u00a0-\u0132\u0134-\u017e\u018f\u0192\u01a0-\u01a1\u01af-\u01b0\u01cd-\u01ce"
    "\u01e5-\u01e7\u01e9-\u01eb\u01ef\u01fa-\u021b\u0259\u0292\u02c6-\u02cc\u02da"
    "\u0300-\u0301\u0303-\u0304\u0308-\u0309\u0323\u0400-\u045f\u0462-\u0463\u0472-\u0475"
    "\u048a-\u04a5\u04a8-\u04ff\u1e80-\u1e85\u1ea0-\u1ef9\u200b\u2013-\u2014\u2018-\u201a"
    "\u201c-\u201e\u2020\u2022\u2026\u2032-\u2033\u2039-\u203a\u2044\u20ac\u2116\u2122"
    "\u2212\u2215]+"
)
# Stands for a text of which our letters can show nothing.
NOT_SHOWN = "…"
# Longer words get places where they may break, so that no column bursts.
_LONG_WORD = re.compile(r"\S{28,}")
_BREAK_EVERY = 14
# A space that does not break stays one.
_SPACES = re.compile(r"[ \t\r\n]+")


def parse_month(text: str) -> dt.date | None:
    """Read `2026-12` as the first day of that month; None for anything else."""
    found = _MONTH.fullmatch(text)
    if found is None:
        return None
    try:
        return dt.date(int(found[1]), int(found[2]), 1)
    except ValueError:
        return None


def step(first: dt.date, months: int) -> dt.date:
    """Return the first day of the month so many months later (or before)."""
    number = first.year * 12 + first.month - 1 + months
    return dt.date(number // 12, number % 12 + 1, 1)


def may_print(first: dt.date, *, today: dt.date) -> bool:
    """Say whether a month (or the month of a week) is near enough to be printed."""
    this = today.replace(day=1)
    return step(this, -MONTHS_BACK) <= first <= step(this, MONTHS_AHEAD)


def weeks(first: dt.date) -> list[list[dt.date]]:
    """Return the weeks of a month, Monday to Sunday, with the days around its ends."""
    monday = first - dt.timedelta(days=first.weekday())
    after = step(first, 1)
    found = []
    while monday < after:
        found.append([monday + dt.timedelta(days=day) for day in range(7)])
        monday += dt.timedelta(days=7)
    return found


def columns(busy: set[int]) -> int:
    """Return how many weekdays a grid shows: the weekend only when something is on."""
    return max(WORKDAYS, *(weekday + 1 for weekday in busy)) if busy else WORKDAYS


def is_list(dates: int) -> bool:
    """Say whether a month has so little that a list in large type is better."""
    return dates <= MOST_IN_LIST


def printable(text: str) -> str:
    """Return a text as paper can show it.

    Line breaks and tabs become spaces; pictures and scripts that our letters lack
    are left out, and when nothing is left, dots say so; words longer than a column
    may break.
    """
    tidy = _SPACES.sub(" ", _UNKNOWN.sub(" ", text)).strip()
    if text.strip() and not tidy:
        return NOT_SHOWN
    return _LONG_WORD.sub(_with_breaks, tidy)


def _with_breaks(word: re.Match[str]) -> str:
    letters = word[0]
    parts = range(0, len(letters), _BREAK_EVERY)
    return "\u200b".join(letters[at : at + _BREAK_EVERY] for at in parts)
