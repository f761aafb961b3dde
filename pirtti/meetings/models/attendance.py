"""Who was there, where a group agreed to tick nicknames; how many came on the net."""

from typing import ClassVar

from django.db import models

from pirtti.calendar.models import Occurrence
from pirtti.core import privacy
from pirtti.signups.models import Party


class Attendance(models.Model):
    """A family was at one meeting (läsnäolo); only where `Group.ticks_names` says so.

    The number goes to the count of the date, which names nobody. This row goes with
    the family, and at the latest 30 days after the group ended; in a group without an
    end 365 days after the meeting.
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="attendances")
    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, related_name="attendances"
    )

    PRIVACY = privacy.fields(
        privacy.sensitive(
            "knowing who was there, where the group agreed to it",
            "party",
            "occurrence",
            kept=(
                "until the family erases itself, at the latest 30 days after "
                "the group ended, without an end 365 days after the meeting"
            ),
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["party", "occurrence"], name="one_tick_per_family_and_meeting"
            )
        ]

    def __str__(self) -> str:
        return f"tick {self.pk}"


class MeetingCount(models.Model):
    """How many came to a meeting without a place (osallistujamäärä), on the net.

    Visits are counted by place (`visits`); what has none has its number here, in the
    group's own figures only. It names nobody.
    """

    occurrence = models.OneToOneField(
        Occurrence, models.CASCADE, related_name="meeting_count"
    )
    adults = models.PositiveIntegerField(default=0)
    children = models.PositiveIntegerField(default=0)

    PRIVACY = privacy.fields(
        privacy.internal(
            "knowing how many came where no place counts them",
            "occurrence",
            "adults",
            "children",
            kept="three years after the meeting; it says nothing of any person",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"count of {self.occurrence_id}"
