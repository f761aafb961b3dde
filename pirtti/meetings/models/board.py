"""The message board of a group: for its members and leaders, and for nobody else."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from pirtti.core import privacy
from pirtti.groups.models import Group
from pirtti.meetings import board_rules
from pirtti.people.models import User
from pirtti.signups.models import Party

_KEPT = (
    "until its writer takes it away or leaves, at the latest 30 days after the group "
    "ended"
)


class BoardMessage(models.Model):
    """One message on a group's board (keskusteluviesti): plain words, sealed at rest.

    Either a family wrote it (`party`, and it goes with the family) or a leader; a
    leader whose account is gone is "somebody who led". The name shown is looked up
    when it is read, so that a changed nickname changes it too. `key` comes from the
    form: sent twice it is one message. Who reads hidden ones are leaders.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="board_messages")
    party = models.ForeignKey(
        Party, models.CASCADE, null=True, blank=True, related_name="board_messages"
    )
    leader = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField()
    key = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    PRIVACY = privacy.fields(
        privacy.sensitive(
            "talking between meetings with those one meets there",
            "group",
            "party",
            "leader",
            "text",
            "key",
            "at",
            kept=_KEPT,
        ),
        privacy.personal(
            "keeping the talk kind, and knowing which leader hid a message",
            "hidden_at",
            "hidden_by",
            kept=_KEPT,
        ),
    )

    class Meta:
        ordering: ClassVar = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(party__isnull=True) | Q(leader__isnull=True),
                name="a_message_has_one_writer",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["group", "-at"], name="board_by_time")
        ]

    def __str__(self) -> str:
        return f"board message {self.pk}"


class BoardReport(models.Model):
    """A member asks the leaders to look at a message (ilmoitus); one press, once each."""

    message = models.ForeignKey(BoardMessage, models.CASCADE, related_name="reports")
    party = models.ForeignKey(Party, models.CASCADE, related_name="+")
    reason = models.CharField(
        max_length=10,
        blank=True,
        choices=[(each.value, each.value) for each in board_rules.Reason],
    )

    PRIVACY = privacy.fields(
        privacy.sensitive(
            "letting leaders look at what somebody found wrong",
            "message",
            "party",
            "reason",
            kept="until a leader has looked at it, or with the message or the family",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["message", "party"], name="one_report_per_family_and_message"
            )
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class BoardNews(models.Model):
    """A family wants a mail when the board has something new (uutta keskustelussa).

    At most one in a day, never at night, and nothing that somebody wrote is in it.
    `next_at` is when the last one goes, or went.
    """

    party = models.OneToOneField(Party, models.CASCADE, related_name="board_news")
    next_at = models.DateTimeField(null=True, blank=True)

    PRIVACY = privacy.fields(
        privacy.sensitive(
            "telling a family that the board has something new, where it asked for it",
            "party",
            "next_at",
            kept="until the family says no or leaves",
        )
    )

    class Meta:
        verbose_name_plural = "board news"

    def __str__(self) -> str:
        return f"board news {self.pk}"
