"""Courses for leaders, who has a seat on them, and who was at which session."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import privacy
from pirtti.core.models import Timestamped
from pirtti.courses import rules
from pirtti.people.models import User


class Course(Timestamped):
    """A course for those who lead or teach leaders (ohjaajakoulutus).

    Name, place, organisers and sessions are those of its activity. `capacity` is how
    many seats there are, `taken` how many are given; `needed` how many sessions earn a
    certificate. No group, role or page asks whether somebody took one.
    """

    class Kind(models.TextChoices):
        """What one learns to do."""

        LEADERS = rules.Kind.LEADERS.value, _("Course for volunteer leaders")
        TRAINERS = rules.Kind.TRAINERS.value, _("Training of trainers")
        OTHER = rules.Kind.OTHER.value, _("Other course")

    class ForWhom(models.TextChoices):
        """Whom it was made for; everybody else may come, too."""

        ALL = rules.ForWhom.ALL.value, _("Everybody who wants to")
        VOLUNTEERS = rules.ForWhom.VOLUNTEERS.value, _("Volunteers")
        PARTNERS = rules.ForWhom.PARTNERS.value, _("Staff of the municipality")
        PARISH = rules.ForWhom.PARISH.value, _("Workers and volunteers of the parish")

    activity = models.OneToOneField(Activity, models.CASCADE, related_name="course")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.LEADERS)
    for_whom = models.CharField(
        max_length=10, choices=ForWhom.choices, default=ForWhom.ALL
    )
    capacity = models.PositiveSmallIntegerField(default=rules.USUAL_SEATS)
    taken = models.PositiveSmallIntegerField(default=0)
    needed = models.PositiveSmallIntegerField(default=1)

    PRIVACY = privacy.fields(
        privacy.public(
            "telling which courses there are",
            "activity",
            "kind",
            "for_whom",
            "capacity",
            "needed",
            "created_at",
            "changed_at",
        ),
        privacy.internal("giving no seat twice", "taken"),
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(taken__lte=F("capacity")), name="a_course_is_never_too_full"
            ),
            models.CheckConstraint(
                condition=Q(needed__gte=1), name="a_certificate_needs_a_session"
            ),
        ]

    def __str__(self) -> str:
        return str(self.activity)

    @property
    def free(self) -> int:
        """Return how many seats nobody has."""
        return max(0, self.capacity - self.taken)


class CourseSeat(models.Model):
    """Somebody's seat on a course, or place in its line (koulutuspaikka)."""

    class State(models.TextChoices):
        """Whether one is in."""

        IN = "in", _("You have a seat")
        WAITING = "waiting", _("You are in line")

    course = models.ForeignKey(Course, models.CASCADE, related_name="seats")
    user = models.ForeignKey(User, models.CASCADE, related_name="course_seats")
    state = models.CharField(max_length=8, choices=State.choices)
    made_at = models.DateTimeField(default=timezone.now)

    PRIVACY = privacy.fields(
        privacy.personal(
            "giving the seats of a course in turn, and certificates for those who came",
            "course",
            "user",
            "state",
            "made_at",
            kept="until the person erases it, at the latest a year after the last session",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["course", "user"], name="one_seat_per_person_and_course"
            )
        ]

    def __str__(self) -> str:
        return f"{self.state} on {self.course_id}"


class CourseTick(models.Model):
    """Somebody was at a session of a course (koulutuskerran rasti)."""

    seat = models.ForeignKey(CourseSeat, models.CASCADE, related_name="ticks")
    occurrence = models.ForeignKey(Occurrence, models.CASCADE, related_name="+")

    PRIVACY = privacy.fields(
        privacy.personal(
            "writing a certificate for those who were there",
            "seat",
            "occurrence",
            kept="as long as the seat",
        )
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["seat", "occurrence"], name="one_tick_per_seat_and_session"
            )
        ]

    def __str__(self) -> str:
        return f"seat {self.seat_id} at {self.occurrence_id}"
