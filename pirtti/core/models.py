"""Shared shapes of tables (abstract: this floor has no tables of its own)."""

import secrets
from collections.abc import Iterable
from enum import StrEnum

from django.db import models

# No vowels and no look-alikes: a code is read aloud, typed and never a word.
CODE_LETTERS = "23456789bcdfghjkmnpqrstvwxz"


def new_code() -> str:
    """Make a short code for a permanent link: 7 signs, about 33 bits."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(7))


def choices(kind: Iterable[StrEnum]) -> list[tuple[str, str]]:
    """Return the members of an enum for a field; their words stand in `messages`."""
    return [(each.value, each.value) for each in kind]


class Timestamped(models.Model):
    """A row that knows when it was made and last changed (UTC)."""

    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


class Coded(models.Model):
    """A thing with a short code: its QR and short link survive renaming (F13)."""

    code = models.CharField(
        max_length=12, unique=True, default=new_code, editable=False
    )

    class Meta:
        abstract = True
