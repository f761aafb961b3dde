"""Who was there, where a group agreed to tick nicknames."""

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
