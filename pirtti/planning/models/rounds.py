"""A planning round: who is asked, and what each promises for the season."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from pirtti.calendar.models import Activity, ActivityKind, Audience, Series
from pirtti.core import privacy
from pirtti.core.models import Timestamped
from pirtti.network.models import Area, Organisation, Place
from pirtti.planning import rules


class Round(Timestamped):
    """The planning of one area's season together (suunnittelukierros).

    `first_on` and `last_on` bound the season that is planned; answers are asked for by
    `deadline`, that day included. `notice_days` is how long ahead the partners agreed to
    tell of changes. What is promised goes into the calendar when the edition is
    published, never before.
    """

    area = models.ForeignKey(
        Area, models.PROTECT, related_name="planning_rounds", verbose_name=_("Area")
    )
    name = I18nCharField(max_length=200)
    first_on = models.DateField()
    last_on = models.DateField()
    deadline = models.DateField()
    notice_days = models.PositiveSmallIntegerField(default=14)
    closed_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.public(
            "telling partners and families which season is planned",
            "area",
            "name",
            "first_on",
            "last_on",
            "deadline",
            "notice_days",
            "closed_at",
            "created_at",
            "changed_at",
        ),
    )

    class Meta:
        ordering: ClassVar = ["-first_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")),
                name="round_ends_after_start",
            ),
            models.CheckConstraint(
                condition=models.Q(deadline__lt=models.F("first_on")),
                name="round_is_answered_before_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_closed(self) -> bool:
        """Say whether answers are not taken any more."""
        return self.closed_at is not None


class Ask(Timestamped):
    """What one organisation is asked and answers in a round (pyyntö ja vastaus).

    `told_nothing` is an answer too: nothing from us this season. `for_them` tells that
    the coordinator answered on behalf of them, `through_link` that the link of the
    letter did.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="asks")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="planning_asks"
    )
    begun_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    told_nothing = models.BooleanField(default=False)
    for_them = models.BooleanField(default=False)
    through_link = models.BooleanField(default=False)
    nudged_on = models.DateField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "knowing who of the partners has answered",
            "round",
            "organisation",
            "begun_at",
            "answered_at",
            "told_nothing",
            "for_them",
            "through_link",
            "nudged_on",
            "created_at",
            "changed_at",
        ),
    )

    class Meta:
        ordering: ClassVar = ["organisation__slug"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "organisation"], name="one_ask_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.organisation_id}"


class Promise(Timestamped):
    """What becomes of one rhythm in the season, or a new one (lupaus).

    For a rhythm of last season `series` is set and told once in a round, by whichever of
    its organisers tells last (`ask`). The rhythm's values stand here only when it is
    changed or new; a new one may belong to an activity that exists (`activity`), or
    name its own. `written` is the rhythm in the calendar that keeps the promise.
    """

    class Decision(models.TextChoices):
        """What is said of a rhythm."""

        SAME = rules.Decision.SAME.value, _("As it is")
        CHANGED = rules.Decision.CHANGED.value, _("Changed")
        NOT = rules.Decision.NOT.value, _("Not this season")
        NEW = rules.Decision.NEW.value, _("New")

    round = models.ForeignKey(Round, models.CASCADE, related_name="promises")
    ask = models.ForeignKey(Ask, models.CASCADE, related_name="promises")
    series = models.ForeignKey(
        Series, models.CASCADE, null=True, blank=True, related_name="promises"
    )
    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="promises"
    )
    decision = models.CharField(max_length=8, choices=Decision.choices)
    name = I18nCharField(max_length=400, blank=True)
    kind = models.ForeignKey(
        ActivityKind, models.PROTECT, null=True, blank=True, related_name="+"
    )
    place = models.ForeignKey(
        Place, models.CASCADE, null=True, blank=True, related_name="+"
    )
    audiences = models.ManyToManyField(Audience, blank=True, related_name="+")
    age_from_months = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to_months = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)
    frequency = models.CharField(
        max_length=8,
        choices=Series.Frequency.choices,
        default=Series.Frequency.WEEKLY,
    )
    interval = models.PositiveSmallIntegerField(default=1)
    parity = models.CharField(
        max_length=4, choices=Series.Parity.choices, default=Series.Parity.ANY
    )
    weekdays = models.JSONField(default=list, blank=True)
    nth = models.JSONField(default=list, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    written = models.ForeignKey(
        Series, models.SET_NULL, null=True, blank=True, related_name="keeps_promises"
    )
    written_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    PRIVACY = privacy.fields(
        privacy.internal(
            "planning a season together",
            "round",
            "ask",
            "series",
            "activity",
            "decision",
            "name",
            "kind",
            "place",
            "audiences",
            "age_from_months",
            "age_to_months",
            "languages",
            "frequency",
            "interval",
            "parity",
            "weekdays",
            "nth",
            "starts_on",
            "ends_on",
            "starts_at",
            "ends_at",
            "written",
            "written_at",
            "fault",
            "created_at",
            "changed_at",
        ),
        privacy.personal(
            "partners knowing who told it",
            "by",
            kept="as long as the round; the account's name goes with the account",
        ),
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "series"],
                condition=models.Q(series__isnull=False),
                name="one_promise_per_rhythm",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.series_id or self.name}"

    @property
    def has_rhythm(self) -> bool:
        """Say whether the values of a rhythm stand here."""
        return self.decision in {self.Decision.CHANGED, self.Decision.NEW}
