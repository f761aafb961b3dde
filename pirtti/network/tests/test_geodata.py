"""The areas of Finland: complete, consistent, and equal to the official list."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from pirtti.network import geodata

ROOT = Path(__file__).resolve().parents[3]
OFFICIAL = ROOT.parent / "shared" / "data" / "municipalities-2026.csv"


def official_rows() -> list[dict[str, str]]:
    """Return the rows of the official list, without the spaces around values."""
    if not OFFICIAL.exists():
        pytest.skip("the official list of 2026 is not beside this checkout")
    with OFFICIAL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{key: value.strip() for key, value in row.items()} for row in rows]


def test_there_are_21_counties_and_helsinki_and_aland():
    codes = [county.code for county in geodata.counties()]

    assert codes == [*(f"{number:02}" for number in range(1, 22)), "90", "91"]


def test_there_are_308_municipalities_with_codes_of_three_digits():
    codes = {municipality.code for municipality in geodata.municipalities()}

    assert len(geodata.municipalities()) == len(codes) == 308
    assert all(code.isdigit() and len(code) == 3 for code in codes)


def test_every_municipality_has_a_county_and_every_county_a_municipality():
    used = {municipality.county_code for municipality in geodata.municipalities()}

    assert used == {county.code for county in geodata.counties()}


def test_only_helsinki_is_in_90_and_only_the_16_of_aland_in_91():
    inside = Counter(each.county_code for each in geodata.municipalities())
    helsinki = [each for each in geodata.municipalities() if each.county_code == "90"]

    assert [each.code for each in helsinki] == ["091"]
    assert inside["91"] == 16


def test_names_are_given_in_three_languages_without_spaces_around():
    for area in [*geodata.counties(), *geodata.municipalities()]:
        assert list(area.name) == ["fi", "sv", "en"]
        assert all(name and name == name.strip() for name in area.name.values())


def test_259_municipalities_are_finnish_16_swedish_and_33_bilingual():
    spoken = Counter(each.languages for each in geodata.municipalities())

    assert spoken == {("fi",): 259, ("sv",): 16, ("fi", "sv"): 18, ("sv", "fi"): 15}


def test_postal_codes_have_five_digits_and_stand_once():
    codes = [each.code for each in geodata.postal_codes()]

    assert len(codes) == len(set(codes)) == 3024
    assert all(code.isdigit() and len(code) == 5 for code in codes)


def test_every_postal_code_is_in_a_municipality_of_2026_and_the_reverse():
    known = {each.code for each in geodata.municipalities()}

    assert {each.municipality_code for each in geodata.postal_codes()} == known


def test_postal_codes_of_pertunmaa_are_now_in_mantyharju():
    mantyharju = {
        each.code for each in geodata.postal_codes() if each.municipality_code == "507"
    }

    assert {"19410", "19420", "19430", "19460", "19470", "19480"} <= mantyharju


def test_a_postal_code_has_its_names_in_both_languages():
    places = {each.code: each for each in geodata.postal_codes()}

    assert places["00100"] == geodata.PostalCode(
        "00100", "091", "Helsinki", "Helsingfors"
    )
    assert places["02570"].name_sv == "Sjundeå kby"
    assert places["31500"].name_fi == places["31500"].name_sv == "Koski Tl"
    assert all(each.name_fi and each.name_sv for each in places.values())


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Äänekoski", "aanekoski"),
        ("Pyhäjärvi", "pyhajarvi"),
        ("Föglö", "foglo"),
        ("Åland", "aland"),
        ("Koski Tl", "koski-tl"),
        ("Mänttä-Vilppula", "mantta-vilppula"),
        ("S:t Michel", "s-t-michel"),
        ("  Vantaan ja Keravan – alue ", "vantaan-ja-keravan-alue"),
    ],
)
def test_a_slug_is_plain_small_letters_and_hyphens(name, slug):
    assert geodata.slug_for(name) == slug


def test_slugs_of_counties_and_municipalities_never_collide():
    areas = [*geodata.counties(), *geodata.municipalities()]
    slugs = Counter(geodata.slug_for(area.name["fi"]) for area in areas)

    assert len(slugs) == 331
    assert "" not in slugs


def test_areas_can_be_members_of_a_set():
    assert len({*geodata.counties(), *geodata.municipalities()}) == 331


def test_counties_agree_with_the_official_list():
    official = {
        (row["county_code"], row["county_fi"], row["county_sv"], row["county_en"])
        for row in official_rows()
    }

    assert {(each.code, *each.name.values()) for each in geodata.counties()} == official


def test_municipalities_agree_with_the_official_list():
    official = {
        row["code"]: (
            {language: row[f"name_{language}"] for language in ("fi", "sv", "en")},
            row["county_code"],
            tuple(row["languages"].split("+")),
        )
        for row in official_rows()
    }

    assert official == {
        each.code: (each.name, each.county_code, each.languages)
        for each in geodata.municipalities()
    }
