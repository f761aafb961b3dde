"""What is new or has changed in a scope: for those who read along in a feed reader."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.db.models import F, Q

from pirtti.calendar.models import Activity, Occurrence
from pirtti.calendar.scopes import Scope

NEW_FOR = dt.timedelta(days=60)
CHANGED_FOR = dt.timedelta(days=30)
MOST = 40
# Of more dates of an activity that changed at once, one piece of news tells.
MOST_ALIKE = 3
_MOST_READ = 400


class What(StrEnum):
    """What has happened."""

    NEW = "new"
    CANCELLED = "cancelled"
    CHANGED = "changed"


@dataclass(frozen=True)
class News:
    """One piece of news: an activity is new, or dates of it have changed.

    `dates` are the dates that changed, earliest first; none for a new activity.
    """

    what: What
    at: dt.datetime
    activity: Activity
    dates: tuple[Occurrence, ...] = ()


def news_of(scope: Scope, *, now: dt.datetime) -> list[News]:
    """List what is new, newest first (two queries; three for an area).

    New activities of 60 days; changes of the last 30 days to dates that are not over.
    What changed before an activity was published is no news to anybody.
    """
    found = [
        News(What.NEW, activity.published_at, activity)
        for activity in _new_activities(scope, now)
        if activity.published_at is not None
    ]
    found += _changes(_changed_dates(scope, now))
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def _new_activities(scope: Scope, now: dt.datetime) -> Iterable[Activity]:
    published = Activity.objects.public().filter(published_at__gt=now - NEW_FOR)
    return (
        scope.activities(published)
        .select_related("kind", "place")
        .order_by("-published_at")[:MOST]
    )


def _changed_dates(scope: Scope, now: dt.datetime) -> Iterable[Occurrence]:
    published_before = Q(activity__published_at=None) | Q(
        changed_at__gt=F("activity__published_at")
    )
    dates = Occurrence.objects.public().filter(
        published_before,
        sequence__gt=0,
        ends_at__gt=now,
        starts_at__gt=now - dt.timedelta(days=1),
        changed_at__gt=now - CHANGED_FOR,
    )
    return (
        scope.dates(dates)
        .select_related("activity__kind", "activity__place", "place")
        .order_by("-changed_at", "starts_at", "pk")[:_MOST_READ]
    )


def _changes(dates: Iterable[Occurrence]) -> list[News]:
    """Make news of changed dates; many alike, made in the same minute, are one."""
    found = []
    for (what, _activity, _minute), group in groupby(sorted(dates, key=_kind), _kind):
        alike = sorted(group, key=lambda date: date.starts_at)
        sets = [alike] if len(alike) > MOST_ALIKE else [[date] for date in alike]
        for each in sets:
            newest = max(date.changed_at for date in each)
            found.append(News(what, newest, each[0].activity, tuple(each)))
    return found


def _kind(date: Occurrence) -> tuple[What, int, dt.datetime]:
    what = What.CANCELLED if date.is_cancelled else What.CHANGED
    return what, date.activity_id, date.changed_at.replace(second=0, microsecond=0)
