"""Ideas for groups, and what was said about them."""

import uuid
from enum import StrEnum
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from pirtti.calendar.models import Audience
from pirtti.core import privacy
from pirtti.core.models import Timestamped, choices
from pirtti.founding import rules
from pirtti.groups import rules as group_rules
from pirtti.groups.models import Group
from pirtti.network.models import Area, Organisation

_KEPT = (
    "until the proposer takes it back; 30 days as a draft, 90 days after a decision, "
    "180 days without an answer"
)
_CONTACT_KEPT = "until the group exists, or the idea is taken back, declined or old"


def _one_of(kind: type[StrEnum], **options: Any) -> Any:
    return models.CharField(max_length=12, choices=choices(kind), blank=True, **options)


class GroupIdea(Timestamped):
    """Somebody's idea for a peer group (vertaisryhmän aloite), without an account.

    A draft is kept behind a secret link, of which only a hash is stored; it is stored
    at every step. `contact` is one sealed e-mail address (`core.sealed`) and goes when
    the group exists; `contact_key` is its fingerprint. Ages are months, both ends
    included. What there is and what is missing: `rules.Has`. `group` is what it became.
    """

    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(
        max_length=10, choices=choices(rules.State), default=rules.State.DRAFT
    )
    area = models.ForeignKey(Area, models.CASCADE, related_name="group_ideas")
    language = models.CharField(max_length=8, default="fi")
    # leader
    alias = models.CharField(max_length=40, blank=True)
    leading = _one_of(rules.Leading)
    leads_as = _one_of(rules.LeadsAs)
    contact = models.TextField(blank=True)
    contact_key = models.CharField(max_length=64, blank=True, db_index=True)
    # telling
    channels = models.JSONField(default=list, blank=True)
    telling = models.CharField(max_length=400, blank=True)
    # for whom
    for_whom = models.CharField(max_length=600, blank=True)
    audience = _one_of(group_rules.Audience)
    joining = _one_of(group_rules.Joining)
    audiences = models.ManyToManyField(Audience, blank=True, related_name="+")
    age_from_months = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to_months = models.PositiveSmallIntegerField(null=True, blank=True)
    life_stages = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    # networks
    partners = models.ManyToManyField(Organisation, blank=True, related_name="+")
    networks = models.CharField(max_length=600, blank=True)
    # resources
    room = _one_of(rules.Has)
    child_care = _one_of(rules.Has)
    food = _one_of(rules.Has)
    budget = _one_of(rules.Has)
    resources = models.CharField(max_length=400, blank=True)
    wants_support = models.BooleanField(default=False)
    # content
    name = models.CharField(max_length=120, blank=True)
    meets = _one_of(group_rules.Meets)
    content = _one_of(rules.Content)
    themes = models.CharField(max_length=600, blank=True)
    how_often = _one_of(rules.HowOften)
    meetings = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    # what became of it
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    group = models.OneToOneField(
        Group, models.SET_NULL, null=True, blank=True, related_name="idea"
    )

    PRIVACY = privacy.fields(
        privacy.internal(
            "beginning a group together with whoever has the idea",
            "state",
            "area",
            "language",
            "leading",
            "leads_as",
            "channels",
            "telling",
            "for_whom",
            "audience",
            "joining",
            "audiences",
            "age_from_months",
            "age_to_months",
            "life_stages",
            "languages",
            "partners",
            "networks",
            "room",
            "child_care",
            "food",
            "budget",
            "resources",
            "wants_support",
            "name",
            "meets",
            "content",
            "themes",
            "how_often",
            "meetings",
            "until",
            "sent_at",
            "decided_at",
            "group",
            "created_at",
            "changed_at",
            kept=_KEPT,
        ),
        privacy.personal(
            "letting whoever has the link go on with it",
            "seed",
            "token_hash",
            "alias",
            kept=_KEPT,
        ),
        privacy.sensitive(
            "answering whoever has the idea",
            "contact",
            "contact_key",
            kept=_CONTACT_KEPT,
        ),
    )

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        indexes: ClassVar = [models.Index(fields=["state", "area"])]

    def __str__(self) -> str:
        return f"idea {self.pk}"

    @property
    def is_open(self) -> bool:
        """Say whether the proposer may still change it."""
        return rules.is_open(rules.State(self.state))

    @property
    def waits(self) -> bool:
        """Say whether somebody may still decide about it."""
        return rules.waits(rules.State(self.state))


class IdeaNote(models.Model):
    """One line of what was said about an idea: both sides read it (viestiketju)."""

    idea = models.ForeignKey(GroupIdea, models.CASCADE, related_name="notes")
    what = models.CharField(max_length=10, choices=choices(rules.What))
    words = models.CharField(max_length=600, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    PRIVACY = privacy.fields(
        privacy.internal(
            "both sides seeing what was said", "idea", "what", "words", "at", kept=_KEPT
        ),
        privacy.personal("knowing who answered", "by", kept="with the account"),
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.idea_id}"
