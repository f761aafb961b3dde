"""Who follows what by e-mail, and what is to be told to them."""

import datetime as dt
import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from pirtti.calendar.models import Activity
from pirtti.core import privacy
from pirtti.network.models import Place
from pirtti.notices import rules

_KEPT = (
    "until stopped, until the activity ends, or 24 months after the last confirmation; "
    "7 days when it was never confirmed"
)


class Following(models.Model):
    """Somebody wants to hear by e-mail of changes at an activity or a place (seuraaminen).

    Following a peer group tells much about a person. The address is therefore stored
    sealed (`core.sealed`): it is read when a mail is sent, never from the database or
    a backup alone. `address_key` is its fingerprint. Of the link's secret word only a
    hash is kept; the word is made from `seed` and the secret key when a mail is
    written.
    """

    activity = models.ForeignKey(
        Activity, models.CASCADE, null=True, blank=True, related_name="followings"
    )
    place = models.ForeignKey(
        Place, models.CASCADE, null=True, blank=True, related_name="followings"
    )
    address = models.TextField()
    address_key = models.CharField(max_length=64, db_index=True)
    language = models.CharField(max_length=8, default="fi")
    wants_reminder = models.BooleanField(default=False)
    seed = models.UUIDField(default=uuid.uuid4, editable=False)
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    asked_again_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.sensitive(
            "telling somebody of changes they asked to hear of",
            "activity",
            "place",
            "address",
            "address_key",
            "language",
            "wants_reminder",
            "seed",
            "token_hash",
            "asked_at",
            "confirmed_at",
            "asked_again_at",
            kept=_KEPT,
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(activity__isnull=False, place__isnull=True)
                | Q(activity__isnull=True, place__isnull=False),
                name="following_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["address_key", "activity"], name="one_following_per_activity"
            ),
            models.UniqueConstraint(
                fields=["address_key", "place"], name="one_following_per_place"
            ),
        ]

    def __str__(self) -> str:
        return f"following of {self.activity_id or self.place_id}"

    @property
    def thing(self) -> Activity | Place:
        """Return what is followed."""
        found = self.activity or self.place
        assert found is not None
        return found

    @property
    def ends_at(self) -> dt.datetime | None:
        """Return when it ends unless it is confirmed anew."""
        return rules.ends_at(self.confirmed_at) if self.confirmed_at else None


class Bulletin(models.Model):
    """What is to be told to all who follow some dates (tiedote): one row, however many.

    Written in the transaction of the change; the sender makes the letters of it, bite
    by bite. `dates` lists what happened to which date and how it was (see
    `rules.Told`); `reached` is the last following that has its letter. A bulletin with
    `remind_on` reminds of the dates of that day.
    """

    remind_on = models.DateField(null=True, blank=True, unique=True)
    dates = models.JSONField(default=list)
    activities = models.JSONField(default=list)
    places = models.JSONField(default=list)
    made_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True)
    reached = models.BigIntegerField(default=0)
    done_at = models.DateTimeField(null=True, blank=True, db_index=True)

    PRIVACY = privacy.fields(
        privacy.internal(
            "telling followers of changed dates",
            "remind_on",
            "dates",
            "activities",
            "places",
            "made_at",
            "begun_at",
            "reached",
            "done_at",
            kept="10 days after it was told",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"bulletin {self.pk}"
