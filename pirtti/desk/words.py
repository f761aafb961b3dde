"""Days, times and rhythms as the desk writes them, in the language of the page."""

import datetime as dt

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pirtti.calendar import rhythm_words
from pirtti.calendar.models import Occurrence, Series
from pirtti.core import timewords


def language() -> str:
    """Return the page's language without a region."""
    return (get_language() or "fi")[:2]


def day_and_month(day: dt.date) -> str:
    """Write a day without its name: `25.11.`, `25.11`, `25 November`."""
    if language() == "en":
        return f"{day.day} {MONTHS[day.month]}"
    return f"{day.day}.{day.month}" + ("." if language() == "fi" else "")


def day_and_year(day: dt.date) -> str:
    """Write a day that may be in another year: `25.11.2026`."""
    if language() == "en":
        return f"{day_and_month(day)} {day.year}"
    return f"{day.day}.{day.month}.{day.year}"


def day_short(day: dt.date) -> str:
    """Write a day with its short name: `ke 25.11.`"""
    return f"{WEEKDAYS_ABBR[day.weekday()]} {day_and_month(day)}"


def day_long(day: dt.date) -> str:
    """Write a day with its name: `keskiviikko 25.11.`"""
    return f"{WEEKDAYS[day.weekday()]} {day_and_month(day)}"


def times(start: dt.time, end: dt.time, *, in_sentence: bool = False) -> str:
    """Write from when to when: `9.30–11.30`, `klo 9.30–11.30` in a sentence."""
    return timewords.show_range(start, end, language(), in_sentence=in_sentence)


def times_of(date: Occurrence, *, in_sentence: bool = False) -> str:
    """Write the times of one date."""
    start, end = timezone.localtime(date.starts_at), timezone.localtime(date.ends_at)
    return times(start.time(), end.time(), in_sentence=in_sentence)


def when(date: Occurrence) -> str:
    """Write the day and times of one date: `ke 25.11. klo 9.30–11.30`."""
    return f"{day_short(date.on)} {times_of(date, in_sentence=True)}"


def moment_day(at: dt.datetime) -> str:
    """Write the day and time at which something begins: `ke 25.11. klo 9.30`."""
    local = timezone.localtime(at)
    return _day_at(day_short(local.date()), local.time())


def moment(at: dt.datetime) -> str:
    """Write when something was done: `20.11.2026 klo 14.05`."""
    local = timezone.localtime(at)
    return _day_at(day_and_year(local.date()), local.time())


def _day_at(day: str, clock: dt.time) -> str:
    time = timewords.show_time(clock, language())
    return _("%(day)s at %(time)s") % {"day": day, "time": time}


def rhythm(series: Series) -> str:
    """Say a rhythm: `keskiviikkoisin klo 9.30–11.30 parillisilla viikoilla`."""
    return rhythm_words.rhythm(
        series, language(), day_and_year, today=timezone.localdate()
    )
