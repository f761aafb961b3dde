"""Days and rhythms as the pages of planning write them, in the language of the page."""

import datetime as dt

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import get_language
from i18nfield.strings import LazyI18nString

from pirtti.calendar import rhythm_words
from pirtti.calendar.models import Series
from pirtti.core import content, timewords
from pirtti.planning import rules
from pirtti.planning.models import Promise, Round, YearMark
from pirtti.planning.queries import lines


def language() -> str:
    """Return the page's language without a region."""
    return (get_language() or "fi")[:2]


def day(on: dt.date) -> str:
    """Write a day with its year: `25.11.2026`."""
    if language() == "en":
        return f"{on.day} {MONTHS[on.month]} {on.year}"
    return f"{on.day}.{on.month}.{on.year}"


def month_day(month: int, number: int) -> str:
    """Write a day of any year: `24.12.`, `24.12`, `24 December`."""
    if language() == "en":
        return f"{number} {MONTHS[month]}"
    return f"{number}.{month}" + ("." if language() == "fi" else "")


def span_of(mark: YearMark) -> str:
    """Write when a mark of the year is: `20.12.–6.1.`, one day alone."""
    first = month_day(mark.first_month, mark.first_day)
    last = month_day(mark.last_month, mark.last_day)
    return first if first == last else f"{first}–{last}"


def weekday(number: int) -> str:
    """Write a weekday with a capital letter."""
    return capfirst(str(WEEKDAYS[number]))


def times(start: dt.time, end: dt.time) -> str:
    """Write from when to when: `9.30–11.30`."""
    return timewords.show_range(start, end, language())


def rhythm(series: Series) -> str:
    """Say a rhythm: `keskiviikkoisin klo 9.30–11.30`."""
    return rhythm_words.rhythm(series, language(), day)


def rhythm_of_line(line: rules.Line) -> str:
    """Say the rhythm of an edition's line."""
    return rhythm(lines.as_series(line))


def rhythm_of_promise(promise: Promise, planned: Round) -> str:
    """Say a promised rhythm; its own first or last day only where it differs."""
    days = list(promise.weekdays)
    series = Series(
        frequency=promise.frequency,
        interval=promise.interval,
        parity=promise.parity,
        weekday=days[0] if days else 0,
        weekdays=days if len(days) > 1 else [],
        nth=list(promise.nth),
        starts_at=promise.starts_at or dt.time(),
        ends_at=promise.ends_at or dt.time(),
        starts_on=promise.starts_on or planned.first_on,
        ends_on=promise.ends_on,
    )
    told_from = planned.first_on if promise.starts_on else None
    return rhythm_words.rhythm(series, language(), day, today=told_from)


def said(texts: dict[str, str]) -> content.Shown:
    """Choose the text of an edition's line in the language of the page."""
    return content.shown(LazyI18nString(texts), language())
