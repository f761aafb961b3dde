"""Silent cafés: whose calendar or counting has stopped, and whom to ask."""

import datetime as dt

import pytest
from django.utils import timezone

from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.desk import silence
from pirtti.desk.tests.network_pages import get
from pirtti.network.rules import Role
from pirtti.network.tests.factories import OrganisationFactory, PlaceFactory, user_with
from pirtti.visits import actions
from pirtti.visits.queries import Silent

pytestmark = pytest.mark.django_db


def met(place, *, weeks_ago):
    activity = ActivityFactory(place=place)
    today = timezone.localdate()
    return [
        OccurrenceFactory(activity=activity, on=today - dt.timedelta(weeks=week))
        for week in weeks_ago
    ]


def coming(place):
    on = timezone.localdate() + dt.timedelta(days=3)
    return OccurrenceFactory(activity__place=place, on=on)


def rows_of(client, user):
    return {row.place: row for row in get(client, user, "silent").context["rows"]}


def test_a_place_without_dates_to_come_is_silent_with_the_role_to_ask(client):
    host = OrganisationFactory(contact_email="toiminta@yhdistys.example")
    place = PlaceFactory(host=host)
    met(place, weeks_ago=[10])

    answer = get(client, user_with(Role.COORDINATOR, at=place), "silent")

    assert "toiminta@yhdistys.example" in answer.content.decode()
    assert len(answer.context["rows"]) == 1


def test_a_place_that_meets_and_counts_is_not_silent(client):
    place = PlaceFactory()
    for date in met(place, weeks_ago=[1, 2, 3, 4, 5]):
        actions.set_totals(date, {"adults": 5}, by=None)
    coming(place)

    assert rows_of(client, user_with(Role.COORDINATOR, at=place)) == {}


def test_a_place_that_meets_without_counting_is_silent(client):
    place = PlaceFactory()
    met(place, weeks_ago=[1, 2, 3, 4, 5])
    coming(place)

    row = rows_of(client, user_with(Role.COORDINATOR, at=place))[place]

    assert len(row.stopped) == 1


def test_only_own_places_are_told_of(client):
    mine, other = PlaceFactory(), PlaceFactory()
    for place in (mine, other):
        met(place, weeks_ago=[10])

    assert set(rows_of(client, user_with(Role.COORDINATOR, at=mine))) == {mine}


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.WORKER, Role.EVALUATOR])
def test_who_has_nothing_to_do_with_it_finds_no_page(client, role):
    assert get(client, user_with(role, at=PlaceFactory()), "silent").status_code == 404


@pytest.mark.parametrize(
    ("days", "words"), [(1, "1"), (13, "13"), (14, "2"), (75, "10")]
)
def test_how_long_is_said_in_days_and_then_in_weeks(days, words):
    today = dt.date(2026, 11, 21)

    assert words in silence.long_ago(today - dt.timedelta(days=days), today)


def test_a_place_that_never_counted_says_so():
    place = PlaceFactory.build(
        host=OrganisationFactory.build(area=None), area=None, kind=None
    )

    told = silence.told(
        Silent(place, None, None, has_coming=False, is_counting=False),
        dt.date(2026, 11, 21),
    )

    assert len(told.stopped) == 2
