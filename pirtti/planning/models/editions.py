"""What was promised for a season, as it was published; and changes to come."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from pirtti.core import privacy
from pirtti.network.models import Area, Organisation
from pirtti.planning.models.rounds import Round


class Edition(models.Model):
    """The calendar of a season as it was promised (vuosikalenterin painos).

    `lines` is frozen: a list of `rules.Line` as plain values. A round may have a second
    edition later; the first stays readable.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="editions")
    number = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    lines = models.JSONField(default=list)

    PRIVACY = privacy.fields(
        privacy.public(
            "telling families the season's calendar, and what changed since",
            "round",
            "number",
            "published_at",
            "lines",
        ),
        privacy.personal(
            "partners knowing who published it",
            "by",
            kept="as long as the edition; the account's name goes with the account",
        ),
    )

    class Meta:
        ordering: ClassVar = ["round", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "number"], name="one_edition_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id}/{self.number}"


class ComingChange(models.Model):
    """A change or plan that an actor tells the others ahead (tuleva muutos).

    Source: `domain.md` row 85. Colleagues of the area read it, families do not.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="coming_changes"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="coming_changes")
    text = models.CharField(max_length=500)
    from_on = models.DateField()
    told_on = models.DateField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    PRIVACY = privacy.fields(
        privacy.internal(
            "partners hearing in good time of what will change",
            "organisation",
            "area",
            "text",
            "from_on",
            "told_on",
            kept="12 months after the day it speaks of",
        ),
        privacy.personal(
            "partners knowing who told it",
            "by",
            kept="12 months after the day it speaks of",
        ),
    )

    class Meta:
        ordering: ClassVar = ["from_on", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["area", "from_on"], name="coming_changes_of_area")
        ]

    def __str__(self) -> str:
        return f"{self.from_on} {self.organisation_id}"
