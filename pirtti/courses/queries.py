"""Reads about courses: lists, one's own seat, who takes part under which name."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, Min, OuterRef, Q, QuerySet
from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.courses import rules
from pirtti.courses.models import Course, CourseSeat, CourseTick
from pirtti.groups.models import Leader

MOST = 50
State = CourseSeat.State


@dataclass(frozen=True)
class Session:
    """A session of a course; `was_there` is about the one who looks."""

    date: Occurrence
    was_there: bool
    has_begun: bool


@dataclass(frozen=True)
class Own:
    """A course as somebody sees it who may take a seat, has one, or had one."""

    course: Course
    sessions: list[Session]
    seat: CourseSeat | None
    place_in_line: int
    now: dt.datetime

    @property
    def planned(self) -> list[Session]:
        """Return the sessions that were not cancelled."""
        return [
            one for one in self.sessions if one.date.state == Occurrence.State.PLANNED
        ]

    @property
    def is_open(self) -> bool:
        """Say whether one may still come along: some session has not begun."""
        return any(not one.has_begun for one in self.planned)

    @property
    def is_over(self) -> bool:
        """Say whether the last session has ended."""
        return all(one.date.ends_at <= self.now for one in self.planned)

    @property
    def is_in(self) -> bool:
        """Say whether one has a seat."""
        return self.seat is not None and self.seat.state == State.IN

    @property
    def attended(self) -> list[Session]:
        """Return the sessions at which one was."""
        return [one for one in self.planned if one.was_there]

    @property
    def missing(self) -> int:
        """Return how many sessions one lacks for a certificate."""
        return rules.missing(
            attended=len(self.attended),
            needed=self.course.needed,
            planned=len(self.planned),
        )

    @property
    def may_certify(self) -> bool:
        """Say whether one has earned a certificate."""
        return self.is_in and bool(self.attended) and self.missing == 0

    @property
    def hours(self) -> float:
        """Return for how many hours one was there."""
        return rules.hours(
            (one.date.starts_at, one.date.ends_at) for one in self.attended
        )

    @property
    def kept_until(self) -> dt.date | None:
        """Return until when one's seat is kept."""
        last = max((one.date.on for one in self.sessions), default=None)
        return rules.kept_until(last) if last else None


def own(course: Course, user_pk: int | None, *, now: dt.datetime) -> Own:
    """Read a course for somebody: sessions, seat, ticks, place in line (≤ 4 queries)."""
    seat = CourseSeat.objects.filter(course=course, user=user_pk).first()
    ticks = (
        set(seat.ticks.values_list("occurrence_id", flat=True)) if seat else set[int]()
    )
    dates = course.activity.occurrences.order_by("starts_at", "pk")
    return Own(
        course=course,
        sessions=[
            Session(date, date.pk in ticks, date.starts_at <= now) for date in dates
        ],
        seat=seat,
        place_in_line=_place_in_line(seat),
        now=now,
    )


def _place_in_line(seat: CourseSeat | None) -> int:
    if seat is None or seat.state != State.WAITING:
        return 0
    before = CourseSeat.objects.filter(
        course=seat.course_id, state=State.WAITING, pk__lte=seat.pk
    )
    return before.count()


def coming(courses: QuerySet[Course], *, now: dt.datetime) -> list[Course]:
    """List courses that are not over, the next first; each has `next_at` (two queries)."""
    ahead = Q(activity__occurrences__state=Occurrence.State.PLANNED) & Q(
        activity__occurrences__ends_at__gt=now
    )
    found = courses.annotate(
        next_at=Min("activity__occurrences__starts_at", filter=ahead)
    )
    return _told(found.filter(next_at__isnull=False).order_by("next_at", "pk"))


def past(courses: QuerySet[Course], *, now: dt.datetime) -> list[Course]:
    """List courses without a session to come, the newest first (two queries)."""
    ahead = Occurrence.objects.filter(
        activity=OuterRef("activity"),
        state=Occurrence.State.PLANNED,
        ends_at__gt=now,
    )
    return _told(courses.filter(~Exists(ahead)).order_by("-pk"))


def _told(courses: QuerySet[Course]) -> list[Course]:
    whole = courses.select_related("activity__place", "activity__area")
    return list(whole.prefetch_related("activity__organisers")[:MOST])


def states_of(user_pk: int | None, courses: list[Course]) -> dict[int, str]:
    """Return the state of one's seats by the number of the course (one query)."""
    seats = CourseSeat.objects.filter(user=user_pk, course__in=courses)
    return dict(seats.values_list("course_id", "state"))


@dataclass(frozen=True)
class Person:
    """Somebody on a course, under the name by which colleagues or members know them."""

    seat: CourseSeat
    name: str
    attended: int


def people(course: Course) -> list[Person]:
    """List who has a seat and who waits, in order (three queries).

    The name is the newest alias of one who leads, else the name that colleagues see;
    never an address.
    """
    seats = list(course.seats.select_related("user").order_by("pk"))
    led = Leader.objects.filter(user__in=[seat.user_id for seat in seats])
    aliases = dict(led.order_by("pk").values_list("user_id", "alias"))
    ticks = CourseTick.objects.filter(
        seat__course=course, occurrence__state=Occurrence.State.PLANNED
    )
    there: dict[int, int] = {}
    for seat_pk in ticks.values_list("seat_id", flat=True):
        there[seat_pk] = there.get(seat_pk, 0) + 1
    return [
        Person(seat, aliases.get(seat.user_id) or seat.user.name, there.get(seat.pk, 0))
        for seat in seats
    ]


def there_at(date: Occurrence) -> set[int]:
    """Return the numbers of the seats of those who were at a session (one query)."""
    found = CourseTick.objects.filter(occurrence=date)
    return set(found.values_list("seat_id", flat=True))


def is_open(course: Course, *, now: dt.datetime) -> bool:
    """Say whether one may still come along: some session has not begun."""
    planned = course.activity.occurrences.filter(state=Occurrence.State.PLANNED)
    return planned.filter(starts_at__gt=now).exists()


def over_for_long(*, now: dt.datetime) -> QuerySet[Course]:
    """Return the courses whose seats are to be erased: a year after the last session."""
    last_on = timezone.localdate(now) - rules.KEPT
    recent = Occurrence.objects.filter(activity=OuterRef("activity"), on__gte=last_on)
    return Course.objects.filter(~Exists(recent), created_at__lt=now - rules.KEPT)
