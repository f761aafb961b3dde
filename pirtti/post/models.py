"""Letters that wait, go out, or could not."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pirtti.core import privacy

LETTERS_KEPT = "7 days after it was sent or given up"


class Letter(models.Model):
    """One mail to one address (lähtevä viesti), written with the change it tells of.

    `dedupe` names what is told to whom: the same thing is never told twice. No body
    is stored; `params` holds plain values that the kind makes the words from. `to` is
    empty where the kind tells the address only when it is sent; `to_key` is the
    address's fingerprint.
    """

    class State(models.TextChoices):
        """Where it is on its way."""

        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("Not wanted any more")
        FAILED = "failed", _("Could not be sent")

    kind = models.CharField(max_length=40)
    dedupe = models.CharField(max_length=200, unique=True)
    to = models.EmailField(max_length=254, blank=True)
    to_key = models.CharField(max_length=64, blank=True, db_index=True)
    language = models.CharField(max_length=8, default="fi")
    params = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=200, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.sensitive(
            "sending what somebody asked to be told",
            "to",
            "to_key",
            "language",
            "params",
            "dedupe",
            kept=LETTERS_KEPT,
        ),
        privacy.internal(
            "sending each letter once, and trying again",
            "kind",
            "state",
            "not_before",
            "lease_until",
            "attempts",
            "fault",
            "made_at",
            "ended_at",
            kept=LETTERS_KEPT,
        ),
    )

    class Meta:
        ordering: ClassVar = ["not_before", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "not_before"], name="letters_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class KeptMail(models.Model):
    """A mail as it would have gone out, where there is no mail server (kehitys, demo).

    The receiver's address is masked in it.
    """

    letter = models.OneToOneField(Letter, models.CASCADE, related_name="kept_mail")
    text = models.TextField()

    PRIVACY = privacy.fields(
        privacy.sensitive(
            "showing mails where no mail server is set",
            "letter",
            "text",
            kept=LETTERS_KEPT,
        )
    )

    def __str__(self) -> str:
        return f"kept mail of letter {self.letter_id}"


class DeadAddress(models.Model):
    """An address where nobody is, by its fingerprint: nothing more goes there."""

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField()

    PRIVACY = privacy.fields(
        privacy.sensitive(
            "not sending to an address that does not exist",
            "key",
            "since",
            kept="90 days",
        )
    )

    def __str__(self) -> str:
        return f"dead since {self.since:%Y-%m-%d}"


class Turn(models.Model):
    """Whose turn it is to send: one process at a time, until it lets go or is late."""

    name = models.CharField(max_length=20, primary_key=True)
    holder = models.CharField(max_length=40, blank=True)
    until = models.DateTimeField()

    PRIVACY = privacy.fields(
        privacy.internal("letting one process send", "name", "holder", "until")
    )

    def __str__(self) -> str:
        return f"{self.name} until {self.until:%H:%M:%S}"
