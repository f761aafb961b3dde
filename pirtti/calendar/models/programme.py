"""What stands behind a programme: gaps of a municipality, themes, wishes, undo."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from pirtti.calendar.models.activities import Activity
from pirtti.calendar.models.occurrences import Occurrence
from pirtti.core import privacy
from pirtti.network.models import Area, Organisation


class SchoolHoliday(models.Model):
    """A holiday of a municipality's schools (koulujen loma); both days count."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="school_holidays")
    name = I18nCharField(max_length=200)
    first_on = models.DateField()
    last_on = models.DateField()

    PRIVACY = privacy.fields(
        privacy.public(
            "pausing what meets with the schools",
            "area",
            "name",
            "first_on",
            "last_on",
        )
    )

    class Meta:
        ordering: ClassVar = ["first_on", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="school_holiday_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.first_on}–{self.last_on}"


class Wish(models.Model):
    """What a family wished for (toive): a line without a name or a contact."""

    class State(models.TextChoices):
        """What became of it."""

        NEW = "new", _("New")
        PLANNED = "planned", _("Planned")
        SET_ASIDE = "set_aside", _("Set aside")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="wishes")
    text = models.CharField(max_length=200)
    language = models.CharField(max_length=8, default="fi")
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    wished_on = models.DateField()

    PRIVACY = privacy.fields(
        privacy.internal(
            "turning families' wishes into themes",
            "activity",
            "text",
            "language",
            "state",
            "wished_on",
            kept="12 months",
        )
    )

    class Meta:
        ordering: ClassVar = ["-wished_on", "-pk"]
        verbose_name_plural = "wishes"

    def __str__(self) -> str:
        return self.text


class Theme(models.Model):
    """A theme in store for an activity (teema), with a guest if one is known.

    `wish` tells that families asked for it; `occurrence` the date it was given to.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="themes")
    text = I18nCharField(max_length=400)
    guest = I18nCharField(max_length=400, blank=True)
    guest_organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    wish = models.ForeignKey(
        Wish, models.SET_NULL, null=True, blank=True, related_name="themes"
    )
    occurrence = models.ForeignKey(
        Occurrence, models.SET_NULL, null=True, blank=True, related_name="themes"
    )
    order = models.PositiveSmallIntegerField(default=100)

    PRIVACY = privacy.fields(
        privacy.public(
            "telling what a date is about",
            "activity",
            "text",
            "guest",
            "guest_organisation",
            "occurrence",
            "order",
        ),
        privacy.internal("telling families that their wish was heard", "wish"),
    )

    class Meta:
        ordering: ClassVar = ["order", "pk"]

    def __str__(self) -> str:
        return str(self.text)


class Change(models.Model):
    """A change of many dates that can be taken back for 30 days (muutos).

    `before` holds the rows as they were, `after` what they became: what somebody
    has changed since is left alone.
    """

    kind = models.CharField(max_length=30)
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="changes"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "taking a change of many dates back",
            "kind",
            "activity",
            "made_at",
            "before",
            "after",
            "undone_at",
            kept="30 days",
        ),
        privacy.personal(
            "telling colleagues who changed it",
            "by",
            kept="30 days",
        ),
    )

    class Meta:
        ordering: ClassVar = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.made_at:%Y-%m-%d %H:%M}"
