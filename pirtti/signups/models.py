"""Signing up: what one signs up to, the families who did, and who waits to hear."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import privacy
from pirtti.core.models import Timestamped
from pirtti.network.models import Organisation
from pirtti.signups import rules

_KEPT = (
    "until the family erases it, and at the latest 30 days after the last date; "
    "after 30 minutes when the contact was never confirmed"
)


class Intake(Timestamped):
    """What one signs up to (ilmoittautuminen): a whole activity, or one date of it.

    A group or a course has one for the activity; a trip or a lecture one for its date.
    `capacity`, `taken` and `minimum` count what `counts` says: families, couples,
    people, adults or children. `taken` is what is held, asked for, promised and
    offered together; it is only ever changed by one conditional statement, and the
    database itself refuses more than there is (`reliability.md` §3.8). `waiting`
    counts the families in the queue: while there are some, no newcomer gets a seat.
    Ages are months. `needs` lists what the organiser really handles. `is_discreet`
    keeps the name of what it is out of mails and calendars. `tally` is what remains
    when families are erased: numbers.
    """

    class Counts(models.TextChoices):
        """What one seat is for."""

        FAMILIES = "families", _("Families")
        COUPLES = "couples", _("Couples")
        PEOPLE = "people", _("People")
        ADULTS = "adults", _("Adults")
        CHILDREN = "children", _("Children")

    class WhenFull(models.TextChoices):
        """What becomes of a family when there is no seat (jonotus)."""

        OFFERS = (
            "offers",
            _("A queue; a seat that opens is offered and waits for an answer"),
        )
        PROMOTE = "promote", _("A queue; a seat that opens is given at once")
        CLOSED = "closed", _("No queue, only word when a seat opens")

    activity = models.OneToOneField(
        Activity, models.CASCADE, null=True, blank=True, related_name="intake"
    )
    occurrence = models.OneToOneField(
        Occurrence, models.CASCADE, null=True, blank=True, related_name="intake"
    )
    counts = models.CharField(
        max_length=10, choices=Counts.choices, default=Counts.FAMILIES
    )
    capacity = models.PositiveIntegerField(default=10)
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    minimum = models.PositiveIntegerField(default=0)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    is_open = models.BooleanField(default=True)
    needs_approval = models.BooleanField(default=False)
    needs_invitation = models.BooleanField(default=False)
    asks_ages = models.BooleanField(default=False)
    age_from_months = models.SmallIntegerField(null=True, blank=True)
    age_to_months = models.SmallIntegerField(null=True, blank=True)
    most_adults = models.PositiveSmallIntegerField(default=2)
    most_children = models.PositiveSmallIntegerField(default=6)
    needs = models.JSONField(default=list, blank=True)
    when_full = models.CharField(
        max_length=10, choices=WhenFull.choices, default=WhenFull.OFFERS
    )
    offer_hours = models.PositiveSmallIntegerField(default=rules.OFFER_HOURS)
    is_discreet = models.BooleanField(default=False)
    ends_on = models.DateField()
    tally = models.JSONField(default=dict, blank=True)

    PRIVACY = privacy.fields(
        privacy.public(
            "telling families whether there is room",
            "activity",
            "occurrence",
            "counts",
            "capacity",
            "opens_at",
            "closes_at",
            "is_open",
            "needs_approval",
            "needs_invitation",
            "asks_ages",
            "age_from_months",
            "age_to_months",
            "most_adults",
            "most_children",
            "needs",
            "when_full",
            "offer_hours",
        ),
        privacy.internal(
            "giving seats out exactly, and a number that remains",
            "taken",
            "waiting",
            "minimum",
            "is_discreet",
            "ends_on",
            "tally",
            "created_at",
            "changed_at",
        ),
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")), name="never_more_than_seats"
            ),
            models.CheckConstraint(
                condition=Q(activity__isnull=False, occurrence__isnull=True)
                | Q(activity__isnull=True, occurrence__isnull=False),
                name="intake_of_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"intake of {self.activity_id or self.occurrence_id}"

    @property
    def about(self) -> Activity:
        """Return the activity that one signs up to."""
        if self.activity is not None:
            return self.activity
        assert self.occurrence is not None
        return self.occurrence.activity

    @property
    def free(self) -> int:
        """Return how many seats nobody has, holds or was offered."""
        return self.capacity - self.taken


class Invitation(models.Model):
    """A pile of personal invitations handed over by one source (kutsukirjeet).

    A nurse, a day-care or a family worker hands them over; nobody's name is stored,
    only how many were given. Each card has a code of its own (`InvitationCode`). `key`
    is that of the form it came by: sending twice makes one pile.
    """

    class Source(models.TextChoices):
        """Who hands the invitations over."""

        CLINIC = "clinic", _("Maternity and child health clinic")
        DAY_CARE = "day_care", _("Day-care")
        FAMILY_WORK = "family_work", _("Family work")
        SCHOOL = "school", _("School")
        SOCIAL_WORK = "social_work", _("Social services")
        PARISH = "parish", _("Parish")
        NGO = "ngo", _("Association")
        OTHER = "other", _("Somebody else")

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="invitations")
    source = models.CharField(max_length=12, choices=Source.choices)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    given = models.PositiveIntegerField(default=0)
    valid_until = models.DateField()
    made_at = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(max_length=64, unique=True, null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "comparing the ways by which families hear of a group",
            "intake",
            "source",
            "organisation",
            "given",
            "valid_until",
            "made_at",
            "stopped_at",
            "key",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.pk}"


class InvitationCode(models.Model):
    """One personal invitation: its code opens the group once, and skips approval."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="codes")
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "opening a group to who was invited; it names nobody",
            "invitation",
            "seed",
            "token_hash",
            "opened_at",
            "used_at",
            kept="as long as the group itself",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"code {self.pk}"


class Party(models.Model):
    """A family that signed up (ilmoittautunut perhe): N adults and M children, all or none.

    `told` is sealed: nickname, contact, ticked needs, an interpreter's language. What
    is not in it, or here, is not asked. `ages` are the children's ages in months at
    `made_at`; a child to be born has a negative one. Leaving erases the row.
    """

    State = rules.State

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="parties")
    told = models.TextField()
    contact_key = models.CharField(max_length=64)
    by_phone = models.BooleanField(default=False)
    language = models.CharField(max_length=8, default="fi")
    adults = models.PositiveSmallIntegerField(default=1)
    children = models.PositiveSmallIntegerField(default=0)
    ages = models.JSONField(default=list, blank=True)
    seats = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in rules.State]
    )
    place_in_line = models.BigIntegerField(null=True, blank=True)
    passed = models.PositiveSmallIntegerField(default=0)
    until = models.DateTimeField(null=True, blank=True)
    code = models.ForeignKey(
        InvitationCode, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    heard = models.CharField(max_length=12, blank=True)
    key = models.CharField(max_length=64, unique=True)
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.sensitive(
            "keeping a seat for a family and telling it what it needs to know",
            "intake",
            "told",
            "contact_key",
            "by_phone",
            "language",
            "adults",
            "children",
            "ages",
            "seats",
            "state",
            "place_in_line",
            "passed",
            "until",
            "code",
            "heard",
            "key",
            "seed",
            "token_hash",
            "made_at",
            "confirmed_at",
            kept=_KEPT,
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        verbose_name_plural = "parties"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intake", "contact_key"], name="one_party_per_contact"
            ),
            models.CheckConstraint(
                condition=Q(state=rules.State.WAITING, place_in_line__isnull=False)
                | ~Q(state=rules.State.WAITING),
                name="who_waits_has_a_place_in_line",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["intake", "state", "place_in_line"]),
            models.Index(
                fields=["until"], condition=Q(until__isnull=False), name="party_until"
            ),
        ]

    def __str__(self) -> str:
        return f"party {self.pk}"


class Alert(models.Model):
    """Somebody wants to hear when a seat opens (vapaan paikan hälytys); it holds none."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="alerts")
    address = models.TextField()
    address_key = models.CharField(max_length=64)
    language = models.CharField(max_length=8, default="fi")
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.sensitive(
            "telling once that a seat opened",
            "intake",
            "address",
            "address_key",
            "language",
            "seed",
            "token_hash",
            "asked_at",
            "confirmed_at",
            "told_at",
            kept="until it is told, stopped, or sign-up ends; 7 days when never confirmed",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["intake", "address_key"], name="one_alert_per_address"
            )
        ]

    def __str__(self) -> str:
        return f"alert {self.pk}"
