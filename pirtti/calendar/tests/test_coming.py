"""What is coming in an area: filters, pages without OFFSET, the next thing."""

import datetime as dt

import pytest
from django.http import QueryDict
from django.utils import timezone

from pirtti.calendar import queries
from pirtti.calendar.models import Activity
from pirtti.calendar.tests.factories import (
    ActivityFactory,
    AudienceFactory,
    OccurrenceFactory,
)
from pirtti.network.tests.factories import AreaFactory, PlaceFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def span():
    now = timezone.now()
    return {"start": now - 2 * DAY, "end": now + 30 * DAY}


def filters(text):
    return queries.Filters.from_query(QueryDict(text))


def on_screen(area, text=""):
    return queries.coming(area, filters=filters(text), **span()).dates


def test_only_public_dates_of_the_branch():
    town = AreaFactory()
    shown = OccurrenceFactory(
        activity__place=PlaceFactory(area=AreaFactory(parent=town))
    )
    OccurrenceFactory(activity__place=PlaceFactory(area=town), activity__draft=True)
    OccurrenceFactory()

    assert on_screen(town) == [shown]


@pytest.mark.parametrize(
    ("choice", "fits", "fits_not"),
    [
        (
            "age=0-1",
            {"age_from_months": 12, "age_to_months": 71},
            {"age_from_months": 36},
        ),
        ("free=1", {"price_cents": 0}, {"price_cents": 100}),
        ("free=1", {"price_cents": 0}, {"price_cents": None}),
        ("booking=no", {"sign_up": "wanted"}, {"sign_up": Activity.SignUp.NEEDED}),
    ],
)
def test_a_chip_keeps_what_fits(choice, fits, fits_not):
    place = PlaceFactory()
    shown = OccurrenceFactory(activity=ActivityFactory(place=place, **fits))
    OccurrenceFactory(activity=ActivityFactory(place=place, **fits_not))

    assert on_screen(place.area, choice) == [shown]


def test_fathers_are_found_as_an_ordinary_filter():
    place = PlaceFactory()
    shown = OccurrenceFactory(
        activity=ActivityFactory(place=place, audiences=[AudienceFactory()])
    )
    OccurrenceFactory(activity=ActivityFactory(place=place))

    assert on_screen(place.area, "for=fathers") == [shown]


def test_choices_that_make_no_sense_are_left_out():
    assert filters("age=99&for=%00&free=yes&booking=maybe") == queries.Filters()
    assert filters("age=0-1&for=fathers&free=1&booking=no").as_query() == {
        "age": "0-1",
        "for": "fathers",
        "free": "1",
        "booking": "no",
    }


def test_pages_follow_each_other_without_gaps_or_repeats():
    activity = ActivityFactory()
    made = [OccurrenceFactory(activity=activity, on=dt.date.today()).pk]
    made += [
        OccurrenceFactory(activity=activity, on=dt.date.today() + number * DAY).pk
        for number in range(1, 7)
    ]
    seen, after = [], None
    while True:
        page = queries.coming(activity.area, after=after, limit=3, **span())
        seen += [row.pk for row in page.dates]
        if page.more is None:
            break
        after = queries.Cursor.parse(str(page.more))

    assert seen == made


@pytest.mark.parametrize(
    "text", ["", "x", "2026-13-01T00:00Z_1", "2026-01-01T00:00Z_", "_1"]
)
def test_a_broken_cursor_is_no_cursor(text):
    assert queries.Cursor.parse(text) is None


def test_the_next_thing_is_never_a_cancelled_one():
    place = PlaceFactory()
    activity = ActivityFactory(place=place)
    OccurrenceFactory(activity=activity, on=dt.date.today() + DAY, state="cancelled")
    later = OccurrenceFactory(activity=activity, on=dt.date.today() + 2 * DAY)

    assert queries.next_date(place.area, after=timezone.now()) == later
