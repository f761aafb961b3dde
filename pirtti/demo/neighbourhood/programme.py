"""Themes that take turns, wishes of families, pauses with the schools."""

import datetime as dt
from typing import Any

from i18nfield.strings import LazyI18nString

from pirtti.calendar import actions
from pirtti.calendar.models import Activity
from pirtti.core import content
from pirtti.demo.neighbourhood import files, places
from pirtti.demo.neighbourhood.files import Raw

# Wishes came in during the last days, one every other day.
WISH_DAYS = 2
_LANGUAGES = ("fi", "sv", "en")


def of_rhythm(raw: Raw, number: int) -> dict[str, Any]:
    """Return what a rhythm has of its own; themes and turns are the first one's."""
    pauses = raw.get("pauses", [])
    return {
        "skips_public_holidays": "public" in pauses,
        "skips_school_holidays": "school" in pauses,
        "theme_every": raw.get("theme_every", 0) if number == 0 else 0,
        "leaders": raw.get("leaders", []) if number == 0 else [],
    }


def add_programme(activity: Activity, raw: Raw, *, today: dt.date) -> None:
    """Put themes in store and spread them, and let families wish for more."""
    if "theme_every" not in raw:
        return
    for words in raw.get("wished", []):
        wish = _wish(activity, words, today)
        theme = actions.take_wish(wish, by=None)
        actions.change_theme(theme, text=files.text(words), by=None)
    for theme in raw["themes"]:
        actions.add_theme(
            activity,
            text=files.text(texts(theme)),
            guest=files.text(theme.get("guest")),
            by=None,
        )
    actions.spread_themes(activity, since=today, by=None)
    for theme in raw.get("store", []):
        actions.add_theme(activity, text=files.text(theme), by=None)
    for number, words in enumerate(raw.get("wishes", []), start=1):
        _wish(activity, words, today - dt.timedelta(days=WISH_DAYS * number))


def texts(raw: Raw) -> Raw:
    """Return the languages of a theme without its guest."""
    return {code: raw[code] for code in _LANGUAGES if code in raw}


def _wish(activity: Activity, words: Raw, on: dt.date) -> Any:
    told = content.plain(LazyI18nString(words))
    assert isinstance(told, dict)
    language, text = next(iter(told.items()))
    return actions.make_wish(activity, text=text, language=language, today=on)


def add_school_holidays(raw: Raw, *, today: dt.date) -> None:
    """Tell the holidays of a municipality's schools in the year around today."""
    area = places.area_called(raw["in"])
    if area.school_holidays.exists():
        return
    holidays = [
        (LazyI18nString(one["name"]), *_days(one, today)) for one in raw["holidays"]
    ]
    actions.set_school_holidays(area, holidays=holidays, by=None)


def _days(raw: Raw, today: dt.date) -> tuple[dt.date, dt.date]:
    """Return the next such days: a week's Monday to Friday, or from a day on."""
    if "week" in raw:
        monday = dt.date.fromisocalendar(today.isocalendar().year, raw["week"], 1)
        if monday + dt.timedelta(days=4) < today:
            year = today.isocalendar().year + 1
            monday = dt.date.fromisocalendar(year, raw["week"], 1)
        return monday, monday + dt.timedelta(days=4)
    month, day = map(int, raw["on"].split("-"))
    first = dt.date(today.year, month, day)
    return first, first + dt.timedelta(days=raw["days"] - 1)
