"""Every text of the program stands in Finnish, Swedish and English."""

import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|%%")


def _tool():
    spec = importlib.util.spec_from_file_location("texts", ROOT / "tools" / "texts.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


texts = _tool()


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_no_text_is_missing_or_guessed(language):
    missing = [row["text"] for row in texts.missing(language)]

    assert missing == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_no_text_is_left_over(language):
    known = texts.all_texts()

    left_over = [
        e.msgid for e in texts.catalogue(language) if texts.key_of(e) not in known
    ]

    assert left_over == []


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_translations_fill_the_same_blanks(language):
    wrong = []
    for entry in texts.catalogue(language):
        forms = [entry.msgstr, *entry.msgstr_plural.values()]
        wanted = set(PLACEHOLDER.findall(entry.msgid))
        for form in filter(None, forms):
            given = set(PLACEHOLDER.findall(form))
            # One form of a plural may leave its number out ("one date").
            allowed = wanted | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
            if not given <= allowed or (not entry.msgid_plural and given != wanted):
                wrong.append((entry.msgid, form))

    assert wrong == []


def test_a_text_that_was_just_written_is_found(tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}{% translate "Just come" %}'
        "{% blocktranslate count n=n %}one date{% plural %}{{ n }} dates{% endblocktranslate %}"
    )

    assert list(texts.template_texts(page)) == [
        ("", "Just come", ""),
        ("", "one date", "%(n)s dates"),
    ]
