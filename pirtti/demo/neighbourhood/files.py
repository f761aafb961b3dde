"""Read the demo's data files as plain values; no tables."""

import tomllib
from importlib import resources
from typing import Any

from i18nfield.strings import LazyI18nString

DATA = resources.files("pirtti.demo.neighbourhood") / "data"
TOWNS = ("koivukyla", "salo", "jyvaskyla", "espoo", "helsinki")

Raw = dict[str, Any]


def read(name: str) -> Raw:
    """Return one data file."""
    raw: Raw = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    return raw


def actors() -> list[Raw]:
    """Return the organisations, parents before their members."""
    rows: list[Raw] = read("actors")["organisation"]
    return rows


def accounts() -> list[Raw]:
    """Return the accounts that may be tried out."""
    rows: list[Raw] = read("accounts")["account"]
    return rows


def text(raw: Raw | str | None) -> LazyI18nString | str:
    """Return a content text in the languages it is written in."""
    return LazyI18nString(raw) if isinstance(raw, dict) else raw or ""


def texts(raw: Raw, *names: str) -> Raw:
    """Return several content texts of a row by name, empty where there is none."""
    return {name: text(raw.get(name)) for name in names}


def plain(raw: Raw, *names: str) -> Raw:
    """Return those of the plain values that the row gives."""
    return {name: raw[name] for name in names if name in raw}
