"""When and where, as mails to those who follow say it, in the language in use."""

import datetime as dt

from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from pirtti.core import content, timewords
from pirtti.network.models import Place, Room


def language() -> str:
    """Return the language in use, without a region."""
    return (get_language() or "fi")[:2]


def name(text: LazyI18nString | str | None) -> str:
    """Return what people wrote, in the language in use or the one there is."""
    return content.shown(text, language()).text


def when(starts_at: dt.datetime, ends_at: dt.datetime) -> str:
    """Write when a date is: `ke 25.11. klo 9.30–11.30`."""
    day, start = timewords.from_instant(starts_at)
    end = timewords.from_instant(ends_at)[1]
    times = timewords.show_range(start, end, language(), in_sentence=True)
    return f"{WEEKDAYS_ABBR[day.weekday()]} {_day_and_month(day)} {times}"


def where(place: Place | None, room: Room | None = None) -> str:
    """Write where a date is held: the place's name, its room in brackets."""
    if place is None:
        return _("Online")
    inside = f" ({name(room.name)})" if room is not None else ""
    return f"{name(place.name)}{inside}"


def _day_and_month(day: dt.date) -> str:
    if language() == "en":
        return f"{day.day} {MONTHS[day.month]}"
    return f"{day.day}.{day.month}" + ("." if language() == "fi" else "")
