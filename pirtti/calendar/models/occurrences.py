"""The dates on which things happen."""

import datetime as dt
import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from pirtti.calendar.models.activities import Activity, Series
from pirtti.core import privacy
from pirtti.network.models import Area, Organisation, Place, Room


class OccurrenceQuerySet(models.QuerySet["Occurrence"]):
    """Questions about dates; all range over the one indexed instant `starts_at`."""

    def public(self) -> Self:
        """Keep what families may see; cancelled dates stay visible (F4)."""
        return self.filter(is_public=True)

    def between(self, start: dt.datetime, end: dt.datetime) -> Self:
        """Keep dates that begin in [start, end)."""
        return self.filter(starts_at__gte=start, starts_at__lt=end)

    def within(self, areas: list[int] | None) -> Self:
        """Keep dates of these areas; None means the whole country."""
        return self if areas is None else self.filter(area_id__in=areas)

    def for_age(self, from_months: int, to_months: int) -> Self:
        """Keep what suits a child between two ages in months."""
        return self.filter(
            Q(activity__age_from_months__isnull=True)
            | Q(activity__age_from_months__lte=to_months),
            Q(activity__age_to_months__isnull=True)
            | Q(activity__age_to_months__gte=from_months),
        )

    def free(self) -> Self:
        """Keep what costs nothing."""
        return self.filter(activity__price_cents=0)

    def without_booking(self) -> Self:
        """Keep what one may just come to."""
        return self.exclude(activity__sign_up=Activity.SignUp.NEEDED)

    def for_audience(self, slug: str) -> Self:
        """Keep what is for one audience."""
        through = Activity.audiences.through.objects.filter(audience__slug=slug)
        return self.filter(activity_id__in=through.values("activity_id"))

    def with_card(self) -> Self:
        """Bring along what a card shows."""
        return self.select_related(
            "activity__kind", "place", "room", "area"
        ).prefetch_related("activity__audiences")


class Occurrence(models.Model):
    """One date of an activity (kerta, tapahtumakerta).

    `rule_on` is the date that the series' rule gave: together with the series it
    names this row wherever the date is moved. Only a change of the rule itself
    changes it (`actions.change_series`).
    `own` lists the values that were changed by hand for this date, so that a
    later change of the series leaves them alone.
    """

    class State(models.TextChoices):
        """Whether it happens."""

        PLANNED = "planned", _("As planned")
        CANCELLED = "cancelled", _("Cancelled")

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="occurrences")
    series = models.ForeignKey(Series, models.CASCADE, related_name="occurrences")
    rule_on = models.DateField()
    on = models.DateField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="occurrences"
    )
    room = models.ForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="occurrences"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="occurrences")
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.PLANNED
    )
    reason = I18nCharField(max_length=400, blank=True)
    theme = I18nCharField(max_length=400, blank=True)
    guest = I18nCharField(max_length=400, blank=True)
    guest_organisation = models.ForeignKey(
        Organisation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="visits_as_guest",
    )
    who = I18nCharField(max_length=600, blank=True)
    is_public = models.BooleanField(default=False)
    own = models.JSONField(default=list)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(auto_now=True)

    objects = OccurrenceQuerySet.as_manager()

    PRIVACY = privacy.fields(
        privacy.public(
            "telling families when and where",
            "uid",
            "activity",
            "series",
            "rule_on",
            "on",
            "starts_at",
            "ends_at",
            "place",
            "room",
            "area",
            "state",
            "reason",
            "theme",
            "guest",
            "guest_organisation",
            "who",
            "is_public",
            "sequence",
            "changed_at",
        ),
        privacy.internal("keeping what was changed by hand", "own"),
    )

    class Meta:
        ordering: ClassVar = ["starts_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["series", "rule_on"], name="one_row_per_rule_date"
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("starts_at")),
                name="occurrence_ends_after_start",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["starts_at", "id"], name="dates_by_instant"),
            models.Index(fields=["area", "starts_at"], name="dates_of_area"),
            models.Index(fields=["place", "starts_at"], name="dates_of_place"),
            models.Index(fields=["activity", "starts_at"], name="dates_of_activity"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.activity_id}"

    @property
    def is_cancelled(self) -> bool:
        """Say whether the date was cancelled."""
        return self.state == self.State.CANCELLED
