"""Reads for gaps and overlaps: dates of four weeks, or a season as it is promised."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import timewords
from pirtti.network import queries as network
from pirtti.network.models import Area, Place
from pirtti.planning import rules
from pirtti.planning.models import Promise, Round
from pirtti.planning.queries import meetings
from pirtti.planning.queries.lines import season_series
from pirtti.planning.queries.meetings import Meeting


@dataclass(frozen=True)
class Names:
    """What stands behind the numbers of slots."""

    activities: dict[int, LazyI18nString]
    organisations: dict[int, LazyI18nString]
    places: dict[int, LazyI18nString]
    audiences: dict[str, LazyI18nString]


@dataclass(frozen=True)
class Supply:
    """What is offered in an area, ready for counting."""

    slots: list[rules.Slot]
    names: Names


def supply_of_weeks(area: Area, *, first: dt.date, last: dt.date) -> Supply:
    """Read the public dates of these days, both included (seven queries).

    Whatever their number: one read of the dates as plain rows, one of their
    activities with organisers and audiences, one of the places.
    """
    dates = Occurrence.objects.public().filter(
        state=Occurrence.State.PLANNED,
        starts_at__gte=timewords.to_instant(first, dt.time.min),
        starts_at__lt=timewords.to_instant(last + dt.timedelta(days=1), dt.time.min),
    )
    dates = dates.within(network.area_ids(area))
    days: dict[tuple[int, int | None, int, dt.time, dt.time], set[dt.date]]
    days = defaultdict(set)
    for activity, place, start, end in dates.values_list(
        "activity_id", "place_id", "starts_at", "ends_at"
    ).order_by():
        day, begins = timewords.from_instant(start)
        ends = timewords.from_instant(end)[1]
        days[activity, place, day.weekday(), begins, ends].add(day)
    activities = Activity.objects.filter(pk__in=dates.order_by().values("activity"))
    return _supply(
        [
            Meeting(activity, place, begins, ends, found, weekday)
            for (activity, place, weekday, begins, ends), found in days.items()
        ],
        activities,
    )


def supply_of_season(planned: Round) -> Supply:
    """Read a season as it would be with all that was promised so far (seven queries).

    What nobody has told of yet counts as it is in the calendar.
    """
    promises = {
        promise.series_id: promise
        for promise in planned.promises.exclude(series=None).select_related("place")
        if promise.written_at is None
    }
    series = season_series(
        planned.area, first=planned.first_on, last=planned.last_on, only_public=False
    ).select_related("activity")
    found: list[Meeting] = []
    for one in series:
        found += meetings.as_promised(one, promises.get(one.pk), planned)
    new = list(
        planned.promises.filter(decision=Promise.Decision.NEW, written_at=None)
        .select_related("ask__organisation")
        .prefetch_related("audiences")
    )
    for promise in new:
        found += meetings.of_promise(
            promise, promise.activity_id or -promise.pk, planned
        )
    activities = Activity.objects.filter(
        pk__in={meeting.activity for meeting in found if meeting.activity > 0}
    )
    supply = _supply(found, activities)
    return _with_new(supply, [one for one in new if one.activity_id is None])


def _supply(found: list[Meeting], activities: QuerySet[Activity]) -> Supply:
    known = {
        one.pk: one
        for one in activities.prefetch_related("organisers", "audiences").only(
            "name", "area", "age_from_months", "age_to_months", "languages"
        )
    }
    places = {
        one.pk: one
        for one in Place.objects.filter(
            pk__in={meeting.place for meeting in found if meeting.place}
        ).only("name", "area", "latitude", "longitude")
    }
    slots = [
        _slot(meeting, known.get(meeting.activity), places.get(meeting.place or 0))
        for meeting in found
    ]
    organisers = [org for one in known.values() for org in one.organisers.all()]
    audiences = [who for one in known.values() for who in one.audiences.all()]
    names = Names(
        activities={pk: one.name for pk, one in known.items()},
        organisations={one.pk: one.name for one in organisers},
        places={pk: one.name for pk, one in places.items()},
        audiences={one.slug: one.name for one in audiences},
    )
    return Supply(slots, names)


def _slot(
    meeting: Meeting, activity: Activity | None, place: Place | None
) -> rules.Slot:
    slot = rules.Slot(
        activity=meeting.activity,
        organisers=(),
        weekday=meeting.weekday,
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        days=frozenset(meeting.days),
        place=meeting.place,
        area=place.area_id if place else None,
        at=_point(place),
    )
    if activity is None:
        return slot
    return replace(
        slot,
        organisers=tuple(one.pk for one in activity.organisers.all()),
        area=slot.area or activity.area_id,
        age_from=activity.age_from_months,
        age_to=activity.age_to_months,
        audiences=frozenset(one.slug for one in activity.audiences.all()),
        languages=frozenset(activity.languages),
    )


def _point(place: Place | None) -> tuple[float, float] | None:
    if place is None or place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def _with_new(supply: Supply, new: list[Promise]) -> Supply:
    """Tell of the promised activities that are not in the calendar yet."""
    if not new:
        return supply
    by_number = {-one.pk: one for one in new}
    slots = [
        _slot_of_new(slot, by_number[slot.activity])
        if slot.activity in by_number
        else slot
        for slot in supply.slots
    ]
    names = supply.names
    told_by = {
        one.ask.organisation_id: one.ask.organisation.name for one in by_number.values()
    }
    fresh = {number: one.name for number, one in by_number.items()}
    names = replace(
        names,
        activities=names.activities | fresh,
        organisations=names.organisations | told_by,
        audiences=names.audiences
        | {who.slug: who.name for one in new for who in one.audiences.all()},
    )
    return Supply(slots, names)


def _slot_of_new(slot: rules.Slot, promise: Promise) -> rules.Slot:
    return replace(
        slot,
        organisers=(promise.ask.organisation_id,),
        age_from=promise.age_from_months,
        age_to=promise.age_to_months,
        audiences=frozenset(one.slug for one in promise.audiences.all()),
        languages=frozenset(promise.languages),
    )
