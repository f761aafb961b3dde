"""Texts that people write in several languages."""

from i18nfield.strings import LazyI18nString


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
