"""Who may stand in for a leader, and who is asked."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pirtti.calendar.models import Occurrence
from pirtti.core import privacy
from pirtti.groups.models import Group
from pirtti.network.models import Area
from pirtti.people.models import User

_KEPT = "until 30 days after the meeting"


class PoolMember(models.Model):
    """A leader who may be asked to stand in for others of an area (sijaispooli).

    One says yes oneself, and until when; a second press takes it back.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="substitute_pools")
    area = models.ForeignKey(Area, models.CASCADE, related_name="substitute_pool")
    ends_on = models.DateField()

    PRIVACY = privacy.fields(
        privacy.personal(
            "asking who said yes to being asked",
            "user",
            "area",
            "ends_on",
            kept="until one says no, or 30 days after the last day",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "area"], name="once_in_the_pool_of_an_area"
            )
        ]

    def __str__(self) -> str:
        return f"pool member {self.pk}"


class SubstituteRequest(models.Model):
    """A leader can't come and asks for somebody else (sijaispyyntö), for one meeting.

    Who takes it first leads on that day, and on no other.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="substitute_requests")
    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, related_name="substitute_requests"
    )
    asked_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    until = models.DateTimeField()
    taken_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "finding somebody who leads a meeting",
            "group",
            "occurrence",
            "asked_at",
            "until",
            "taken_at",
            "withdrawn_at",
            kept=_KEPT,
        ),
        privacy.personal(
            "knowing who asks and who comes", "asked_by", "taken_by", kept=_KEPT
        ),
    )

    class Meta:
        ordering: ClassVar = ["-asked_at", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["occurrence"],
                condition=Q(taken_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_request_per_meeting",
            )
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"
