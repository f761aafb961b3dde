"""Calls for activity grants, what groups apply for, and what they report."""

import datetime as dt
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from i18nfield.fields import I18nCharField, I18nTextField

from pirtti.core import privacy
from pirtti.core.models import Timestamped
from pirtti.grants import rules
from pirtti.groups.models import Group
from pirtti.network.models import Area, Organisation

_KEPT = "six years after the day on which the report is due, as vouchers are"


def _choices(kind: type[Any]) -> list[tuple[str, str]]:
    return [(each.value, each.value) for each in kind]


class GrantCall(Timestamped):
    """A call for activity grants (avustushaku) of an organisation, with its window.

    With an `area` it is for the groups that meet in that area; without one for those
    of the organisation and its members. `most_cents` is the most for one group.
    """

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="grant_calls"
    )
    area = models.ForeignKey(
        Area, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = I18nCharField(max_length=400)
    about = I18nTextField(blank=True)
    for_groups = models.CharField(
        max_length=6,
        choices=_choices(rules.ForGroups),
        default=rules.ForGroups.BOTH,
    )
    opens_on = models.DateField()
    closes_on = models.DateField()
    report_due_on = models.DateField()
    most_cents = models.PositiveIntegerField()

    PRIVACY = privacy.fields(
        privacy.internal(
            "telling leaders what their group can apply for, and until when",
            "organisation",
            "area",
            "name",
            "about",
            "for_groups",
            "opens_on",
            "closes_on",
            "report_due_on",
            "most_cents",
            "created_at",
            "changed_at",
            kept=_KEPT,
        )
    )

    class Meta:
        ordering: ClassVar = ["-opens_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("closes_on"))
                & Q(closes_on__lt=F("report_due_on")),
                name="grant_call_days_in_order",
            )
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def days(self) -> rules.Days:
        """Return its window and the day of the report."""
        return rules.Days(self.opens_on, self.closes_on, self.report_due_on)

    def state(self, today: dt.date) -> rules.CallState:
        """Say whether it is coming, open or closed."""
        return self.days.state(today)


class GrantApplication(Timestamped):
    """What one group applies for in a call (avustushakemus), and what was decided.

    Nobody's name is stored, and no account for the money: the association pays as it
    pays its groups otherwise. The journal knows who applied and who decided.
    """

    call = models.ForeignKey(GrantCall, models.CASCADE, related_name="applications")
    group = models.ForeignKey(Group, models.CASCADE, related_name="grant_applications")
    state = models.CharField(
        max_length=10, choices=_choices(rules.State), default=rules.State.DRAFT
    )
    cents = models.PositiveIntegerField()
    purpose = models.TextField()
    meetings = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    granted_cents = models.PositiveIntegerField(null=True, blank=True)
    reason = models.TextField(blank=True)
    reminded_on = models.DateField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "deciding alike on what groups ask for, and telling them",
            "call",
            "group",
            "state",
            "cents",
            "purpose",
            "meetings",
            "sent_at",
            "decided_at",
            "granted_cents",
            "reason",
            "created_at",
            "changed_at",
            kept=f"{_KEPT}; what was not sent until 30 days after the window",
        ),
        privacy.internal("reminding leaders once", "reminded_on", kept=_KEPT),
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "group"], name="one_application_per_call_and_group"
            ),
            models.CheckConstraint(
                condition=Q(state="granted", granted_cents__isnull=False)
                | (~Q(state="granted") & Q(granted_cents__isnull=True)),
                name="what_is_granted_has_its_sum",
            ),
            models.CheckConstraint(
                condition=Q(granted_cents__isnull=True)
                | (Q(granted_cents__gt=0) & Q(granted_cents__lte=F("cents"))),
                name="never_more_granted_than_asked",
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"


class GrantReport(Timestamped):
    """What became of a grant (avustusselvitys): what was used, done, and how many came.

    `meetings` and `visits` were proposed from the group's own counts.
    """

    application = models.OneToOneField(
        GrantApplication, models.CASCADE, related_name="report"
    )
    sent_on = models.DateField()
    cents_used = models.PositiveIntegerField()
    done = models.TextField()
    meetings = models.PositiveSmallIntegerField()
    visits = models.PositiveIntegerField()

    PRIVACY = privacy.fields(
        privacy.internal(
            "showing what became of the money",
            "application",
            "sent_on",
            "cents_used",
            "done",
            "meetings",
            "visits",
            "created_at",
            "changed_at",
            kept=_KEPT,
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"report of {self.application_id}"
