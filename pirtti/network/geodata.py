"""The areas of Finland as plain values, read from the files in `data/`.

Counties, municipalities and postal codes of 2026 without tables and without
Django; who stores them asks here. `docs/data.md` tells the sources.
"""

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import resources
from typing import Any

DATA = resources.files("pirtti.network") / "data"


@dataclass(frozen=True)
class County:
    """A wellbeing services county (hyvinvointialue), codes 01 to 21.

    Helsinki (90) and Åland (91) belong to no county; they stand in this list
    with their own codes, so that every municipality has a parent.
    """

    code: str
    name: dict[str, str] = field(hash=False)
    """Names by language code: `fi`, `sv` and `en`."""


@dataclass(frozen=True)
class Municipality:
    """A municipality (kunta) with its three-digit official code."""

    code: str
    name: dict[str, str] = field(hash=False)
    """Names by language code: `fi`, `sv` and `en`."""
    county_code: str
    languages: tuple[str, ...]
    """Official languages, the majority's first: `("sv", "fi")`."""


@dataclass(frozen=True)
class PostalCode:
    """A postal code with street addresses and the municipality it mainly lies in.

    Postal code borders are not municipal borders: a few addresses may lie in a
    neighbouring municipality.
    """

    code: str
    municipality_code: str
    name_fi: str
    name_sv: str


def counties() -> list[County]:
    """Return the 21 wellbeing services counties, Helsinki and Åland by code."""
    return [County(row["code"], _names(row)) for row in _county_rows()]


def municipalities() -> list[Municipality]:
    """Return the 308 municipalities of 2026, county by county."""
    return [
        Municipality(row["code"], _names(row), county["code"], tuple(row["languages"]))
        for county in _county_rows()
        for row in county["municipalities"]
    ]


def postal_codes() -> Iterator[PostalCode]:
    """Yield the ordinary postal codes in order; boxes and firms are left out."""
    text = (DATA / "postal_codes.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        name_sv = row["sv"] or row["fi"]
        yield PostalCode(row["code"], row["municipality"], row["fi"], name_sv)


def slug_for(name_fi: str) -> str:
    """Return the name as it stands in an address: `Koski Tl` is `koski-tl`.

    Letters lose their marks (ä and å become a, ö becomes o); everything that is
    neither a letter a to z nor a digit becomes a single hyphen.
    """
    letters = unicodedata.normalize("NFKD", name_fi.lower())
    plain = "".join(mark for mark in letters if not unicodedata.combining(mark))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _county_rows() -> list[dict[str, Any]]:
    text = (DATA / "areas.toml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["county"]
    return rows


def _names(row: dict[str, Any]) -> dict[str, str]:
    return {language: row[language] for language in ("fi", "sv", "en")}
