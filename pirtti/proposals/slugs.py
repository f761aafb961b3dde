"""Words of addresses for what a proposal becomes."""

from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify
from i18nfield.strings import LazyI18nString

LONGEST = 70


def free_slug(rows: QuerySet[Any], name: LazyI18nString | str, code: str) -> str:
    """Make the word of an address from a name; with the code when it is taken."""
    word = slugify(str(name))[:LONGEST].strip("-")
    if not word:
        return f"a-{code}"
    return f"{word}-{code}" if rows.filter(slug=word).exists() else word
