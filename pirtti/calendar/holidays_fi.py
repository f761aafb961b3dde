"""Finnish public holidays by name; no Django."""

import datetime as dt
from functools import lru_cache

import holidays

# The languages of the `holidays` package by ours.
_LANGUAGES = {"fi": "fi", "sv": "sv_FI", "en": "en_US"}


def holiday_name(day: dt.date, language: str) -> str | None:
    """Return the name of the public holiday on a day, or None.

    Whole days only, Midsummer Eve and Christmas Eve among them; no flag days and
    no Sundays. `language` is `fi`, `sv` or `en`, a region after it is left out
    (`sv-fi`); any other language gets the English name. Source: the `holidays`
    package, country FI, category "public".
    """
    code = _LANGUAGES.get(language[:2].lower(), _LANGUAGES["en"])
    return _names(day.year, code).get(day)


@lru_cache(maxsize=64)
def _names(year: int, language: str) -> dict[dt.date, str]:
    return dict(holidays.country_holidays("FI", years=year, language=language))
