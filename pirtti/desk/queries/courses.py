"""What the pages about courses for leaders show."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.functional import Promise

from pirtti.calendar.models import Occurrence
from pirtti.courses import access, queries
from pirtti.courses.models import Course, CourseSeat
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.rules import May

State = CourseSeat.State
MOST_SHOWN = 3


@dataclass(frozen=True)
class Row:
    """A course in a list, with the state of one's own seat in words."""

    course: Course
    seat: Promise | str


@dataclass(frozen=True)
class CoursesPage:
    """Coming courses nearby, one's own past ones, and those that one arranges."""

    coming: list[Row]
    taken: list[Row]
    run: list[Course]
    may_make: bool


def coming_rows(viewer: Viewer, *, now: dt.datetime) -> list[Row]:
    """List the coming courses nearby (five queries, however many courses)."""
    near = Course.objects.filter(
        Q(pk__in=access.courses_near(viewer).values("pk"))
        | Q(pk__in=access.seats_of(viewer).values("course"))
    )
    return _rows(viewer, queries.coming(near, now=now))


def _rows(viewer: Viewer, courses: list[Course]) -> list[Row]:
    states = queries.states_of(viewer.pk, courses)
    names = dict(State.choices)
    return [Row(one, names.get(states.get(one.pk, ""), "")) for one in courses]


def courses_page(viewer: Viewer, *, now: dt.datetime) -> CoursesPage:
    """Read the list of courses (about a dozen queries, however many courses)."""
    own = Course.objects.filter(
        pk__in=access.seats_of(viewer).filter(state=State.IN).values("course")
    )
    return CoursesPage(
        coming=coming_rows(viewer, now=now),
        taken=_rows(viewer, queries.past(own, now=now)),
        run=_run(viewer, now),
        may_make=network.may_anywhere(viewer, May.EDIT_CALENDAR),
    )


def _run(viewer: Viewer, now: dt.datetime) -> list[Course]:
    run: QuerySet[Course] = access.courses_run(viewer)
    return [*queries.coming(run, now=now), *queries.past(run, now=now)]


@dataclass(frozen=True)
class CoursePage:
    """One course as somebody sees it; `may_run` for those who arrange it."""

    own: queries.Own
    may_run: bool

    @property
    def course(self) -> Course:
        """Return the course itself."""
        return self.own.course


def own(course: Course, viewer: Viewer, *, now: dt.datetime) -> queries.Own:
    """Read a course with the viewer's own seat."""
    return queries.own(course, viewer.pk, now=now)


def course_page(course: Course, viewer: Viewer, *, now: dt.datetime) -> CoursePage:
    """Read the page of one course."""
    may_run = access.courses_run(viewer).filter(pk=course.pk).exists()
    return CoursePage(own(course, viewer, now=now), may_run)


@dataclass(frozen=True)
class SessionRow:
    """A session for those who arrange it, with how many were ticked."""

    date: Occurrence
    has_begun: bool


@dataclass(frozen=True)
class PeoplePage:
    """Who takes part in a course, who waits, and its sessions."""

    course: Course
    people: list[queries.Person]
    waiting: list[queries.Person]
    sessions: list[SessionRow]


def people_page(course: Course, *, now: dt.datetime) -> PeoplePage:
    """Read the page of those who arrange a course (four queries)."""
    people = queries.people(course)
    dates = course.activity.occurrences.order_by("starts_at", "pk")
    return PeoplePage(
        course=course,
        people=[one for one in people if one.seat.state == State.IN],
        waiting=[one for one in people if one.seat.state == State.WAITING],
        sessions=[SessionRow(one, one.starts_at <= now) for one in dates],
    )
