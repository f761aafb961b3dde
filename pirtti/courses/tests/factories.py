"""Courses of the tests, made as people make them."""

import datetime as dt

from django.utils import timezone

from pirtti.calendar.models import Activity
from pirtti.calendar.tests.factories import KindFactory
from pirtti.courses import actions
from pirtti.network.tests.factories import PlaceFactory, text

TIMES = (dt.time(17), dt.time(19))


def sessions(days):
    """One session for each day, in so many days from today."""
    today = timezone.localdate()
    return [
        actions.Planned(today + dt.timedelta(days=ahead), *TIMES, text(f"Kerta {n}"))
        for n, ahead in enumerate(days, start=1)
    ]


def course(place=None, *, days=(7, 14, 21), word="Ryhmän rakentaja", **values):
    """A course of three sessions to come with twelve seats, unless told otherwise."""
    place = place or PlaceFactory()
    given = {"capacity": 12, "needed": min(2, len(days))} | values
    activity = Activity(
        kind=KindFactory(slug="course", name=text("Kurssi", "Kurs", "Course")),
        name=text(word),
        place=place,
        area=place.area,
    )
    return actions.make_course(
        activity, sessions(days), organisers=[place.host], by=None, **given
    )
