"""What we carry along from others is unchanged, licensed and written down."""

import hashlib
import re
from pathlib import Path

import pytest

CORE = Path(__file__).parents[1]
STATIC = CORE / "static"
THIRD_PARTY = CORE.parents[1] / "THIRD_PARTY.md"
ROW = re.compile(r"^\| `([^`]+)` \| `([0-9a-f]{64})` \|$", re.MULTILINE)
WRITTEN_DOWN = dict(ROW.findall(THIRD_PARTY.read_text(encoding="utf-8")))
DATA = CORE.parent / "network" / "data"
DATA_ROW = re.compile(r"^\| (\S+) \| ([0-9a-f]{64}) \|$", re.MULTILINE)
DATA_WRITTEN_DOWN = dict(DATA_ROW.findall(THIRD_PARTY.read_text(encoding="utf-8")))
CSS_URL = re.compile(r'url\("(?!data:|#)([^"]+)"\)')


def vendored():
    return [path for path in (STATIC / "vendor").rglob("*") if path.is_file()]


def test_every_vendored_file_is_written_down():
    names = {path.relative_to(STATIC).as_posix() for path in vendored()}

    assert names
    assert names == {name for name in WRITTEN_DOWN if name.startswith("vendor/")}


@pytest.mark.parametrize(("name", "checksum"), WRITTEN_DOWN.items())
def test_a_file_from_others_has_its_checksum(name, checksum):
    assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == checksum


def test_every_data_file_from_others_is_written_down_with_its_checksum():
    files = {path.name for path in DATA.iterdir() if path.is_file()}

    assert files == set(DATA_WRITTEN_DOWN)
    for name, checksum in DATA_WRITTEN_DOWN.items():
        assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == checksum


def test_every_vendored_folder_has_a_licence():
    for folder in {path.parent for path in vendored()}:
        assert {"LICENSE", "OFL.txt"} & {path.name for path in folder.iterdir()}


def test_our_styles_fetch_nothing_from_elsewhere():
    for sheet in (STATIC / "core").glob("*.css"):
        for address in CSS_URL.findall(sheet.read_text(encoding="utf-8")):
            assert (sheet.parent / address).resolve().is_file(), (sheet.name, address)


def test_icons_named_in_templates_are_in_the_sprite():
    sprite = next((STATIC / "vendor/lucide").rglob("icons.svg")).read_text()
    drawn = set(re.findall(r'<symbol id="([^"]+)"', sprite))
    named = {
        name
        for page in CORE.parent.rglob("templates/**/*.html")
        for name in re.findall(r'{% icon "([^"]+)"', page.read_text(encoding="utf-8"))
    }

    assert named
    assert named <= drawn
