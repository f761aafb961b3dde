"""Places where families meet, and when their doors are open."""

import datetime as dt
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from pirtti.core import privacy
from pirtti.core.models import Coded, Timestamped
from pirtti.network import rules
from pirtti.network.models.areas import Area
from pirtti.network.models.organisations import Organisation


class PlaceKind(models.Model):
    """A kind of place (paikan laji), as in Table 7 of S1 and the glossary; extensible."""

    slug = models.SlugField(max_length=40, unique=True)
    name = I18nCharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=100)

    PRIVACY = privacy.fields(
        privacy.public("naming kinds of places", "slug", "name", "order")
    )

    class Meta:
        ordering: ClassVar = ["order", "slug"]

    def __str__(self) -> str:
        return str(self.name)


class Answer(models.TextChoices):
    """A fact that may also be unknown: we never guess."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "", _("Not told yet")


def _fact() -> "models.CharField[str, str]":
    return models.CharField(
        max_length=3, choices=Answer.choices, default=Answer.UNKNOWN, blank=True
    )


class PlaceQuerySet(models.QuerySet["Place"]):
    """Questions about places."""

    def public(self) -> Self:
        """Keep places that families may see."""
        return self.filter(is_published=True)

    def within(self, area: Area) -> Self:
        """Keep places of an area and all areas below it."""
        return self.filter(area__path__startswith=area.path)


class Place(Coded, Timestamped):
    """A place where families meet (kohtaamispaikka, perhekahvila, puisto …).

    Holds what a first visit needs (F7, F8): which door, prams, who greets you.
    """

    kind = models.ForeignKey(PlaceKind, models.PROTECT, related_name="places")
    name = I18nCharField(max_length=400)
    slug = models.SlugField(max_length=80, unique=True)
    area = models.ForeignKey(Area, models.PROTECT, related_name="places")
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="hosted_places")
    partners = models.ManyToManyField(
        Organisation, blank=True, related_name="partner_places"
    )
    about = I18nTextField(blank=True)
    easy = I18nTextField(blank=True)
    street = models.CharField(max_length=120, blank=True)
    postal_code = models.CharField(max_length=5, blank=True)
    town = I18nCharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    entrance = I18nTextField(blank=True)
    entrance_photo = models.ImageField(upload_to="places/", blank=True)
    photo_text = I18nCharField(max_length=400, blank=True)
    transport = I18nTextField(blank=True)
    prams = _fact()
    step_free = _fact()
    lift = _fact()
    changing_table = _fact()
    toilet = _fact()
    food = I18nCharField(max_length=600, blank=True)
    allergens = I18nCharField(max_length=600, blank=True)
    price = I18nCharField(max_length=300, blank=True)
    languages = models.JSONField(default=list, blank=True)
    greeter = I18nTextField(blank=True)
    first_time = I18nTextField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    is_published = models.BooleanField(default=False)

    objects = PlaceQuerySet.as_manager()

    PRIVACY = privacy.fields(
        privacy.public(
            "making a first visit easy",
            "code",
            "kind",
            "name",
            "slug",
            "area",
            "host",
            "partners",
            "about",
            "easy",
            "street",
            "postal_code",
            "town",
            "latitude",
            "longitude",
            "entrance",
            "entrance_photo",
            "photo_text",
            "transport",
            "prams",
            "step_free",
            "lift",
            "changing_table",
            "toilet",
            "food",
            "allergens",
            "price",
            "languages",
            "greeter",
            "first_time",
            "phone",
            "email",
            "is_published",
            "created_at",
            "changed_at",
        ),
    )

    class Meta:
        ordering: ClassVar = ["slug"]

    def __str__(self) -> str:
        return str(self.name)


class OpeningHours(models.Model):
    """A weekly line of opening hours, perhaps for a season (aukioloaika)."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField()
    opens = models.TimeField()
    closes = models.TimeField()
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.public(
            "telling when the door is open",
            "place",
            "weekday",
            "opens",
            "closes",
            "valid_from",
            "valid_to",
        ),
    )

    class Meta:
        ordering: ClassVar = ["weekday", "opens"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(weekday__lte=6), name="weekday_is_a_weekday"
            ),
            models.CheckConstraint(
                condition=models.Q(closes__gt=models.F("opens")),
                name="closes_after_opening",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.weekday} {self.opens:%H.%M}–{self.closes:%H.%M}"

    def as_rule(self) -> rules.Hours:
        """Return the plain values that `rules.open_hours` takes."""
        return rules.Hours(
            self.weekday, self.opens, self.closes, self.valid_from, self.valid_to
        )


class OpeningException(models.Model):
    """Days with other hours, or closed (poikkeusaukiolo), with the reason told."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="opening_exceptions")
    first_on = models.DateField()
    last_on = models.DateField()
    opens = models.TimeField(null=True, blank=True)
    closes = models.TimeField(null=True, blank=True)
    reason = I18nCharField(max_length=400, blank=True)

    PRIVACY = privacy.fields(
        privacy.public(
            "telling when the door is not open as usual",
            "place",
            "first_on",
            "last_on",
            "opens",
            "closes",
            "reason",
        ),
    )

    class Meta:
        ordering: ClassVar = ["first_on"]

    def __str__(self) -> str:
        return f"{self.first_on}–{self.last_on}"

    def as_rule(self) -> rules.DayException:
        """Return the plain values that `rules.open_hours` takes."""
        return rules.DayException(self.first_on, self.last_on, self.opens, self.closes)

    def covers(self, day: dt.date) -> bool:
        """Say whether the exception holds on `day`."""
        return self.first_on <= day <= self.last_on


class Room(models.Model):
    """A room of a place (huone, tila)."""

    place = models.ForeignKey(Place, models.CASCADE, related_name="rooms")
    name = I18nCharField(max_length=200)
    seats = models.PositiveSmallIntegerField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.public("finding the right door", "place", "name", "seats")
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return str(self.name)
