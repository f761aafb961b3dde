"""Gatherings to count at, and taps of phones."""

import datetime as dt
import uuid

import factory
from django.utils import timezone

from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.core import timewords
from pirtti.network.tests.factories import PlaceFactory
from pirtti.visits import access, actions, queries
from pirtti.visits.models import Figure

NOON = dt.time(12)


class GatheringFactory(OccurrenceFactory):
    """A family café that began an hour ago and lasts another; ask for odd times."""

    class Params:
        began = factory.LazyFunction(lambda: timezone.now() - dt.timedelta(hours=1))

    on = factory.LazyAttribute(lambda o: timezone.localdate(o.began))
    start = factory.LazyAttribute(lambda o: dt.time(9, 30))
    starts_at = factory.SelfAttribute("began")
    ends_at = factory.LazyAttribute(lambda o: o.began + dt.timedelta(hours=2))


def gathering(*, on=None, place=None, activity=None, **more):
    """A gathering at noon of a day, or one that is on right now."""
    if activity is None:
        activity = ActivityFactory(**({"place": place} if place else {}))
    if on is not None:
        more["began"] = timewords.to_instant(on, NOON)
    return fresh(GatheringFactory(activity=activity, **more))


def fresh(occurrence):
    """Read a gathering anew, as a request would."""
    return queries.Occurrence.objects.select_related(
        "activity__kind", "place__counting_plan", "count_sheet"
    ).get(pk=occurrence.pk)


def tap(category="adults", step=1, **more):
    return {
        "uid": str(uuid.uuid4()),
        "category": category,
        "step": step,
        "phone": "abc",
        "seq": 1,
    } | more


def count(occurrence, **totals):
    """Let a phone count a gathering: `count(it, adults=3, children=5)`."""
    events = [tap(category, step) for category, step in totals.items()]
    return actions.receive_events(fresh(occurrence), events, now=occurrence.ends_at)


def totals(occurrence):
    return queries.counter(fresh(occurrence)).totals


def counter_url(occurrence, language="fi"):
    return f"/{language}/count/at/{access.token_for(fresh(occurrence))}/"


def events_url(occurrence, language="fi"):
    return counter_url(occurrence, language) + "events/"


def figures():
    """Every figure as (period, year, number): (gatherings, adults, children, men, first)."""
    return {
        (row.period, row.year, row.number): (
            row.gatherings,
            row.adults,
            row.children,
            row.men,
            row.first,
        )
        for row in Figure.objects.all()
        if row.gatherings
    }


__all__ = ["PlaceFactory"]
