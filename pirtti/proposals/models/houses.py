"""What houses ask of actors and decided about them, and what was told once."""

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nTextField

from pirtti.core import privacy
from pirtti.core.models import Timestamped
from pirtti.network.models import Organisation, Place
from pirtti.proposals import rules
from pirtti.proposals.models.proposals import Proposal


class PlaceValues(models.Model):
    """What a place asks of everybody who arranges something there (arvot).

    One line is one value; the same line in each language means the same.
    """

    place = models.OneToOneField(Place, models.CASCADE, related_name="own_values")
    text = I18nTextField()

    PRIVACY = privacy.fields(
        privacy.public("new actors knowing what a place stands for", "place", "text")
    )

    def __str__(self) -> str:
        return f"values of {self.place_id}"


class ActorDecision(Timestamped):
    """What a house decided about a new actor (uuden toimijan hyväksyntä)."""

    class Decision(models.TextChoices):
        """The decision."""

        APPROVED = rules.Decision.APPROVED.value, _("Approved")
        DECLINED = rules.Decision.DECLINED.value, _("Declined")
        LATER = rules.Decision.LATER.value, _("Later, at the house meeting")

    place = models.ForeignKey(Place, models.CASCADE, related_name="actor_decisions")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    organisation_name = models.CharField(max_length=120, blank=True)
    proposal = models.ForeignKey(
        Proposal, models.SET_NULL, null=True, blank=True, related_name="decisions"
    )
    decision = models.CharField(max_length=8, choices=Decision.choices)
    decided_on = models.DateField()
    note = models.CharField(max_length=600, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "remembering whom the house has welcomed, and why",
            "place",
            "organisation",
            "organisation_name",
            "proposal",
            "decision",
            "decided_on",
            "note",
            "valid_until",
            "revoked_at",
            "created_at",
            "changed_at",
        ),
        privacy.personal("knowing who decided", "by", kept="with the account"),
    )

    class Meta:
        ordering: ClassVar = ["-decided_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.decision} {self.actor}"

    @property
    def actor(self) -> str:
        """Return the name of the actor that was decided about."""
        return str(self.organisation) if self.organisation else self.organisation_name

    def holds(self, today: dt.date) -> bool:
        """Say whether it lets the actor in on `today`."""
        return rules.is_in_force(
            rules.Decision(self.decision),
            valid_until=self.valid_until,
            revoked=self.revoked_at is not None,
            today=today,
        )


class Reminder(models.Model):
    """Something missing that an organisation was told of once (muistutus).

    `what` names it: the kind and the number of an activity or date. It goes when
    the thing is mended, so that it may be told again should it return.
    """

    organisation = models.ForeignKey(
        Organisation, models.CASCADE, related_name="reminders"
    )
    what = models.CharField(max_length=60)
    told_at = models.DateTimeField()

    PRIVACY = privacy.fields(
        privacy.internal(
            "telling of each thing once, and once a week at most",
            "organisation",
            "what",
            "told_at",
            kept="until the thing is mended",
        )
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "what"], name="reminded_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} of {self.organisation_id}"
