"""Gather the texts of the program into the catalogues, and say what is missing.

    python tools/texts.py update    write new texts into pirtti/locale/*/…/django.po
    python tools/texts.py missing   list what is not translated, as JSON by language

Needs no gettext programs: Python files are read with Babel, templates with Django's
own `templatize`. A house test uses the same functions.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import polib
from babel.messages.extract import extract_from_file
from django.utils.translation.template import templatize

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "pirtti"
LANGUAGES = ("fi", "sv")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
_STRING = r"u?(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
_CALL = re.compile(
    rf"\b(_|gettext|pgettext|ngettext|npgettext)\(\s*({_STRING}(?:\s*,\s*{_STRING})*)"
)
_PIECE = re.compile(_STRING)

# (context, text, plural): what names an entry of a catalogue.
Key = tuple[str, str, str]


def python_texts(path: Path) -> Iterator[Key]:
    """Yield the texts of one Python file."""
    for _line, message, _comments, context in extract_from_file(
        "python", str(path), keywords=KEYWORDS
    ):
        singular, plural = (message, "") if isinstance(message, str) else message[:2]
        yield (context or "", singular, plural)


def template_texts(path: Path) -> Iterator[Key]:
    """Yield the texts of one template."""
    source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for name, arguments in _CALL.findall(source):
        words = [ast.literal_eval(piece) for piece in _PIECE.findall(arguments)]
        context = words.pop(0) if name in {"pgettext", "npgettext"} else ""
        plural = words[1] if name in {"ngettext", "npgettext"} else ""
        yield (context, words[0], plural)


def all_texts() -> dict[Key, str]:
    """Return every text of the program with the file it was first seen in."""
    found: dict[Key, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        for key in python_texts(path):
            found.setdefault(key, str(path.relative_to(ROOT)))
    for pattern in ("*.html", "*.txt", "*.js"):
        for path in sorted(PACKAGE.rglob(f"templates/**/{pattern}")):
            for key in template_texts(path):
                found.setdefault(key, str(path.relative_to(ROOT)))
    return {key: place for key, place in found.items() if key[1]}


def catalogue(language: str) -> polib.POFile:
    """Open a language's catalogue, or begin one."""
    path = po_path(language)
    if path.exists():
        return polib.pofile(str(path), wrapwidth=88)
    book = polib.POFile(wrapwidth=88)
    book.metadata = {
        "Project-Id-Version": "Pirtti",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    return book


def po_path(language: str) -> Path:
    """Return where a language's catalogue lies."""
    return PACKAGE / "locale" / language / "LC_MESSAGES" / "django.po"


def key_of(entry: polib.POEntry) -> Key:
    """Return what names an entry."""
    return (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def is_done(entry: polib.POEntry) -> bool:
    """Say whether an entry is translated in all its forms and not merely guessed."""
    if entry.fuzzy:
        return False
    if entry.msgid_plural:
        return all(entry.msgstr_plural.get(form) for form in (0, 1))
    return bool(entry.msgstr)


def update() -> None:
    """Write new texts into the catalogues and take those out that are gone."""
    texts = all_texts()
    for language in LANGUAGES:
        book = catalogue(language)
        known = {key_of(entry): entry for entry in book if not entry.obsolete}
        fresh = catalogue(language)
        fresh.clear()
        for key in sorted(texts, key=lambda one: (texts[one], one[1].casefold())):
            context, text, plural = key
            entry = known.get(key) or polib.POEntry(msgid=text, msgctxt=context or None)
            if plural and not entry.msgid_plural:
                entry.msgid_plural = plural
                entry.msgstr_plural = {0: "", 1: ""}
            entry.occurrences = [(texts[key], "")]
            entry.flags = ["python-format"] if re.search(r"%\(\w+\)", text) else []
            fresh.append(entry)
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        fresh.save(str(po_path(language)))


def missing(language: str) -> list[dict[str, str]]:
    """List the texts that a language's catalogue lacks."""
    done = {key_of(entry) for entry in catalogue(language) if is_done(entry)}
    return [
        {"context": context, "text": text, "plural": plural, "file": place}
        for (context, text, plural), place in all_texts().items()
        if (context, text, plural) not in done
    ]


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    elif sys.argv[1:] == ["missing"]:
        print(json.dumps({code: missing(code) for code in LANGUAGES}, indent=1))
    else:
        raise SystemExit(__doc__)
