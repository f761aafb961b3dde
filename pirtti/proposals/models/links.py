"""The links by which partners without an account propose."""

import secrets
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from pirtti.core import privacy
from pirtti.core.models import Timestamped
from pirtti.network.models import Area, Organisation, Place


def new_key() -> str:
    """Make the part of a link that nobody can guess: 96 bits."""
    return secrets.token_hex(12)


class ProposalLink(Timestamped):
    """A link by which a partner without an account proposes (ehdotuslinkki).

    The address is signed with the installation's secret, so it can't be made from
    what is stored here. It names a place or an area, and perhaps the organisation
    it was given to.
    """

    key = models.CharField(max_length=24, unique=True, default=new_key)
    place = models.ForeignKey(
        Place, models.CASCADE, null=True, blank=True, related_name="proposal_links"
    )
    area = models.ForeignKey(
        Area, models.CASCADE, null=True, blank=True, related_name="proposal_links"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "letting a partner without an account propose",
            "key",
            "place",
            "area",
            "organisation",
            "expires_at",
            "revoked_at",
            "created_at",
            "changed_at",
        ),
        privacy.personal(
            "colleagues knowing who gave a link", "made_by", kept="with the account"
        ),
    )

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(place__isnull=False, area__isnull=True)
                | Q(place__isnull=True, area__isnull=False),
                name="proposal_link_has_one_scope",
            )
        ]

    def __str__(self) -> str:
        return f"link for {self.scope}"

    @property
    def scope(self) -> Place | Area:
        """Return the place or the area that proposals are for."""
        scope = self.place or self.area
        if scope is None:  # the database does not let this happen
            raise ValueError("a link without a scope")
        return scope

    @property
    def whole_area(self) -> Area:
        """Return the area in which proposals are made, the place's own or the link's."""
        scope = self.scope
        return scope.area if isinstance(scope, Place) else scope
