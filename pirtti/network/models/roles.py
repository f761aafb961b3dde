"""Who may do what where, and until when."""

import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from pirtti.core import privacy
from pirtti.core.models import Timestamped
from pirtti.network.models.areas import Area
from pirtti.network.models.organisations import Organisation
from pirtti.network.models.places import Place
from pirtti.network.rules import Role


class RoleQuerySet(models.QuerySet["RoleGiven"]):
    """Questions about roles."""

    def in_force(self, today: dt.date) -> Self:
        """Keep roles that hold on `today`."""
        return self.filter(starts_on__lte=today, ends_on__gte=today)


class RoleGiven(Timestamped):
    """A role that a person holds at one organisation, place or area (rooli).

    It always has an end date: access ends by itself when somebody forgets.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles"
    )
    role = models.CharField(max_length=24, choices=[(role, role) for role in Role])
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="roles"
    )
    place = models.ForeignKey(
        Place, models.CASCADE, null=True, blank=True, related_name="roles"
    )
    area = models.ForeignKey(
        Area, models.CASCADE, null=True, blank=True, related_name="roles"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = RoleQuerySet.as_manager()

    PRIVACY = privacy.fields(
        privacy.personal(
            "letting people do their part, and no more",
            "user",
            "role",
            "organisation",
            "place",
            "area",
            "starts_on",
            "ends_on",
            "created_at",
            "changed_at",
            kept="12 months after the role has ended",
        ),
    )

    class Meta:
        ordering: ClassVar = ["-ends_on", "pk"]
        indexes: ClassVar = [models.Index(fields=["user", "ends_on"])]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(
                    Q(organisation__isnull=False, place__isnull=True, area__isnull=True)
                    | Q(
                        organisation__isnull=True,
                        place__isnull=False,
                        area__isnull=True,
                    )
                    | Q(
                        organisation__isnull=True,
                        place__isnull=True,
                        area__isnull=False,
                    )
                ),
                name="role_has_one_scope",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=models.F("starts_on")),
                name="role_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} at {self.scope}"

    @property
    def scope(self) -> Organisation | Place | Area:
        """Return the one organisation, place or area where the role holds."""
        scope = self.organisation or self.place or self.area
        if scope is None:  # the database does not let this happen
            raise ValueError("a role without a scope")
        return scope
