"""Months of training in words, in the language in use."""

import datetime as dt

from django.utils.dates import MONTHS
from django.utils.text import capfirst


def months(first: dt.date, last: dt.date) -> str:
    """Write a span of months: `Huhtikuu–toukokuu 2027`."""
    end = f"{MONTHS[last.month]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        return capfirst(end)
    year = "" if first.year == last.year else f" {first.year}"
    return capfirst(f"{MONTHS[first.month]}{year}–{end}")
