"""Reads of the detail pages, short links and files for machines."""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    QuerySet,
    TextField,
)
from django.http import Http404

from pirtti.calendar import access, card_rows, rules
from pirtti.calendar.card_rows import CardRow
from pirtti.calendar.models import (
    Activity,
    Audience,
    Occurrence,
    OccurrenceQuerySet,
    Series,
    Theme,
)
from pirtti.core.prepared import Given, Prepared
from pirtti.network.models import Area, Organisation, Place

Thing = Area | Place | Activity
# What a line about an organisation tells.
_NAMED = ("name", "slug", "website")


class DateRow(NamedTuple):
    """What a line of an activity's dates tells; texts as they are stored (JSON)."""

    pk: int
    place_id: int | None
    on: dt.date
    rule_on: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: str
    reason: str
    theme: str
    guest: str
    # Its theme is one that families wished for.
    is_wished: bool = False

    @property
    def is_cancelled(self) -> bool:
        """Say whether the date was cancelled."""
        return self.state == Occurrence.State.CANCELLED


_TEXTS = ("reason", "theme", "guest")
_wished = Theme.objects.filter(occurrence=OuterRef("pk"), wish__isnull=False)
_VALUES = [
    ExpressionWrapper(F(name), output_field=TextField()) if name in _TEXTS else name
    # The public way to its names, whatever it is called.
    for name in DateRow._fields[:-1]  # noqa: SLF001
] + [Exists(_wished)]
# The numbers of places and the places; None is where nothing but the net is.
Places = dict[int | None, Place | None]


class Around(NamedTuple):
    """Who arranges an activity, and for whom."""

    organisers: list[Organisation]
    audiences: list[Audience]


def _given(name: str) -> Given:
    return Given(name, BigIntegerField())


_organisers = Prepared(
    lambda: Organisation.objects.filter(activities=_given("activity")).only(*_NAMED)
)
_audiences = Prepared(lambda: Audience.objects.filter(activities=_given("activity")))
_partners = Prepared(
    lambda: Organisation.objects.filter(partner_places=_given("place")).only(*_NAMED)
)
_rhythms = Prepared(
    lambda: Series.objects.filter(
        activity=_given("activity"), frequency=Series.Frequency.WEEKLY
    ).exclude(ends_on__lt=Given("today", DateField()))
)


def around(activity: Activity) -> Around:
    """Read who arranges an activity, and for whom (two queries)."""
    return Around(_organisers(activity=activity.pk), _audiences(activity=activity.pk))


def partners(place: Place) -> list[Organisation]:
    """List the other organisations that act at a place (one query)."""
    return [each for each in _partners(place=place.pk) if each.pk != place.host_id]


def rhythms(activity: Activity, *, today: dt.date) -> list[Series]:
    """List the weekly series of an activity that go on (one query)."""
    return _rhythms(activity=activity.pk, today=today)


@cache
def _cards_of_place(limit: int) -> Prepared[card_rows.Columns]:
    dates = card_rows.columns().filter(place=_given("place"))
    return card_rows.prepared(lambda: _coming(dates)[:limit])


def cards_of_place(place: Place, *, since: dt.datetime, limit: int) -> list[CardRow]:
    """Read the coming public dates at a place for their cards (two queries)."""
    return card_rows.rows(_cards_of_place(limit)(place=place.pk, **_after(since)))


def who_is_at(dates: list[int]) -> list[Occurrence]:
    """Read who is there on these dates, in the order of time (one query, or none)."""
    if not dates:
        return []
    return list(
        Occurrence.objects.filter(pk__in=dates)
        .select_related("activity__kind")
        .only(
            *("starts_at", "ends_at", "who", "activity__name", "activity__who"),
            *("activity__sign_up", "activity__kind__is_drop_in_advice"),
        )
        .order_by("starts_at", "pk")
    )


@cache
def _dates_of(limit: int, *, is_planned: bool) -> Prepared[tuple[Any, ...]]:
    dates = Occurrence.objects.public().filter(activity=_given("activity"))
    if is_planned:
        dates = dates.filter(state=Occurrence.State.PLANNED)
    return Prepared(lambda: _coming(dates).values_list(*_VALUES)[:limit])


def dates_of(
    activity: Activity, *, since: dt.datetime, limit: int, is_planned: bool = False
) -> list[DateRow]:
    """List the coming public dates of an activity (one query)."""
    read = _dates_of(limit, is_planned=is_planned)
    return [DateRow(*row) for row in read(activity=activity.pk, **_after(since))]


def places_of(dates: list[DateRow], activity: Activity) -> Places:
    """Return where an activity and its dates are held, by the places' numbers.

    One query when a date is held somewhere else than the activity, else none.
    """
    places: Places = {None: None, activity.place_id: activity.place}
    others = {date.place_id for date in dates if date.place_id} - places.keys()
    if others:
        places.update(Place.objects.in_bulk(others))
    return places


def _coming(dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
    """Keep what is not over; the values of `_after` are given later."""
    return dates.filter(
        starts_at__gte=Given("earliest", DateTimeField()),
        ends_at__gt=Given("since", DateTimeField()),
    ).order_by("starts_at", "pk")


def _after(since: dt.datetime) -> dict[str, dt.datetime]:
    """Say what is not over: no date is longer than 16 hours, so the index helps."""
    return {"earliest": since - rules.LONGEST_MEETING, "since": since}


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
    actors = access.public_organisations().values_list("slug", "changed_at")
    for slug, changed_at in actors.iterator():
        yield "site:organisation", slug, changed_at
