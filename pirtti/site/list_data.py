"""Lists of dates for machines: schema.org's ItemList of Events as JSON-LD.

The description of a date is made with its card and kept with it, so that a list of
twenty costs hardly more than its letters.
"""

import json
from collections.abc import Iterable
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from pirtti.calendar.card_rows import CardRow
from pirtti.core import content, timewords

SCHEMA = "https://schema.org"
# Signs that could end the script element or begin another; as in `json_script`.
_ESCAPES = ((">", "\\u003E"), ("<", "\\u003C"), ("&", "\\u0026"))
# Stands for the beginning of an address, which one host's card does not know.
# JSON has no such sign: in a text it would be written as an escape.
_BASE = "\x00"
_ZONE = ZoneInfo(timewords.HELSINKI)


class Listed(Protocol):
    """A card that knows what machines are told of it."""

    @property
    def data(self) -> str:
        """Return the description of its date, as `event` made it."""


def event(row: CardRow, path: str, language: str) -> str:
    """Describe one date as JSON; what is not known is left out."""
    theme = content.stored(row.theme, language).text
    name = content.stored(row.name, language).text
    status = "EventCancelled" if row.is_cancelled else "EventScheduled"
    where = "Online" if row.place_name is None else "Offline"
    told: dict[str, Any] = {
        "@type": "Event",
        "name": f"{name}: {theme}" if theme else name,
        "startDate": row.starts_at.astimezone(_ZONE).isoformat(timespec="minutes"),
        "endDate": row.ends_at.astimezone(_ZONE).isoformat(timespec="minutes"),
        "eventStatus": f"{SCHEMA}/{status}",
        "eventAttendanceMode": f"{SCHEMA}/{where}EventAttendanceMode",
        "url": _BASE,
    }
    if row.price_cents is not None:
        told["isAccessibleForFree"] = row.price_cents == 0
    if row.place_name is not None:
        told["location"] = _place(row, language)
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    # The only way a NUL gets in: a text with one was escaped by `dumps`.
    return escape(text.replace(r'"\u0000"', f'"{_BASE}{path}"'))


def script(cards: Iterable[Listed], base: str) -> SafeString:
    """Return the data block of a page's list; `base` begins every address."""
    items = ",".join(
        f'{{"@type":"ListItem","position":{number},"item":{card.data}}}'
        for number, card in enumerate(cards, start=1)
    )
    if not items:
        return SafeString("")
    text = f'{{"@context":"{SCHEMA}","@type":"ItemList","itemListElement":[{items}]}}'
    return block(text.replace(_BASE, escape(base)))


def block(text: str) -> SafeString:
    """Return escaped JSON as a data block; nothing in it can be run as a script."""
    # Every sign that HTML gives a meaning to was escaped before.
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308
    )


def escape(text: str) -> str:
    """Escape the signs of JSON that HTML gives a meaning to."""
    for sign, written in _ESCAPES:
        text = text.replace(sign, written)
    return text


def _place(row: CardRow, language: str) -> dict[str, Any]:
    area = content.stored(row.area_name, language).text
    place: dict[str, Any] = {
        "@type": "Place",
        "name": content.stored(row.place_name, language).text,
        "address": {
            "@type": "PostalAddress",
            "addressLocality": area,
            "addressCountry": "FI",
        },
    }
    if row.latitude is not None and row.longitude is not None:
        place["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": row.latitude,
            "longitude": row.longitude,
        }
    return place
