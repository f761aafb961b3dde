"""Who reaches a course: people nearby, whoever has a seat, those who arrange it."""

from django.db.models import Q, QuerySet
from django.http import Http404

from pirtti.calendar import access as calendar
from pirtti.calendar.models import Occurrence
from pirtti.courses.models import Course, CourseSeat
from pirtti.groups import access as groups
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.rules import May

# A path names its areas from the top: country, county, …
_COUNTY = 2
_SCOPES = ("area__path", "organisation__area__path", "place__area__path")


def courses_near(viewer: Viewer) -> QuerySet[Course]:
    """Return the courses of the counties where one has a role or leads a group.

    Whom they were made for keeps nobody out. Two queries, before those of the rows.
    """
    reach = Q(pk__in=[])
    for path in sorted(_counties(viewer)):
        reach |= Q(activity__area__path__startswith=path)
    return Course.objects.filter(reach)


def _counties(viewer: Viewer) -> set[str]:
    """Return the paths of the counties, or of the country for a role in all of it."""
    roles = network.roles_of(viewer).values_list(*_SCOPES)
    led = groups.led_by(viewer).values_list("group__activity__area__path", flat=True)
    paths = {path for role in roles for path in role if path} | set(filter(None, led))
    return {_county(path) for path in paths}


def _county(path: str) -> str:
    return ".".join(path.split(".")[:_COUNTY]).rstrip(".") + "."


def courses_run(viewer: Viewer) -> QuerySet[Course]:
    """Return the courses that one arranges: whoever may change their activity."""
    activities = calendar.activities_where(viewer, May.EDIT_CALENDAR)
    return Course.objects.filter(activity__in=activities)


def seats_of(viewer: Viewer) -> QuerySet[CourseSeat]:
    """Return one's own seats and places in line."""
    if not viewer.is_authenticated:
        return CourseSeat.objects.none()
    return CourseSeat.objects.filter(user=viewer)


def course_for(viewer: Viewer, pk: int) -> Course:
    """Fetch a course to read of it and to sign up; else 404."""
    reached = Course.objects.filter(
        Q(pk__in=courses_near(viewer).values("pk"))
        | Q(pk__in=courses_run(viewer).values("pk"))
        | Q(pk__in=seats_of(viewer).values("course"))
    )
    return _one(reached, pk)


def course_run(viewer: Viewer, pk: int) -> Course:
    """Fetch a course that one arranges; else 404."""
    return _one(courses_run(viewer), pk)


def session_of(course: Course, pk: int) -> Occurrence:
    """Fetch a session of a course that was not cancelled; else 404."""
    planned = Occurrence.State.PLANNED
    found = course.activity.occurrences.filter(pk=pk, state=planned).first()
    if found is None:
        raise Http404
    return found


def _one(courses: QuerySet[Course], pk: int) -> Course:
    whole = courses.select_related("activity__place", "activity__area")
    found = whole.prefetch_related("activity__organisers").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
