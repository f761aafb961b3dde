"""One's own activities, one of them with its dates, and what was done to it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Min, Q
from django.utils import timezone
from django.utils.text import capfirst

from pirtti.calendar import access as calendar
from pirtti.calendar import queries as calendar_queries
from pirtti.calendar.models import Activity, Change, Occurrence, Series
from pirtti.desk import words
from pirtti.desk.queries import rhythms
from pirtti.desk.queries import week as week_queries
from pirtti.desk.queries.asks import Asks, asks
from pirtti.groups.models import Group
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.models import Place
from pirtti.network.rules import May
from pirtti.people.models import JournalEntry

MOST_ACTIVITIES = 200
MOST_DATES = 8
MOST_LINES = 20


@dataclass(frozen=True)
class Listed:
    """One activity of the list."""

    activity: Activity
    next_on: str
    rhythms: list[str]


@dataclass(frozen=True)
class ListPage:
    """All that the list of activities shows; drafts stand first."""

    activities: list[Listed]
    has_more: bool
    places: list[Place]
    place: Place | None
    asks: Asks


@dataclass(frozen=True)
class JournalLine:
    """Who did what and when; `messages` has the words."""

    at: dt.datetime
    by: str
    verb: str
    own: list[str]


@dataclass(frozen=True)
class ActivityPage:
    """What the page of an activity shows beside its form."""

    activity: Activity
    dates: list[Occurrence]
    series: list[Series]
    journal: list[JournalLine]
    changes: list[Change]
    may_publish: bool
    may_run_groups: bool
    group_pk: int | None


def list_page(viewer: Viewer, *, now: dt.datetime, place_pk: str = "") -> ListPage:
    """Read the list of one's own activities (six queries)."""
    places = list(
        network.places_where(viewer, May.EDIT_CALENDAR).order_by("slug").distinct()
    )
    place = week_queries.chosen(places, place_pk)
    own = calendar.activities_where(viewer, May.EDIT_CALENDAR)
    if place is not None:
        own = own.filter(place=place)
    coming = Q(
        occurrences__starts_at__gte=now, occurrences__state=Occurrence.State.PLANNED
    )
    rows = list(
        own.annotate(next_at=Min("occurrences__starts_at", filter=coming))
        .select_related("kind", "place")
        .prefetch_related("series")
        .order_by("is_published", "place__slug", "slug")[: MOST_ACTIVITIES + 1]
    )
    listed = [_listed(activity) for activity in rows[:MOST_ACTIVITIES]]
    has_more = len(rows) > MOST_ACTIVITIES
    return ListPage(listed, has_more, places, place, asks(viewer, now=now))


def _listed(activity: Activity) -> Listed:
    next_at = activity.next_at  # type: ignore[attr-defined]
    return Listed(
        activity,
        words.moment_day(next_at) if next_at else "",
        [capfirst(words.rhythm(series)) for series in activity.series.all()],
    )


def activity_page(
    viewer: Viewer, activity: Activity, *, now: dt.datetime
) -> ActivityPage:
    """Read an activity's page (eight queries)."""
    today = timezone.localdate(now)
    running = Q(ends_on__isnull=True) | Q(ends_on__gte=today)
    once = Q(frequency=Series.Frequency.ONCE, starts_on__lt=today)
    return ActivityPage(
        activity=activity,
        dates=calendar_queries.dates_of_activity(activity, since=now, limit=MOST_DATES),
        series=list(activity.series.filter(running).exclude(once)),
        journal=journal_of(activity),
        changes=rhythms.recent_changes(activity, now=now),
        may_publish=calendar.activities_where(viewer, May.PUBLISH)
        .filter(pk=activity.pk)
        .exists(),
        **_group_of(viewer, activity),
    )


def _group_of(viewer: Viewer, activity: Activity) -> dict[str, Any]:
    """Say whether the viewer may make a group of an activity, and which it is already."""
    may = network.may_anywhere(viewer, May.RUN_GROUPS)
    group: Group | None = getattr(activity, "group", None)
    return {
        "may_run_groups": may,
        "group_pk": group.pk if may and group is not None else None,
    }


def journal_of(subject: Activity | Occurrence | Group) -> list[JournalLine]:
    """List what was done to an activity and its rhythms, a date or a group, newest first."""
    about = Q(subject_type=subject._meta.label_lower, subject_id=str(subject.pk))
    if isinstance(subject, Activity):
        rhythms = [str(pk) for pk in subject.series.values_list("pk", flat=True)]
        about |= Q(subject_type=Series._meta.label_lower, subject_id__in=rhythms)
    lines = (
        JournalEntry.objects.filter(about)
        .select_related("by")
        .order_by("-at", "-pk")[:MOST_LINES]
    )
    return [
        JournalLine(
            at=line.at,
            by=str(line.by) if line.by else "",
            verb=line.verb,
            own=line.details.get("own", []),
        )
        for line in lines
    ]
