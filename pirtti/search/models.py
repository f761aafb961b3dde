"""The index of the search: what is public, by the words it is found by.

Ordinary tables, the same on SQLite and PostgreSQL (docs/decisions/0007).
"""

from typing import ClassVar

from django.db import models
from i18nfield.fields import I18nCharField

from pirtti.core import privacy


class Entry(models.Model):
    """Something public that can be found (hakemiston rivi).

    `number` is its row in its own table; `path` the branch of areas it is in.
    """

    class Kind(models.TextChoices):
        """What it is."""

        ACTIVITY = "activity", "activity"
        PLACE = "place", "place"
        ORGANISATION = "organisation", "organisation"
        AREA = "area", "area"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    number = models.BigIntegerField()
    path = models.CharField(max_length=80, db_index=True)
    slug = models.CharField(max_length=100)
    name = I18nCharField(max_length=400)

    PRIVACY = privacy.fields(
        privacy.public("being found", "kind", "number", "path", "slug", "name")
    )

    class Meta:
        verbose_name_plural = "entries"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "number"], name="found_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Term(models.Model):
    """A key that something is found by (hakusana), and a word to show for it."""

    word = models.CharField(max_length=80, unique=True)
    shown = models.CharField(max_length=40)
    # Its first letters and length, for finding it in spite of a slip of the thumb.
    size = models.PositiveSmallIntegerField()

    PRIVACY = privacy.fields(privacy.public("being found", "word", "shown", "size"))

    class Meta:
        indexes: ClassVar = [models.Index(fields=["size", "word"])]

    def __str__(self) -> str:
        return self.word


class Posting(models.Model):
    """That an entry is found by a term, and how much that is worth."""

    term = models.ForeignKey(
        Term, models.CASCADE, related_name="postings", db_index=False
    )
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="postings")
    weight = models.PositiveSmallIntegerField()

    PRIVACY = privacy.fields(privacy.public("being found", "term", "entry", "weight"))

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["term", "entry", "weight"], name="postings_of_term")
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.entry_id}"


class Shape(models.Model):
    """A further key of a word, learnt from a dictionary at night (sanan muoto)."""

    language = models.CharField(max_length=8)
    word = models.CharField(max_length=40)
    key = models.CharField(max_length=40)

    PRIVACY = privacy.fields(
        privacy.public("finding other forms of a word", "language", "word", "key")
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["language", "word", "key"], name="one_shape_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.word} {self.key}"
