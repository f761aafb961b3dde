"""How many came: tallies that hold no person.

No row here points at an account of a visitor, a name, a place in a queue or an
exact time of arrival; `tests/house/test_privacy.py` fails if one ever does.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from pirtti.calendar.models import ActivityKind, Occurrence
from pirtti.core import privacy
from pirtti.network.models import Place
from pirtti.visits.rules import Method, Sums


class CountingPlan(models.Model):
    """What a place counts and how (laskentatapa)."""

    place = models.OneToOneField(Place, models.CASCADE, related_name="counting_plan")
    method = models.CharField(
        max_length=8,
        choices=[
            (Method.EVERY_VISIT.value, _("Every visit is counted")),
            (Method.SAMPLE_WEEKS.value, _("Sample weeks are counted")),
            (Method.ESTIMATE.value, _("Visits are estimated")),
        ],
        default=Method.EVERY_VISIT.value,
    )
    sample_weeks = models.JSONField(default=list, blank=True)
    counts_men = models.BooleanField(default=False)
    counts_age_bands = models.BooleanField(default=False)
    languages = models.JSONField(default=list, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "counting the same way every time",
            "place",
            "method",
            "sample_weeks",
            "counts_men",
            "counts_age_bands",
            "languages",
        ),
    )

    def __str__(self) -> str:
        return f"{self.place_id} {self.method}"


class OwnCategory(models.Model):
    """Something more that one place counts (oma laskuri), such as grandparents."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="own_categories")
    key = models.SlugField(max_length=24)
    name = I18nCharField(max_length=120)
    is_active = models.BooleanField(default=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "counting what a place wants to know", "place", "key", "name", "is_active"
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["place", "key"], name="own_category_once")
        ]

    def __str__(self) -> str:
        return str(self.name)


class CountSheet(models.Model):
    """The count of one gathering (laskentalomake): its state and its sums.

    `door` is a number mixed into the shift code and the counter's link; adding
    one to it makes every code and link given out so far worthless. `place`, `kind`
    and `on` say under what the figures hold this sheet: should the date be moved
    later, its numbers are found again and moved along (`actions.refile`).
    """

    class Outcome(models.TextChoices):
        """What became of the gathering."""

        OPEN = "open", _("Not counted yet")
        COUNTED = "counted", _("Counted")
        DID_NOT_HAPPEN = "not_held", _("Did not take place")

    occurrence = models.OneToOneField(
        Occurrence, models.CASCADE, related_name="count_sheet"
    )
    place = models.ForeignKey(Place, models.PROTECT, related_name="count_sheets")
    kind = models.ForeignKey(ActivityKind, models.PROTECT, related_name="count_sheets")
    on = models.DateField()
    outcome = models.CharField(
        max_length=8, choices=Outcome.choices, default=Outcome.OPEN
    )
    method = models.CharField(max_length=8, default=Method.EVERY_VISIT.value)
    door = models.PositiveIntegerField(default=0)
    adults = models.PositiveIntegerField(default=0)
    children = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    first = models.PositiveIntegerField(default=0)
    counted_on = models.DateField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "knowing how many came",
            "occurrence",
            "place",
            "kind",
            "on",
            "outcome",
            "method",
            "adults",
            "children",
            "men",
            "first",
            "counted_on",
            kept="without end: it says nothing of any person",
        ),
        privacy.internal("making lost codes worthless", "door"),
    )

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["place", "on"], name="sheets_of_place")
        ]

    def __str__(self) -> str:
        return f"{self.occurrence_id} {self.outcome}"

    @property
    def is_counted(self) -> bool:
        """Say whether the figures hold this sheet."""
        return self.outcome == self.Outcome.COUNTED

    @property
    def is_not_held(self) -> bool:
        """Say whether the gathering did not take place."""
        return self.outcome == self.Outcome.DID_NOT_HAPPEN

    @property
    def sums(self) -> Sums:
        """Return what the gathering came to."""
        return Sums(self.adults, self.children, self.men, self.first)


class Tally(models.Model):
    """The running total of one category at one gathering (kävijälaskuri).

    `total` is a plain sum of taps and may pass below zero on the way, as taps
    arrive in any order; what is shown is never below zero.
    """

    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="tallies")
    category = models.CharField(max_length=40)
    total = models.IntegerField(default=0)

    PRIVACY = privacy.fields(
        privacy.internal(
            "knowing how many came",
            "occurrence",
            "category",
            "total",
            kept="without end: it says nothing of any person",
        ),
    )

    class Meta:
        verbose_name_plural = "tallies"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["occurrence", "category"], name="one_total_per_category"
            )
        ]

    def __str__(self) -> str:
        return f"{self.occurrence_id} {self.category} {self.total}"


class CountEvent(models.Model):
    """One tap of a counter (laskutapahtuma), or one correction with its reason.

    A tap is named by the phone that made it, once and for all, so that sending
    it twice counts once. `phone` is a random word of one opened counter page.
    The day is kept, not the moment.
    """

    uid = models.UUIDField(primary_key=True, default=uuid.uuid4)
    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, related_name="count_events"
    )
    category = models.CharField(max_length=40)
    step = models.SmallIntegerField()
    phone = models.CharField(max_length=16, blank=True)
    seq = models.PositiveIntegerField(default=0)
    received_on = models.DateField()
    reason = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    PRIVACY = privacy.fields(
        privacy.internal(
            "adding up taps from several phones, once each",
            "uid",
            "occurrence",
            "category",
            "step",
            "phone",
            "seq",
            "received_on",
            "reason",
            kept="30 days after the gathering, or the correction; the totals stay",
        ),
        privacy.personal(
            "knowing which colleague corrected a count",
            "by",
            kept="30 days after the correction",
        ),
    )

    def __str__(self) -> str:
        return f"{self.category} {self.step:+d}"


class Figure(models.Model):
    """A roll-up: what one place's activities of one kind came to in a week or a month.

    Kept in the transaction of every count, so that a page over ten years reads
    thousands of rows instead of millions; `pirtti recount` makes them anew from
    the sheets and must find no difference.
    """

    class Period(models.TextChoices):
        """How long a time one row covers; years are sums of months."""

        WEEK = "week", _("Week")
        MONTH = "month", _("Month")

    period = models.CharField(max_length=5, choices=Period.choices)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    place = models.ForeignKey(Place, models.CASCADE, related_name="figures")
    kind = models.ForeignKey(ActivityKind, models.PROTECT, related_name="figures")
    method = models.CharField(max_length=8)
    gatherings = models.IntegerField(default=0)
    adults = models.IntegerField(default=0)
    children = models.IntegerField(default=0)
    men = models.IntegerField(default=0)
    first = models.IntegerField(default=0)

    PRIVACY = privacy.fields(
        privacy.internal(
            "showing figures at once",
            "period",
            "year",
            "number",
            "place",
            "kind",
            "method",
            "gatherings",
            "adults",
            "children",
            "men",
            "first",
            kept="without end: it says nothing of any person",
        ),
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["place", "kind", "method", "period", "year", "number"],
                name="one_figure_per_period",
            ),
            models.CheckConstraint(
                condition=Q(gatherings__gte=0), name="figure_not_negative"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["period", "year", "number"], name="figures_by_period"),
            models.Index(fields=["place", "period", "year"], name="figures_of_place"),
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.year}/{self.number}"
