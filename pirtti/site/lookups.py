"""Reads of the detail pages, short links and files for machines."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet
from django.http import Http404

from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.network.models import Area, Organisation, Place

Thing = Area | Place | Activity


def partners(place: Place) -> list[Organisation]:
    """List the other organisations that act at a place (one query)."""
    return list(place.partners.exclude(pk=place.host_id))


def rhythms(activity: Activity, *, today: dt.date) -> list[Series]:
    """List the weekly series of an activity that go on (one query)."""
    weekly = activity.series.filter(frequency=Series.Frequency.WEEKLY)
    return list(weekly.exclude(ends_on__lt=today))


def other_dates(
    date: Occurrence, *, since: dt.datetime, limit: int = 3
) -> list[Occurrence]:
    """List the next dates of the same activity that take place (two queries)."""
    return list(
        Occurrence.objects.public()
        .filter(
            activity=date.activity_id,
            starts_at__gte=since,
            state=Occurrence.State.PLANNED,
        )
        .exclude(pk=date.pk)
        .with_card()
        .order_by("starts_at", "pk")[:limit]
    )


def file_of(date: Occurrence) -> QuerySet[Occurrence]:
    """Return the one date as a query, for its calendar file."""
    return Occurrence.objects.public().filter(pk=date.pk)


def by_code(code: str) -> Thing:
    """Find what a short link leads to; drafts and unknown codes are Http404 alike."""
    found = (
        Place.objects.public().filter(code=code).first()
        or Activity.objects.public().filter(code=code).first()
        or Area.objects.filter(code=code).first()
    )
    if found is None:
        raise Http404
    return found


def place_with_photo(name: str) -> Place:
    """Find the place whose photo a file is, public or not; Http404 otherwise."""
    found = Place.objects.filter(entrance_photo=name).first() if name else None
    if found is None:
        raise Http404
    return found


def public_addresses() -> Iterator[tuple[str, str, dt.datetime | None]]:
    """Yield the kind of page, its address word and last change, read bit by bit."""
    areas = Area.objects.filter(places__is_published=True).distinct()
    for slug in areas.values_list("slug", flat=True).iterator():
        yield "site:area", slug, None
    places = Place.objects.public().values_list("slug", "changed_at")
    for slug, changed_at in places.iterator():
        yield "site:place", slug, changed_at
    activities = Activity.objects.public().values_list("slug", "changed_at")
    for slug, changed_at in activities.iterator():
        yield "site:activity", slug, changed_at
