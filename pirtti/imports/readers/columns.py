"""Which column is which: headings in Finnish, Swedish and English."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pirtti.core.refusals import Refused
from pirtti.imports import rules
from pirtti.imports.readers import tables

# The heading stands on one of the first lines; above it may be a title.
LINES_LOOKED_AT = 10
LEAST_KNOWN = 2

HEADINGS: dict[str, str] = {
    "name": "nimi toiminta toiminnan nimi tapahtuma tapahtuman nimi otsikko ryhmä"
    "|namn verksamhet evenemang rubrik grupp|name activity event title group subject",
    "kind": "laji toiminnan laji tyyppi|typ slag verksamhetstyp|kind type",
    "place": "paikka tila sijainti missä osoite|plats ställe var adress"
    "|place location venue where address",
    "day": "päivä pvm päivämäärä päivät aloituspäivä alkupäivä ensimmäinen päivä"
    "|dag datum startdatum första dag|day date start date first day",
    "last": "loppupäivä päättymispäivä viimeinen päivä|slutdatum sista dag"
    "|end date last day",
    "weekday": "viikonpäivä|veckodag|weekday",
    "rhythm": "rytmi toistuvuus kuinka usein|rytm upprepning hur ofta"
    "|rhythm recurrence how often repeats",
    "season": "kausi ajalla|säsong period|season period",
    "start": "alkaa alku aloitus alkaen aloitusaika klo kello aika kellonaika"
    "|börjar start starttid kl tid klockan|start starts begins start time time from",
    "end": "loppuu loppu päättyy päättymisaika lopetus asti|slutar slut sluttid"
    "|end ends end time to until",
    "organiser": "järjestäjä toimija yhdistys vastuutaho|arrangör aktör förening"
    "|organiser organizer organisation organization host",
    "audience": "kohderyhmä kenelle|målgrupp för vem|audience for whom",
    "ages": "ikä iät ikäryhmä|ålder åldrar åldersgrupp|age ages age group",
    "price": "hinta maksu|pris avgift|price fee cost",
    "sign_up": "ilmoittautuminen ilmoittaudu varaus|anmälan bokning"
    "|sign-up signup booking registration",
    "theme": "teema aihe ohjelma|tema ämne program|theme topic programme",
    "about": "kuvaus lisätiedot esittely|beskrivning tilläggsuppgifter"
    "|about description details",
    "identity": "tunnus tunniste|id-kod|id uid",
}
# Headings of more than one word, which the lists above would part.
_JOINED = (
    "toiminnan nimi", "tapahtuman nimi", "toiminnan laji", "ensimmäinen päivä",
    "första dag", "start date", "first day", "viimeinen päivä", "sista dag",
    "end date", "last day", "kuinka usein", "hur ofta", "how often", "start time",
    "end time", "för vem", "for whom", "age group",
)  # fmt: skip
_SIGNS = re.compile(r"[^\w -]+")


def _words_of(text: str) -> list[str]:
    found = []
    for part in text.split("|"):
        rest = part
        for joined in _JOINED:
            if joined in rest:
                found.append(joined)
                rest = rest.replace(joined, " ")
        found += rest.split()
    return found


_KNOWN = {word: field for field, text in HEADINGS.items() for word in _words_of(text)}


@dataclass(frozen=True)
class Heading:
    """Which field stands in which column."""

    fields: dict[int, str]

    def named(self, cells: list[str]) -> dict[str, str]:
        """Return the cells of a row by the names of their fields; empty ones left out."""
        return {
            field: cells[number]
            for number, field in self.fields.items()
            if number < len(cells) and cells[number].strip()
        }


def field_of(cell: str) -> str | None:
    """Return the field that a heading names: `Päivä`, `Plats:`, `Start time`."""
    word = " ".join(_SIGNS.sub(" ", cell.casefold()).split())
    return _KNOWN.get(word)


def find(rows: Iterator[tables.Row]) -> Heading:
    """Read on until the heading; raises Refused when the first lines have none."""
    for _number, cells in _first(rows):
        fields: dict[int, str] = {}
        for number, cell in enumerate(cells or ()):
            field = field_of(cell[:80])
            if field and field not in fields.values():
                fields[number] = field
        known = set(fields.values())
        if "name" in known and len(known) >= LEAST_KNOWN:
            return Heading(fields)
    raise Refused(rules.Refusal.NO_COLUMNS)


def _first(rows: Iterator[tables.Row]) -> Iterator[tables.Row]:
    for _step, row in zip(range(LINES_LOOKED_AT), rows, strict=False):
        yield row
