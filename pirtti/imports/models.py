"""What was brought in, from where, and as what: so that it can be told again or undone."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import Activity, ActivityKind, Occurrence, Series
from pirtti.core import privacy
from pirtti.core.models import Timestamped
from pirtti.imports import rules
from pirtti.network.models import Organisation, Place


class Origin(Timestamped):
    """What all rows of an import have in common unless they say otherwise."""

    name = models.CharField(max_length=120)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="%(class)s_rows"
    )
    place = models.ForeignKey(
        Place, models.CASCADE, null=True, blank=True, related_name="%(class)s_rows"
    )
    kind = models.ForeignKey(ActivityKind, models.PROTECT, related_name="+")
    language = models.CharField(max_length=8, default="fi")
    is_shown = models.BooleanField(default=False)
    # What the words of the source mean here: {"place": {"words": 12}, …}.
    meanings = models.JSONField(default=dict, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> str:
        """Return within what two rows can be the same one."""
        return f"{self.organisation_id} {self.place_id or ''}"


_ORIGIN = (
    *("name", "organisation", "place", "kind", "language", "is_shown", "meanings"),
    *("created_at", "changed_at"),
)


class Source(Origin):
    """A partner's calendar that is read again and again (tilattu kalenteri)."""

    class State(models.TextChoices):
        """How it goes."""

        NEW = "new", _("Not read yet")
        FINE = "fine", _("Works")
        FAILING = "failing", _("Can't be read just now")
        STOPPED = "stopped", _("Stopped")

    url = models.CharField(max_length=500)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    # Somebody has looked its first reading through; later ones are taken.
    is_approved = models.BooleanField(default=False)
    etag = models.CharField(max_length=200, blank=True)
    last_modified = models.CharField(max_length=60, blank=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    tried_at = models.DateTimeField(null=True, blank=True)
    next_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=30, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    PRIVACY = privacy.fields(
        privacy.internal(
            "keeping a partner's calendar up to date here",
            *_ORIGIN,
            *(
                "url",
                "state",
                "is_approved",
                "etag",
                "last_modified",
                "fetched_at",
                "tried_at",
            ),
            *("next_at", "failures", "last_error"),
            kept="until somebody stops it and its dates are gone",
        ),
        privacy.personal(
            "telling colleagues who added it",
            "by",
            kept="as long as the calendar; the name goes with the account",
        ),
    )

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "place", "url"], name="one_source_per_address"
            )
        ]


class Batch(Origin):
    """One import (tuontierä): looked through first, then taken, perhaps undone."""

    class Way(models.TextChoices):
        """How it came."""

        FILE = "file", _("a file")
        PASTED = "pasted", _("a pasted table")
        CALENDAR = "calendar", _("a subscribed calendar")
        COMMAND = "command", _("the command line")

    way = models.CharField(max_length=8, choices=Way.choices)
    source = models.ForeignKey(
        Source, models.CASCADE, null=True, blank=True, related_name="batches"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    sums = models.JSONField(default=dict, blank=True)
    leftovers = models.JSONField(default=list, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "telling what was brought in, and undoing it",
            *_ORIGIN,
            *("way", "source", "sums", "leftovers", "taken_at", "undone_at"),
            kept="as long as something that it brought",
        ),
        privacy.personal(
            "telling colleagues who brought it in",
            "by",
            kept="as long as the import; the name goes with the account",
        ),
    )

    class Meta:
        ordering: ClassVar = ["-created_at", "-pk"]
        verbose_name_plural = "batches"


class Row(models.Model):
    """One row of an import as it was read, for the preview (tuontirivi)."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=64)
    told = models.JSONField(default=dict)
    is_wanted = models.BooleanField(default=True)
    outcome = models.CharField(max_length=8, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "looking through what is brought in",
            *("batch", "number", "key", "told", "is_wanted", "outcome"),
            kept="30 days",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.number}"

    @property
    def line(self) -> rules.Line:
        """Return the row as it was read."""
        return rules.Line.from_json(self.told)


class BroughtActivity(models.Model):
    """An activity that an import made, with what was imported of it."""

    activity = models.OneToOneField(
        Activity, models.CASCADE, related_name="brought", primary_key=True
    )
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="activities")
    values = models.JSONField(default=dict)

    PRIVACY = privacy.fields(
        privacy.internal(
            "knowing what was edited by hand since",
            *("activity", "batch", "values"),
        )
    )

    class Meta:
        verbose_name_plural = "brought activities"

    def __str__(self) -> str:
        return f"{self.activity_id} of {self.batch_id}"


class Brought(models.Model):
    """A date, or a rhythm, that an import made (tuotu kerta): which row it came from.

    `values` is what the source told last; what differs from it here was edited by
    hand and is left alone. `before` is what `changed_in` replaced.
    """

    key = models.CharField(max_length=64, unique=True)
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="brought")
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="+")
    series = models.ForeignKey(
        Series, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    occurrence = models.ForeignKey(
        Occurrence, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    values = models.JSONField(default=dict)
    before = models.JSONField(default=dict, blank=True)
    changed_in = models.ForeignKey(
        Batch, models.SET_NULL, null=True, blank=True, related_name="changed"
    )

    PRIVACY = privacy.fields(
        privacy.internal(
            "importing twice without doubling, and undoing",
            *("key", "batch", "activity", "series", "occurrence", "values"),
            *("before", "changed_in"),
        )
    )

    class Meta:
        verbose_name_plural = "brought"

    def __str__(self) -> str:
        return f"{self.key[:8]} of {self.batch_id}"
