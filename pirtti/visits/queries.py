"""Reads about counting: one gathering's counter, what is owed, who has gone silent."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, Max, Q, QuerySet
from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.core import timewords
from pirtti.core.prepared import Given, Prepared
from pirtti.network.models import Place
from pirtti.visits import rules
from pirtti.visits.models import (
    CountEvent,
    CountingPlan,
    CountSheet,
    OwnCategory,
    Tally,
)

MOST_UNCOUNTED = 200


def plan_of(place: Place) -> CountingPlan:
    """Return how a place counts; without a plan every visit is counted."""
    plan: CountingPlan | None = getattr(place, "counting_plan", None)
    return plan or CountingPlan(place=place)


def own_categories(place: Place) -> dict[str, str]:
    """Return the place's own categories in use, key to name (one query)."""
    own = OwnCategory.objects.filter(place=place, is_active=True)
    return {category.key: str(category.name) for category in own}


def categories_of(place: Place, own: Mapping[str, str] | None = None) -> list[str]:
    """List what a place counts, in the order of its counter page."""
    plan = plan_of(place)
    keys = own_categories(place) if own is None else own
    return rules.categories(
        men=plan.counts_men,
        age_bands=plan.counts_age_bands,
        own=keys,
        languages=plan.languages,
    )


_totals = Prepared(
    lambda: Tally.objects.filter(
        occurrence=Given("occurrence", BigIntegerField())
    ).values_list("category", "total")
)


def totals_of(occurrence: Occurrence) -> dict[str, int]:
    """Return the running total of each category, as stored (one query)."""
    return dict(_totals(occurrence=occurrence.pk))


@dataclass(frozen=True)
class Counter:
    """All that a counter page shows of one gathering."""

    occurrence: Occurrence
    sheet: CountSheet | None
    plan: CountingPlan
    own: dict[str, str]
    categories: list[str]
    totals: dict[str, int]

    @property
    def sums(self) -> rules.Sums:
        """Return what all phones have counted."""
        return rules.sums(self.totals)

    @property
    def is_owed(self) -> bool:
        """Say whether this date is one that the place counts."""
        return rules.is_owed(
            method=self.plan.method,
            sample_weeks=self.plan.sample_weeks,
            on=self.occurrence.on,
        )


def counter(occurrence: Occurrence) -> Counter:
    """Read the state of a counter, totals never below zero (two queries)."""
    place = occurrence.place
    if place is None:
        raise ValueError("a gathering without a place has no counter")
    own = own_categories(place)
    stored = totals_of(occurrence)
    counted = categories_of(place, own)
    also = [category for category in stored if category not in counted]
    return Counter(
        occurrence=occurrence,
        sheet=getattr(occurrence, "count_sheet", None),
        plan=plan_of(place),
        own=own,
        categories=[*counted, *also],
        totals=rules.shown(stored, [*counted, *also]),
    )


def corrections(occurrence: Occurrence) -> QuerySet[CountEvent]:
    """List the corrections of a count with their reasons (one query)."""
    return (
        CountEvent.objects.filter(occurrence=occurrence)
        .exclude(reason="")
        .select_related("by")
        .order_by("received_on", "seq")
    )


def counted_dates(pks: Collection[int]) -> set[int]:
    """Return which of some dates have been counted, or told not to have taken place."""
    sheets = CountSheet.objects.exclude(outcome=CountSheet.Outcome.OPEN)
    tallied = Tally.objects.all()
    return {
        pk
        for question in (sheets, tallied)
        for pk in question.filter(occurrence__in=pks).values_list(
            "occurrence", flat=True
        )
    }


def _held(places: QuerySet[Place], since: dt.date) -> QuerySet[Occurrence]:
    """Keep the dates of these places from a day on that were not cancelled."""
    start = timewords.to_instant(since, dt.time())
    return Occurrence.objects.filter(
        place__in=places, starts_at__gte=start, state=Occurrence.State.PLANNED
    )


_NO_COUNT = Q(count_sheet__isnull=True) | Q(
    count_sheet__outcome=CountSheet.Outcome.OPEN
)


def uncounted(
    places: QuerySet[Place],
    *,
    today: dt.date,
    days: int = 30,
    now: dt.datetime | None = None,
) -> list[Occurrence]:
    """List past gatherings that lack a count they owe, newest first (one query).

    At most 200; who has not counted for longer is told by `silent_places`. Hidden
    groups are left out: their leaders count, and nobody else knows of them.
    """
    dates = (
        _held(places, today - dt.timedelta(days=days))
        .filter(_NO_COUNT, ends_at__lt=now or timezone.now())
        .filter(activity__is_listed=True)
        .select_related("activity__kind", "place__counting_plan")
        .order_by("-starts_at", "-pk")
    )
    return [date for date in dates[:MOST_UNCOUNTED] if _owes(date)]


def _owes(date: Occurrence) -> bool:
    plan = plan_of(date.place) if date.place else CountingPlan()
    return rules.is_owed(method=plan.method, sample_weeks=plan.sample_weeks, on=date.on)


@dataclass(frozen=True)
class Silent:
    """A place whose calendar or counting has stopped."""

    place: Place
    last_on: dt.date | None
    last_counted_on: dt.date | None
    has_coming: bool
    is_counting: bool


def silent_places(places: QuerySet[Place], *, today: dt.date) -> list[Silent]:
    """List places whose calendar or counting has stopped, longest silent first.

    The calendar has stopped when no date is coming. Counting has stopped when of
    the last 60 days' four or more gatherings none has a count; places that count
    sample weeks are not judged by this. Places that never had a date are left out.
    Three queries.
    """
    coming = set(_held(places, today).order_by().values_list("place_id", flat=True))
    lately = _counted_lately(places, today)
    last = (
        places.filter(occurrences__starts_at__lt=timewords.to_instant(today, dt.time()))
        .select_related("area", "host", "counting_plan")
        .annotate(
            last_on=Max(
                "occurrences__on",
                filter=Q(occurrences__state="planned", occurrences__on__lt=today),
            ),
            last_counted_on=Max(
                "occurrences__on", filter=Q(occurrences__count_sheet__outcome="counted")
            ),
        )
        .order_by("pk")
    )
    found = [
        Silent(
            place,
            place.last_on,
            place.last_counted_on,
            place.pk in coming,
            _counts(place, lately),
        )
        for place in last
    ]
    silent = [one for one in found if not (one.has_coming and one.is_counting)]
    return sorted(
        silent, key=lambda one: (one.last_counted_on or dt.date.min, one.place.pk)
    )


def _counted_lately(
    places: QuerySet[Place], today: dt.date
) -> dict[int, tuple[int, int]]:
    """Return by place how many gatherings there were in 60 days, and how many told."""
    rows = (
        _held(places, today - dt.timedelta(days=rules.SILENT_DAYS))
        .filter(starts_at__lt=timewords.to_instant(today, dt.time()))
        .order_by()
        .values("place_id")
        .annotate(met=Count("pk"), uncounted=Count("pk", filter=_NO_COUNT))
        .values_list("place_id", "met", "uncounted")
    )
    return {place: (met, met - missing) for place, met, missing in rows}


def _counts(place: Place, lately: dict[int, tuple[int, int]]) -> bool:
    if plan_of(place).method == rules.Method.SAMPLE_WEEKS:
        return True
    met, told = lately.get(place.pk, (0, 0))
    return met < rules.SILENT_GATHERINGS or told > 0
