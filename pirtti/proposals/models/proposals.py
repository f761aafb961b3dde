"""What others propose, and what was said about it."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from pirtti.calendar.models import Activity, ActivityKind, Audience
from pirtti.calendar.rules import Rule
from pirtti.core import privacy
from pirtti.core.models import Timestamped
from pirtti.network.models import Area, Organisation, Place
from pirtti.proposals import rules
from pirtti.proposals.models.links import ProposalLink, new_key

_KEPT = "a year after the decision"


class Proposal(Timestamped):
    """An activity that somebody would like to arrange (ehdotus).

    `form_key` is of the form it came with: sent twice, it is still one. `values`
    lists the values of the place as they were read, each with whether it was
    ticked. The organisation is one we know, or a name for a new one. Ages are in
    whole years, both ends included.
    """

    class State(models.TextChoices):
        """Where it stands."""

        WAITING = rules.State.WAITING.value, _("Waiting")
        ASKED = rules.State.ASKED.value, _("Asked back")
        APPROVED = rules.State.APPROVED.value, _("Approved")
        DECLINED = rules.State.DECLINED.value, _("Declined")
        WITHDRAWN = rules.State.WITHDRAWN.value, _("Withdrawn")

    class HowOften(models.TextChoices):
        """Its rhythm."""

        WEEKLY = rules.HowOften.WEEKLY.value, _("Every week")
        EVEN = rules.HowOften.EVEN.value, _("Even weeks")
        ODD = rules.HowOften.ODD.value, _("Odd weeks")
        ONCE = rules.HowOften.ONCE.value, _("Once")

    key = models.CharField(max_length=24, unique=True, default=new_key)
    form_key = models.CharField(max_length=40, unique=True, default=new_key)
    link = models.ForeignKey(
        ProposalLink, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(
        max_length=10, choices=State.choices, default=State.WAITING
    )
    area = models.ForeignKey(Area, models.CASCADE, related_name="proposals")
    place = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    place_words = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    organisation_name = models.CharField(max_length=120, blank=True)
    organisation_kind = models.CharField(
        max_length=20,
        choices=Organisation.Kind.choices,
        default=Organisation.Kind.ASSOCIATION,
    )
    contact_title = models.CharField(max_length=100)
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=8, default="fi")
    name = I18nCharField(max_length=400)
    kind = models.ForeignKey(ActivityKind, models.PROTECT, related_name="+")
    audiences = models.ManyToManyField(Audience, blank=True, related_name="+")
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    how_often = models.CharField(
        max_length=8, choices=HowOften.choices, default=HowOften.WEEKLY
    )
    price_cents = models.PositiveIntegerField(null=True, blank=True, default=0)
    sign_up = models.CharField(
        max_length=8, choices=Activity.SignUp.choices, default=Activity.SignUp.NONE
    )
    sign_up_how = models.CharField(max_length=200, blank=True)
    about = I18nTextField(blank=True)
    values = models.JSONField(default=list, blank=True)
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "deciding together what is arranged",
            "key",
            "form_key",
            "link",
            "state",
            "area",
            "place",
            "place_words",
            "organisation",
            "organisation_name",
            "organisation_kind",
            "language",
            "name",
            "kind",
            "audiences",
            "age_from",
            "age_to",
            "starts_on",
            "ends_on",
            "starts_at",
            "ends_at",
            "how_often",
            "price_cents",
            "sign_up",
            "sign_up_how",
            "about",
            "values",
            "activity",
            "decided_at",
            "created_at",
            "changed_at",
            kept=_KEPT,
        ),
        privacy.personal(
            "answering whoever proposes",
            "by",
            "contact_title",
            "email",
            kept=_KEPT,
        ),
    )

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "place"], name="proposals_of_a_place")
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def is_open(self) -> bool:
        """Say whether it can still be changed or taken back."""
        return rules.refuse_change(rules.State(self.state)) is None

    @property
    def proposer(self) -> str:
        """Return the name of the organisation that proposes."""
        return str(self.organisation) if self.organisation else self.organisation_name

    def as_series(self) -> dict[str, Any]:
        """Return the arguments of `calendar.actions.add_series`."""
        once = self.how_often == self.HowOften.ONCE
        has_parity = self.how_often in {self.HowOften.EVEN, self.HowOften.ODD}
        return {
            "frequency": "once" if once else "weekly",
            "starts_on": self.starts_on,
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "ends_on": None if once else self.ends_on,
            "parity": self.how_often if has_parity else "any",
        }

    def as_rule(self) -> Rule:
        """Return the plain values that `calendar.rules.dates` takes."""
        rule = self.as_series()
        return Rule(
            frequency=rule["frequency"],
            starts_on=self.starts_on,
            ends_on=rule["ends_on"],
            weekday=self.starts_on.weekday(),
            parity=rule["parity"],
        )


class ProposalStep(models.Model):
    """One line of a proposal's history: both sides read it."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="steps")
    at = models.DateTimeField(auto_now_add=True)
    what = models.CharField(max_length=10, choices=[(s, s) for s in rules.Step])
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    words = models.CharField(max_length=600, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "both sides seeing what was said",
            "proposal",
            "at",
            "what",
            "words",
            kept=_KEPT,
        ),
        privacy.personal("knowing who decided", "by", kept="with the account"),
    )

    class Meta:
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.proposal_id}"
