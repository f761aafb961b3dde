"""What people do with courses: make and change them, take seats, tick who was there."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.core.refusals import Refused
from pirtti.courses import letters, messages, queries, rules
from pirtti.courses.models import Course, CourseSeat, CourseTick
from pirtti.network.models import Organisation
from pirtti.people.models import JournalEntry, User
from pirtti.post import actions as post
from pirtti.proposals import slugs

State, Refusal = CourseSeat.State, rules.Refusal


@dataclass(frozen=True)
class Planned:
    """A session that is planned: its day, its times, what it is about."""

    on: dt.date
    starts_at: dt.time
    ends_at: dt.time
    title: LazyI18nString | str = ""


@transaction.atomic
def make_course(
    activity: Activity,
    sessions: Sequence[Planned],
    *,
    organisers: Iterable[Organisation],
    by: User | None,
    capacity: int,
    needed: int,
    kind: str = Course.Kind.LEADERS,
    for_whom: str = Course.ForWhom.ALL,
) -> Course:
    """Make a course with its sessions; the activity is not stored yet.

    It can be published like any other activity; those who lead nearby see it at once.
    Raises Refused.
    """
    reason = rules.refuse_course(
        capacity=capacity, needed=needed, sessions=len(sessions)
    )
    if reason:
        raise Refused(reason)
    activity.slug = activity.slug or slugs.free_slug(
        Activity.objects.all(), activity.name, activity.code
    )
    activity.sign_up = Activity.SignUp.NEEDED
    activity.sign_up_how = messages.how_to_sign_up()
    calendar.save_activity(activity, by=by, organisers=organisers)
    for one in sorted(sessions, key=lambda each: (each.on, each.starts_at)):
        _add_session(activity, one, by)
    course = Course.objects.create(
        activity=activity,
        capacity=capacity,
        needed=needed,
        kind=kind,
        for_whom=for_whom,
    )
    JournalEntry.record("courses.course_made", by=by, on=course)
    return course


def _add_session(activity: Activity, planned: Planned, by: User | None) -> None:
    series = calendar.add_series(
        activity,
        frequency=Series.Frequency.ONCE,
        starts_on=planned.on,
        starts_at=planned.starts_at,
        ends_at=planned.ends_at,
        by=by,
    )
    if str(planned.title):
        calendar.change_occurrence(series.occurrences.get(), theme=planned.title, by=by)


@transaction.atomic
def change_course(course: Course, *, by: User | None, **values: Any) -> Course:
    """Change what is told of a course; more seats let in who waits.

    `values` are name, about (of its activity), kind, for_whom, capacity, needed.
    Raises Refused, for example when more seats are taken than there would be.
    """
    course = _locked(course)
    told = {name: values.pop(name) for name in ("name", "about") if name in values}
    for name, value in values.items():
        setattr(course, name, value)
    planned = course.activity.occurrences.filter(state=Occurrence.State.PLANNED)
    reason = rules.refuse_course(
        capacity=course.capacity, needed=course.needed, sessions=planned.count()
    )
    if course.capacity < course.taken:
        reason = reason or Refusal.SEATS_TAKEN
    if reason:
        raise Refused(reason)
    course.save()
    if told:
        for name, value in told.items():
            setattr(course.activity, name, value)
        calendar.save_activity(course.activity, by=by)
    _let_in(course)
    JournalEntry.record("courses.course_changed", by=by, on=course)
    return course


@transaction.atomic
def take_seat(
    course: Course, user: User, *, now: dt.datetime | None = None
) -> CourseSeat:
    """Give somebody a seat, or a place in line when all are taken.

    Whoever has one already keeps it. Raises Refused when the last session has begun.
    """
    course = _locked(course)
    known = course.seats.filter(user=user).first()
    if known is not None:
        return known
    if not queries.is_open(course, now=now or timezone.now()):
        raise Refused(Refusal.OVER)
    is_in = rules.gets_seat(
        capacity=course.capacity, taken=course.taken, waiting=_waiting(course).count()
    )
    seat = CourseSeat.objects.create(
        course=course, user=user, state=State.IN if is_in else State.WAITING
    )
    _count(course)
    return seat


@transaction.atomic
def leave(course: Course, user: User, *, now: dt.datetime | None = None) -> bool:
    """Erase somebody's seat with all its ticks; the next in line gets it.

    Returns whether there was one. The letters about it go, too.
    """
    course = _locked(course)
    seat = course.seats.filter(user=user).first()
    if seat is None:
        return False
    post.forget_about(course_seat=seat.pk)
    seat.delete()
    _count(course)
    _let_in(course, now=now)
    return True


def _locked(course: Course) -> Course:
    """Read a course anew and keep others from its seats meanwhile."""
    Course.objects.select_for_update().get(pk=course.pk)
    return Course.objects.select_related("activity__place", "activity__area").get(
        pk=course.pk
    )


def _waiting(course: Course) -> Any:
    return course.seats.filter(state=State.WAITING).order_by("pk")


def _count(course: Course) -> None:
    """Store how many seats are given; the database refuses more than there are."""
    course.taken = course.seats.filter(state=State.IN).count()
    course.save(update_fields=["taken", "changed_at"])


def _let_in(course: Course, *, now: dt.datetime | None = None) -> None:
    """Let in who waits, in the order they came, and write to them."""
    if not queries.is_open(course, now=now or timezone.now()):
        return
    waiting = list(_waiting(course).select_related("user"))
    free = rules.let_in(
        capacity=course.capacity, taken=course.taken, waiting=len(waiting)
    )
    for seat in waiting[:free]:
        seat.state = State.IN
        seat.save(update_fields=["state"])
        post.queue(
            letters.SEAT,
            to=seat.user.email,
            language=seat.user.language,
            dedupe=f"course:seat:{seat.pk}",
            params={"course_seat": seat.pk},
        )
    _count(course)


@transaction.atomic
def store_attendance(
    course: Course,
    date: Occurrence,
    seats: Collection[int],
    *,
    by: User | None,
    now: dt.datetime | None = None,
) -> int:
    """Store who was at a session (numbers of seats); returns how many.

    The journal hears how many, never who. Raises Refused before it has begun.
    """
    if date.starts_at > (now or timezone.now()):
        raise Refused(Refusal.SESSION_AHEAD)
    course = _locked(course)
    there = course.seats.filter(pk__in=seats, state=State.IN)
    CourseTick.objects.filter(occurrence=date).delete()
    ticks = [CourseTick(seat=seat, occurrence=date) for seat in there]
    CourseTick.objects.bulk_create(ticks)
    JournalEntry.record(
        "courses.attendance_stored", by=by, on=course, people=len(ticks)
    )
    return len(ticks)


@transaction.atomic
def tidy(now: dt.datetime) -> int:
    """Erase the seats of courses a year after the last session; returns how many rows.

    How many seats were taken stays as a number.
    """
    over = queries.over_for_long(now=now).values("pk")
    return CourseSeat.objects.filter(course__in=over).delete()[0]
