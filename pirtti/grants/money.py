"""Sums and days as the reader's language writes them."""

import datetime as dt

from django.utils.translation import get_language

from pirtti.core import timewords

_THOUSAND = 100_000


def told(cents: int) -> str:
    """Write a sum in euros, thousands apart: `1 200 €`, in English `€1,200`."""
    language = (get_language() or "fi")[:2]
    if cents < _THOUSAND:
        return timewords.show_price(cents, language)
    thousands, rest = divmod(cents, _THOUSAND)
    euros, less = divmod(rest, 100)
    if language == "en":
        return f"€{thousands},{euros:03}" + (f".{less:02}" if less else "")
    space = timewords.NBSP
    return (
        f"{thousands}{space}{euros:03}" + (f",{less:02}" if less else "") + f"{space}€"
    )


def plain(cents: int | None) -> str:
    """Write a sum for a spreadsheet: `1200,50`; nothing stays empty."""
    return "" if cents is None else f"{cents // 100},{cents % 100:02}"


def day(on: dt.date) -> str:
    """Write a day with its year: 31.1.2027."""
    return f"{on.day}.{on.month}.{on.year}"
