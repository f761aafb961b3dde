"""The support of those who begin: a second leader, a support person and the visits."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pirtti.core import privacy
from pirtti.groups.models import Group

_INVITED_KEPT = "until answered, at the latest 14 days"


class LeaderInvite(models.Model):
    """Somebody is asked to lead a group together (vetäjäkutsu); says yes or no by a link."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="leader_invites")
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    address = models.TextField()
    address_key = models.CharField(max_length=64)
    language = models.CharField(max_length=8, default="fi")
    made_at = models.DateTimeField(auto_now_add=True)

    PRIVACY = privacy.fields(
        privacy.sensitive(
            "asking somebody to lead together",
            "group",
            "seed",
            "token_hash",
            "address",
            "address_key",
            "language",
            "made_at",
            kept=_INVITED_KEPT,
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "address_key"], name="one_invite_to_lead_per_address"
            )
        ]

    def __str__(self) -> str:
        return f"invite to lead {self.group_id}"


class SupportAsk(models.Model):
    """The leaders of a group would like a support person (tukihenkilöpyyntö)."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="support_ask")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    words = models.CharField(max_length=300, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "finding a support person", "group", "asked_at", "words",
            kept="until there is one, or the group is over",
        ),
        privacy.personal(
            "knowing who asked", "asked_by",
            kept="until there is a support person, or the group is over",
        ),
    )  # fmt: skip

    class Meta:
        ordering: ClassVar = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"support for {self.group_id}"


class SupportVisit(models.Model):
    """The support person was there, or gave advice from afar (tukikäynti); at most 3."""

    class Kind(models.TextChoices):
        """How: being there is limited to three times, advice from afar is not."""

        VISIT = "visit", _("Was there")
        REMOTE = "remote", _("Advice from afar")

    group = models.ForeignKey(Group, models.CASCADE, related_name="support_visits")
    on = models.DateField()
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.VISIT)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    PRIVACY = privacy.fields(
        privacy.internal(
            "seeing what support a beginning group has had",
            "group",
            "on",
            "kind",
            "note",
        ),
        privacy.personal("knowing who gave it", "by", kept="with the account"),
    )

    class Meta:
        ordering: ClassVar = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.group_id}"
