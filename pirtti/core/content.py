"""Show what people wrote in the language of the page, or say that it is missing.

Nothing is ever left out because a translation is: what exists is shown with its own
`lang`, and the page says so in one line (`experience.md` F15).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from i18nfield.strings import LazyI18nString


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as it is shown: in which language, and whether it is another one.

    `is_missing` is true when there is a text but not in the language asked for.
    """

    text: str
    language: str
    is_missing: bool = False

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def direction(self) -> str:
        """Return `rtl` for Arabic, Persian and the like, else `ltr`."""
        try:
            return "rtl" if get_language_info(self.language)["bidi"] else "ltr"
        except KeyError:  # a language Django does not know
            return "ltr"


def marked(shown: Shown) -> SafeString:
    """Write a chosen text as HTML; one in another language says so to machines."""
    if not shown.is_missing:
        return conditional_escape(shown.text)
    return format_html(
        '<span lang="{}" dir="{}">{}</span>',
        shown.language,
        shown.direction,
        shown.text,
    )


def shown(text: LazyI18nString | str | None, language: str) -> Shown:
    """Choose the text to show on a page in `language`.

    Without a translation the first that exists, in the order of CONTENT_LANGUAGES
    and then of the text itself. No text at all gives an empty `Shown`.
    """
    texts = getattr(text, "data", text)
    if not isinstance(texts, dict):
        return Shown(str(texts).strip() if texts else "", language)
    for code in (language, *settings.CONTENT_LANGUAGES, *texts):
        found = str(texts.get(code) or "").strip()
        if found:
            return Shown(found, code, code != language)
    return Shown("", language)


@lru_cache(maxsize=4096)
def stored(text: str | None, language: str) -> Shown:
    """Choose the text to show from one as it is stored (JSON of LazyI18nString).

    Remembered: the same few names are on every page.
    """
    return shown(LazyI18nString(text), language)


def missing_languages(texts: Iterable[Shown]) -> list[str]:
    """List the languages that stand in for the page's own, each once."""
    return list(dict.fromkeys(text.language for text in texts if text.is_missing))


def plain(value: object) -> object:
    """Return what a text says in every language, for comparing; other values as they are.

    Two texts may look alike in the reader's language and still differ.
    """
    if not isinstance(value, LazyI18nString):
        return value or ""
    data = value.data
    if isinstance(data, dict):
        return {code: text for code, text in data.items() if text} or ""
    return data or ""
