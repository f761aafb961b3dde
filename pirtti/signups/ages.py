"""Ages of children as families write them, stored as months; no birth dates, no Django.

>>> read("1 v 4 kk", today=dt.date(2026, 11, 22))
16
>>> read("8 months", today=dt.date(2026, 11, 22))
8
>>> read("2/2027", today=dt.date(2026, 11, 22))
-3
"""

import datetime as dt
import re

from pirtti.signups import rules

# Finnish, Swedish and English, short and long.
_YEARS = r"(?:vuotta|vuosi|vuotias|v|år|å|years?|yrs?|y)"
_MONTHS = r"(?:kuukautta|kuukausi|kuukautinen|kk|månader|månad|mån|months?|mo|m)"
_YEARS_ONLY = re.compile(rf"(\d{{1,2}})(?:[.,]5)?\s*{_YEARS}\.?")
_MONTHS_ONLY = re.compile(rf"(\d{{1,3}})\s*{_MONTHS}\.?")
_BOTH = re.compile(
    rf"(\d{{1,2}})\s*{_YEARS}\.?\s*(?:ja|och|and|,|\+|&)?\s*(\d{{1,2}})\s*{_MONTHS}\.?"
)
_DUE = re.compile(
    r"(?:la|lt|bf|due|laskettu aika|beräknad|syntyy|föds)?\s*(\d{1,2})[/.](\d{4})"
)
YEAR = 12


class Unreadable(ValueError):  # noqa: N818 - as in `core.timewords`
    """What was typed is no age."""


def read(text: str, *, today: dt.date) -> int:
    """Return the age in months; a month to come is when a child is due (below 0 or 0).

    Raises Unreadable for what can't be understood and for what no child's age is.
    """
    tidy = " ".join(text.lower().split())
    months = _read(tidy, today)
    if months is None or not rules.UNBORN_MONTHS <= months <= rules.OLDEST_MONTHS:
        raise Unreadable(text)
    return months


def _read(text: str, today: dt.date) -> int | None:
    if found := _BOTH.fullmatch(text):
        return int(found[1]) * YEAR + int(found[2])
    if found := _YEARS_ONLY.fullmatch(text):
        half = YEAR // 2 if re.search(r"[.,]5", text) else 0
        return int(found[1]) * YEAR + half
    if found := _MONTHS_ONLY.fullmatch(text):
        return int(found[1])
    if found := _DUE.fullmatch(text):
        return _until(int(found[1]), int(found[2]), today)
    return None


def _until(month: int, year: int, today: dt.date) -> int | None:
    """Return minus the months until a child is due; a month that is gone is no due month."""
    if not 1 <= month <= YEAR:
        return None
    ahead = (year - today.year) * YEAR + month - today.month
    return -ahead if ahead >= 0 else None
