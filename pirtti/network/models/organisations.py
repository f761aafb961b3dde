"""The actors of the network."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField

from pirtti.core import privacy
from pirtti.core.models import Coded, Timestamped
from pirtti.network.models.areas import Area


class Organisation(Coded, Timestamped):
    """An independent actor for families (toimija): municipality, association, parish …

    A parent organisation joins a local association to its district and its
    national union. Families see role addresses; the people behind them are known
    to colleagues only.
    """

    class Kind(models.TextChoices):
        """Who may be a partner (`domain.md` §2.4)."""

        MUNICIPALITY = "municipality", _("Municipality")
        COUNTY = "county", _("Wellbeing services county")
        ASSOCIATION = "association", _("Association")
        DISTRICT = "district", _("District organisation")
        NATIONAL_UNION = "national_union", _("National union")
        PARISH = "parish", _("Parish")
        SCHOOL = "school", _("School of applied sciences")
        COMPANY = "company", _("Company")
        PARENTS = "parents", _("Parents' own group")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = I18nCharField(max_length=400)
    slug = models.SlugField(max_length=80, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="members"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="organisations")
    about = I18nCharField(max_length=2000, blank=True)
    website = models.URLField(max_length=300, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    contact_title = I18nCharField(max_length=300, blank=True)
    contact_email = models.EmailField(max_length=254, blank=True)
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    deputy_email = models.EmailField(max_length=254, blank=True)

    PRIVACY = privacy.fields(
        privacy.public(
            "showing families and partners who stands behind an activity",
            "code",
            "kind",
            "name",
            "slug",
            "parent",
            "area",
            "about",
            "website",
            "email",
            "phone",
            "contact_title",
            "contact_email",
            "deputy_email",
            "created_at",
            "changed_at",
        ),
        privacy.personal(
            "partners knowing whom to ask",
            "contact",
            "deputy",
            kept="until the person's role ends",
        ),
    )

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return str(self.name)
