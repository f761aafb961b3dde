"""What the documents point at is there."""

import importlib
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.apps import apps

from tests.house import scene as scenes

ROOT = Path(__file__).parents[2]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(ROOT.glob("docs/**/*.md")),
]
# These two lead a newcomer through the code: every name in them is looked up.
TOURS = [ROOT / "docs" / "walk.md", ROOT / "docs" / "architecture.md"]
LINK = re.compile(r"\]\(([^)\s]+)\)")
WORDS = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"([\w.-]+/)+[\w.-]+\.(?:py|js|css|html|md|toml|po)")
APPS = {app.label for app in apps.get_app_configs() if app.name.startswith("pirtti.")}
NAME = re.compile(r"(\w+)((?:\.\w+)+)(?:\(\w*\))?")
ADDRESS = re.compile(r"(?:site|desk|visits|people|demo):\w+")


def name(path):
    return str(path.relative_to(ROOT))


def prose(path):
    """Return a document without its blocks of commands."""
    return re.sub(r"^```.*?^```", "", path.read_text(), flags=re.DOTALL | re.MULTILINE)


def anchors(path):
    """Return the words by which a document's headings are linked to."""
    headings = re.findall(r"^#+ +(.+)$", prose(path), flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in headings}


def broken(path):
    """List the links of a document that lead to no file or heading."""
    for link in LINK.findall(prose(path)):
        where, _hash, heading = unquote(link).partition("#")
        if re.match(r"[a-z]+:", where):
            continue
        target = path.parent / where if where else path
        if not target.exists() or (heading and heading not in anchors(target)):
            yield link


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_links_lead_somewhere(path):
    assert list(broken(path)) == []


def test_a_broken_link_is_seen(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# Here\n[a](#here) [b](#there) [c](gone.md) [d](https://x.example)"
    )

    assert list(broken(page)) == ["#there", "gone.md"]


def file_of(words):
    """Return the file that `calendar/rules.py: refuse_rule` names, from root or package."""
    path = words.partition(":")[0].strip()
    return next(
        (at / path for at in (ROOT, ROOT / "pirtti") if (at / path).is_file()), None
    )


@pytest.mark.parametrize("path", TOURS, ids=name)
def test_files_on_the_tour_are_there_with_what_they_are_said_to_hold(path):
    told = [words for words in WORDS.findall(prose(path)) if FILE.match(words)]
    missing = []
    for words in told:
        found = file_of(words)
        inside = re.findall(r"\w+", words.partition(":")[2])
        if found is None or any(word not in found.read_text() for word in inside):
            missing.append(words)

    assert told
    assert missing == []


def is_there(words):
    """Say whether `core.refusals.Refused` can be imported, as far as its module goes."""
    parts = words.split("(")[0].split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(["pirtti", *parts[:end]]))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            found = getattr(found, part, None)
        return found is not None
    return False


@pytest.mark.parametrize("path", TOURS, ids=name)
def test_names_and_addresses_on_the_tour_are_there(path):
    told = set(WORDS.findall(prose(path)))
    names = {
        words
        for words in told
        if (found := NAME.fullmatch(words)) and found[1] in APPS and not file_of(words)
    }
    addresses = {words for words in told if ADDRESS.fullmatch(words)}

    assert {words for words in names if not is_there(words)} == set()
    assert addresses - {known for known, _view in scenes.all_urls()} == set()


PRACTICES = ROOT / "docs" / "practices.md"
# The core rows on peer groups and family training (rows 20–64 and 111–112 of the source).
CORE_OF_GROUPS = {
    *(20, 21, 22, 23, 24, 25, 26, 27, 30, 32, 33, 34, 36, 37, 41, 42, 44, 48, 50, 52),
    *(53, 55, 56, 63, 111, 112),
}


def test_each_core_practice_of_peer_groups_has_its_page_and_its_test():
    rows = re.findall(r"^\| (\d+) \|.+\| (.*) \|$", PRACTICES.read_text(), re.MULTILINE)
    proved = {
        int(row)
        for row, proofs in rows
        if (tests := WORDS.findall(proofs))
        and all((ROOT / proof).exists() for proof in tests)
    }

    assert CORE_OF_GROUPS - proved == set()
