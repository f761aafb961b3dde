"""What leaders prepare: a meeting's plan, what they tell members, materials."""

from typing import ClassVar

from django.db import models

from pirtti.calendar.models import Occurrence
from pirtti.core import privacy
from pirtti.groups.models import Group
from pirtti.people.models import User


class MeetingNote(models.Model):
    """What a meeting needs (tapaamisen ohje): a practical message, and its course.

    `practical` is what members read before they come ("ring the bell, bring socks").
    `intro` begins the meeting for `intro_minutes`; what follows is free talk.
    """

    occurrence = models.OneToOneField(
        Occurrence, models.CASCADE, related_name="meeting_note"
    )
    practical = models.CharField(max_length=600, blank=True)
    intro = models.CharField(max_length=300, blank=True)
    intro_minutes = models.PositiveSmallIntegerField(default=0)

    PRIVACY = privacy.fields(
        privacy.internal(
            "telling members what they need to know, and leaders how it goes",
            "occurrence",
            "practical",
            "intro",
            "intro_minutes",
        )
    )

    def __str__(self) -> str:
        return f"note of {self.occurrence_id}"


class MeetingMessage(models.Model):
    """What a leader wrote to all members about a meeting (viesti jäsenille).

    Letters point here, so that the outbox stores no sentence of a person. `key` comes
    from the form: sent twice it is one message.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="meeting_messages")
    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, related_name="meeting_messages"
    )
    text = models.CharField(max_length=600)
    key = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    PRIVACY = privacy.fields(
        privacy.internal(
            "telling all members the same of a meeting",
            "group",
            "occurrence",
            "text",
            "key",
            "sent_at",
            kept="30 days after it was sent",
        ),
        privacy.personal(
            "knowing which leader wrote", "by", kept="30 days after it was sent"
        ),
    )

    class Meta:
        ordering: ClassVar = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"message {self.pk}"


class GroupMaterial(models.Model):
    """Something that leaders of a group like to have at hand (materiaali)."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="materials")
    title = models.CharField(max_length=120)
    url = models.URLField(max_length=300)

    PRIVACY = privacy.fields(
        privacy.internal("finding it again before a meeting", "group", "title", "url")
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return self.title
