"""The tree of areas and the postal codes that lead into it."""

from typing import ClassVar, Self

from django.db import models
from i18nfield.fields import I18nCharField

from pirtti.core import privacy
from pirtti.core.models import Coded
from pirtti.network.rules import Level


class AreaQuerySet(models.QuerySet["Area"]):
    """Questions about the tree."""

    def within(self, area: "Area") -> Self:
        """Keep `area` and everything below it."""
        return self.filter(path__startswith=area.path)

    def above(self, area: "Area") -> Self:
        """Keep `area` and its ancestors, largest first."""
        return self.filter(pk__in=area.line).order_by("path")


class Area(Coded):
    """A part of the country where families live (alue).

    Country, wellbeing services county (hyvinvointialue), municipality (kunta) or
    neighbourhood (asuinalue). `path` lists the ids from the top, "1.14.203.", so
    that one prefix finds a whole branch. `version` grows whenever anything that
    the area's public pages show is changed: cached pages are keyed by it.
    """

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    level = models.CharField(max_length=16, choices=[(level, level) for level in Level])
    official_code = models.CharField(max_length=8, blank=True)
    name = I18nCharField(max_length=300)
    slug = models.SlugField(max_length=80, unique=True)
    path = models.CharField(max_length=80, unique=True, null=True)
    languages = models.CharField(max_length=20, default="fi")
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    version = models.PositiveBigIntegerField(default=1)

    objects = AreaQuerySet.as_manager()

    PRIVACY = privacy.fields(
        privacy.public(
            "finding what is near",
            "code",
            "parent",
            "level",
            "official_code",
            "name",
            "slug",
            "path",
            "languages",
            "latitude",
            "longitude",
            "version",
        ),
    )

    class Meta:
        ordering: ClassVar = ["path"]
        indexes: ClassVar = [
            models.Index(fields=["level", "official_code"]),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def line(self) -> list[int]:
        """Return the ids from the country down to this area."""
        return [int(part) for part in (self.path or "").split(".") if part]


class PostalCode(models.Model):
    """A postal code and the municipality it lies in (postinumero)."""

    code = models.CharField(max_length=5, primary_key=True)
    municipality = models.ForeignKey(Area, models.CASCADE, related_name="postal_codes")
    neighbourhood = models.ForeignKey(
        Area, models.SET_NULL, null=True, blank=True, related_name="own_postal_codes"
    )
    name = I18nCharField(max_length=200)

    PRIVACY = privacy.fields(
        privacy.public(
            "finding what is near by a typed postal code",
            "code",
            "municipality",
            "neighbourhood",
            "name",
        ),
    )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
