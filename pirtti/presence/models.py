"""Cards of workers, and when they are at a place."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from pirtti.core import privacy
from pirtti.core.models import Timestamped
from pirtti.network.models import Organisation, Place, Room
from pirtti.presence import rules

KEPT = "30 days after the card's last day"


class WorkerCard(Timestamped):
    """What families see of a worker (työntekijän kortti): role, topics, languages.

    A first name and a face only where the worker wants it. Every card ends by itself
    (`valid_until`), and is erased 30 days later. Source: `domain.md` rows 6 and 8.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="worker_cards"
    )
    title = I18nCharField(max_length=300)
    first_name = models.CharField(max_length=40, blank=True)
    photo = models.ImageField(upload_to="cards/", blank=True)
    has_consent = models.BooleanField(default=False)
    topics = I18nCharField(max_length=600, blank=True)
    languages = models.JSONField(default=list, blank=True)
    valid_until = models.DateField()
    is_shown = models.BooleanField(default=True)

    PRIVACY = privacy.fields(
        privacy.personal(
            "families knowing a face when they come",
            "first_name",
            "photo",
            "has_consent",
            kept=KEPT,
        ),
        privacy.public(
            "telling families who is there and what one may ask",
            "organisation",
            "title",
            "topics",
            "languages",
            "valid_until",
            "is_shown",
            "created_at",
            "changed_at",
            kept=KEPT,
        ),
    )

    class Meta:
        ordering: ClassVar = ["organisation", "pk"]

    def __str__(self) -> str:
        return str(self.title)


class Stay(Timestamped):
    """When a worker is at a place (paikallaolo): every week, or on one day.

    Wall-clock times. Dates are not stored: `rules.is_there` tells them.
    """

    class Parity(models.TextChoices):
        """Which ISO weeks."""

        ANY = rules.EVERY, _("Every week")
        EVEN = rules.EVEN, _("Even weeks")
        ODD = rules.ODD, _("Odd weeks")

    card = models.ForeignKey(WorkerCard, models.CASCADE, related_name="stays")
    place = models.ForeignKey(Place, models.CASCADE, related_name="stays")
    room = models.ForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="stays"
    )
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    parity = models.CharField(max_length=4, choices=Parity.choices, default=Parity.ANY)
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.public(
            "telling families when somebody is there",
            "card",
            "place",
            "room",
            "weekday",
            "on",
            "parity",
            "starts_at",
            "ends_at",
            "first_on",
            "last_on",
            "created_at",
            "changed_at",
            kept=KEPT,
        ),
    )

    class Meta:
        ordering: ClassVar = ["weekday", "starts_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["place", "weekday"], name="stays_of_place")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(weekday__isnull=True, on__isnull=False)
                | Q(weekday__lte=6, on__isnull=True),
                name="stay_is_weekly_or_once",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="stay_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        when = self.on or self.weekday
        return f"{self.card_id} at {self.place_id}: {when} {self.starts_at:%H.%M}"

    def as_rule(self) -> rules.Times:
        """Return the plain values that `rules.is_there` takes."""
        return rules.Times(
            weekday=self.weekday,
            on=self.on,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            parity=self.parity,
            first_on=self.first_on,
            last_on=self.last_on,
        )


class Away(models.Model):
    """A day on which somebody is not there after all (poissa); no reason is asked."""

    stay = models.ForeignKey(Stay, models.CASCADE, related_name="away")
    on = models.DateField()

    PRIVACY = privacy.fields(
        privacy.public(
            "not promising who is not there", "stay", "on", kept="30 days after the day"
        )
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stay", "on"], name="away_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.stay_id} not on {self.on}"
