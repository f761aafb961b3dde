"""Letters that wait, go out, or could not."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from pirtti.core import privacy


class Letter(models.Model):
    """One mail to one address (lähtevä viesti), written with the change it tells of.

    `dedupe` names what is told to whom: the same thing is never told twice. No body
    is stored; `params` holds plain values that the kind makes the words from.
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
    to = models.EmailField(max_length=254)
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
        privacy.personal(
            "sending what somebody asked to be told",
            "to",
            "language",
            "params",
            "dedupe",
            kept="7 days after it was sent or given up",
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
            kept="7 days after it was sent or given up",
        ),
    )

    class Meta:
        ordering: ClassVar = ["not_before", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["state", "not_before"], name="letters_due"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
