"""Store many dates at once, and take them away again: what imports need."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from i18nfield.strings import LazyI18nString

from pirtti.calendar import followers, rules
from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.core import rows, timewords
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.network.models import Area
from pirtti.people.models import JournalEntry, User

# What a date takes over from its activity.
_NEEDED = ("place_id", "room_id", "area_id", "who", "is_published")


@dataclass(frozen=True)
class SingleDate:
    """One date of an activity, in wall-clock time."""

    activity_id: int
    on: dt.date
    starts_at: dt.time
    ends_at: dt.time
    theme: LazyI18nString | str = ""


@transaction.atomic
def load_dates(dates: Sequence[SingleDate], *, by: User | None) -> list[Occurrence]:
    """Store single dates of many activities, each a rhythm that meets once.

    The rows come in the order of `dates`. The cost is that of a few statements for
    the whole lot: call it with some hundreds at a time. Raises Refused when times
    can't be. One line of the journal for the whole lot: an import has its own.
    """
    for date in dates:
        reason = rules.refuse_times(date.starts_at, date.ends_at)
        if reason:
            raise Refused(reason)
    wanted = {date.activity_id for date in dates}
    locked = Activity.objects.select_for_update().only(*_NEEDED)
    now = {one.pk: one for one in locked.filter(pk__in=wanted)}
    series = rows.insert(
        Series(frequency=Series.Frequency.ONCE), [_series(date) for date in dates]
    )
    occurrences = rows.insert(
        Occurrence(),
        [
            _occurrence(date, one, now[date.activity_id])
            for date, one in zip(dates, series, strict=True)
        ],
    )
    _touch({one.area_id for one in now.values()})
    # Who follows activities hears of a draft when it is published.
    followers.activities_changed([one.pk for one in now.values() if one.is_published])
    for activity in list(now.values())[:1]:
        JournalEntry.record(
            "calendar.dates_loaded", by=by, on=activity, dates=len(dates)
        )
    return occurrences


def _series(date: SingleDate) -> dict[str, Any]:
    return {
        "activity_id": date.activity_id,
        "weekday": date.on.weekday(),
        "starts_on": date.on,
        "starts_at": date.starts_at,
        "ends_at": date.ends_at,
        "filled_until": date.on,
    }


def _occurrence(date: SingleDate, series: Series, activity: Activity) -> dict[str, Any]:
    return {
        "uid": uuid.uuid4(),
        "activity_id": activity.pk,
        "series_id": series.pk,
        "rule_on": date.on,
        "on": date.on,
        "starts_at": timewords.to_instant(date.on, date.starts_at),
        "ends_at": timewords.to_instant(date.on, date.ends_at),
        "place_id": activity.place_id,
        "room_id": activity.room_id,
        "area_id": activity.area_id,
        "who": activity.who,
        "theme": date.theme,
        "is_public": activity.is_published,
    }


@transaction.atomic
def unload_dates(pks: Collection[int], *, by: User | None) -> int:
    """Delete dates that hold nothing, and rhythms that then have none; returns how many.

    Dates that hold something (counts, sign-ups) stay.
    """
    held = set[int]().union(*followers.held(pks).values())
    going = Occurrence.objects.filter(pk__in=set(pks) - held)
    activities = list(
        Activity.objects.only("area_id").filter(pk__in=going.values("activity_id"))
    )
    series = set(going.values_list("series_id", flat=True))
    gone = going.count()
    going.delete()
    Series.objects.filter(pk__in=series, occurrences__isnull=True).delete()
    _tell(activities)
    for activity in activities[:1]:
        JournalEntry.record("calendar.dates_unloaded", by=by, on=activity, dates=gone)
    return gone


@transaction.atomic
def unload_activity(activity: Activity, *, by: User | None) -> bool:
    """Delete an activity that has no date, wish or theme; False when it has one."""
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    related = (activity.occurrences, activity.wishes, activity.themes)
    if any(some.exists() for some in related):
        return False
    JournalEntry.record("calendar.activity_unloaded", by=by, on=activity)
    _tell([activity])
    activity.delete()
    return True


def _touch(areas: Collection[int]) -> None:
    for area in Area.objects.filter(pk__in=areas):
        network.touch(area)


def _tell(activities: Sequence[Activity]) -> None:
    _touch({one.area_id for one in activities})
    followers.activities_changed([one.pk for one in activities])
