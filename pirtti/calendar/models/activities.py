"""What is offered: kinds, audiences, activities and their rhythm."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from i18nfield.fields import I18nCharField, I18nTextField

from pirtti.calendar import rules
from pirtti.core import privacy
from pirtti.core.models import Coded, Timestamped
from pirtti.network.models import Area, Organisation, Place, Room


class ActivityKind(models.Model):
    """A kind of activity (toiminnan laji): family café, peer group, drop-in advice …"""

    class Colour(models.TextChoices):
        """The edge colour of its cards; never the only sign of anything."""

        GREEN = "green", _("Green")
        SUN = "sun", _("Yellow")
        BERRY = "berry", _("Berry")
        SKY = "sky", _("Blue")

    slug = models.SlugField(max_length=40, unique=True)
    name = I18nCharField(max_length=200)
    colour = models.CharField(
        max_length=8, choices=Colour.choices, default=Colour.GREEN
    )
    is_drop_in_advice = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=100)

    PRIVACY = privacy.fields(
        privacy.public(
            "telling what kind of activity it is",
            "slug",
            "name",
            "colour",
            "is_drop_in_advice",
            "order",
        )
    )

    class Meta:
        ordering: ClassVar = ["order", "slug"]

    def __str__(self) -> str:
        return str(self.name)


class Audience(models.Model):
    """For whom an activity is (kohderyhmä): an ordinary filter, never a label (F19)."""

    slug = models.SlugField(max_length=40, unique=True)
    name = I18nCharField(max_length=200)
    order = models.PositiveSmallIntegerField(default=100)

    PRIVACY = privacy.fields(
        privacy.public("finding one's own people", "slug", "name", "order")
    )

    class Meta:
        ordering: ClassVar = ["order", "slug"]

    def __str__(self) -> str:
        return str(self.name)


class ActivityQuerySet(models.QuerySet["Activity"]):
    """Questions about activities."""

    def public(self) -> Self:
        """Keep what families may see."""
        return self.filter(is_published=True)


class Activity(Coded, Timestamped):
    """Something that is arranged for families (toiminta), once or again and again.

    Ages are months, both ends included: 0–83 means 0–6-year-olds. A price of
    None means "ask", 0 means free; prices are cents. What is not listed (a hidden
    peer group) can never be shown, and the calendar's own pages do not know it:
    only those who lead it reach it. `confirmed_at` is when somebody
    last said that what is told still holds (C4).
    """

    class SignUp(models.TextChoices):
        """Whether one may just come."""

        NONE = "none", _("No booking: just come")
        WANTED = "wanted", _("Please tell us you are coming")
        NEEDED = "needed", _("Booking needed")

    kind = models.ForeignKey(ActivityKind, models.PROTECT, related_name="activities")
    name = I18nCharField(max_length=400)
    slug = models.SlugField(max_length=100, unique=True)
    organisers = models.ManyToManyField(Organisation, related_name="activities")
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="activities"
    )
    room = models.ForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    area = models.ForeignKey(Area, models.PROTECT, related_name="activities")
    online_url = models.URLField(max_length=300, blank=True)
    audiences = models.ManyToManyField(Audience, blank=True, related_name="activities")
    age_from_months = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to_months = models.PositiveSmallIntegerField(null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)
    price_cents = models.PositiveIntegerField(null=True, blank=True, default=0)
    price_note = I18nCharField(max_length=300, blank=True)
    sign_up = models.CharField(
        max_length=8, choices=SignUp.choices, default=SignUp.NONE
    )
    sign_up_how = I18nCharField(max_length=600, blank=True)
    about = I18nTextField(blank=True)
    easy = I18nTextField(blank=True)
    who = I18nCharField(max_length=600, blank=True)
    is_published = models.BooleanField(default=False)
    is_listed = models.BooleanField(default=True)
    published_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    stale_told_at = models.DateTimeField(null=True, blank=True)

    objects = ActivityQuerySet.as_manager()

    PRIVACY = privacy.fields(
        privacy.public(
            "telling families what is offered",
            "code",
            "kind",
            "name",
            "slug",
            "organisers",
            "place",
            "room",
            "area",
            "online_url",
            "audiences",
            "age_from_months",
            "age_to_months",
            "languages",
            "price_cents",
            "price_note",
            "sign_up",
            "sign_up_how",
            "about",
            "easy",
            "who",
            "is_published",
            "published_at",
            "confirmed_at",
            "created_at",
            "changed_at",
        ),
        privacy.internal("asking its contact once, not daily", "stale_told_at"),
        privacy.internal("keeping hidden groups hidden", "is_listed"),
    )

    class Meta:
        ordering: ClassVar = ["slug"]
        verbose_name_plural = "activities"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_listed=True) | Q(is_published=False),
                name="only_what_is_listed_is_published",
            )
        ]

    def __str__(self) -> str:
        return str(self.name)


class Series(Timestamped):
    """The rhythm of an activity (sarja): rule, wall-clock time, zone Europe/Helsinki.

    The dates it gives stand as rows of `Occurrence`. `weekdays` names all its
    weekdays when there are several; `nth` which of them in a month (1–5, -1 the
    last) when it is monthly. Place, room and who is there are the activity's unless
    told here. Every `theme_every`-th date has a theme (0: none is planned);
    `leaders` take turns.
    """

    class Frequency(models.TextChoices):
        """How often."""

        ONCE = "once", _("Once")
        WEEKLY = "weekly", _("Weekly")
        MONTHLY = "monthly", _("Monthly")

    class Parity(models.TextChoices):
        """Which ISO weeks (parilliset / parittomat viikot)."""

        ANY = "any", _("Every week")
        EVEN = "even", _("Even weeks")
        ODD = "odd", _("Odd weeks")

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="series")
    frequency = models.CharField(
        max_length=8, choices=Frequency.choices, default=Frequency.WEEKLY
    )
    interval = models.PositiveSmallIntegerField(default=1)
    parity = models.CharField(max_length=4, choices=Parity.choices, default=Parity.ANY)
    weekday = models.PositiveSmallIntegerField()
    weekdays = models.JSONField(default=list, blank=True)
    nth = models.JSONField(default=list, blank=True)
    skips_public_holidays = models.BooleanField(default=False)
    skips_school_holidays = models.BooleanField(default=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    starts_at = models.TimeField()
    ends_at = models.TimeField()
    zone = models.CharField(max_length=40, default="Europe/Helsinki")
    filled_until = models.DateField(null=True, blank=True)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="series"
    )
    room = models.ForeignKey(
        Room, models.SET_NULL, null=True, blank=True, related_name="series"
    )
    who = I18nCharField(max_length=600, blank=True)
    leaders = models.JSONField(default=list, blank=True)
    theme_every = models.PositiveSmallIntegerField(default=0)

    PRIVACY = privacy.fields(
        privacy.public(
            "knowing when it meets",
            "activity",
            "frequency",
            "interval",
            "parity",
            "weekday",
            "weekdays",
            "nth",
            "skips_public_holidays",
            "skips_school_holidays",
            "place",
            "room",
            "who",
            "leaders",
            "theme_every",
            "starts_on",
            "ends_on",
            "starts_at",
            "ends_at",
            "zone",
            "created_at",
            "changed_at",
        ),
        privacy.internal("filling dates ahead", "filled_until"),
    )

    class Meta:
        ordering: ClassVar = ["weekday", "starts_at", "pk"]
        verbose_name_plural = "series"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")),
                name="series_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.frequency} {self.weekday} {self.starts_at:%H.%M}–{self.ends_at:%H.%M}"

    def as_rule(self) -> rules.Rule:
        """Return the plain values that `rules.dates` takes."""
        return rules.Rule(
            frequency=rules.Frequency(self.frequency),
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            weekday=self.weekday,
            interval=self.interval,
            parity=rules.Parity(self.parity),
            weekdays=tuple(self.weekdays),
            nth=tuple(self.nth),
        )
