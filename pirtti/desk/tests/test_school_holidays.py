"""A municipality's school holidays: rhythms that pause with the schools follow."""

import datetime as dt

import pytest
import time_machine

from pirtti.calendar.models import SchoolHoliday
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.desk.tests.pages import coordinator, sign_in, text_of, url
from pirtti.network.rules import Level, Role
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
)

MONDAY = dt.date(2027, 2, 15)
WINTER = {"name_0": "Talviloma", "first_on": "22.2.2027", "last_on": "26.2.2027"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _winter():
    with time_machine.travel("2027-02-10 08:00", tick=False):
        yield


@pytest.fixture
def town():
    return AreaFactory(level=Level.MUNICIPALITY, slug="vantaa")


@pytest.fixture
def activity(town):
    activity = ActivityFactory(place=PlaceFactory(host=OrganisationFactory(area=town)))
    weekly(activity, starts_on=MONDAY, skips_school_holidays=True)
    return activity


def days(activity):
    return [date.on.day for date in activity.occurrences.order_by("on")[:3]]


def test_a_holiday_is_added_and_the_rhythm_pauses(client, town, activity):
    sign_in(client, Role.AREA_COORDINATOR, at=town)
    assert days(activity) == [15, 22, 1]

    answer = client.post(url("school_holidays", town.slug), WINTER, follow=True)

    page = text_of(answer)
    assert "Dates that came or went because of it: 1" in page
    assert "Talviloma" in page
    assert days(activity) == [15, 1, 8]


def test_a_holiday_is_taken_away_and_the_rhythm_goes_on(client, town, activity):
    sign_in(client, Role.AREA_COORDINATOR, at=town)
    client.post(url("school_holidays", town.slug), WINTER)
    holiday = SchoolHoliday.objects.get()

    client.post(url("school_holiday_remove", town.slug, holiday.pk))

    assert not SchoolHoliday.objects.exists()
    assert days(activity) == [15, 22, 1]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"last_on": "20.2.2027"}, "The last day is before the first day"),
        ({"last_on": "22.12.2027"}, "100 days at most"),
        ({"name_0": "131052-308T"}, "personal identity code"),
        ({"first_on": "30.2.2027"}, "There is no such day"),
        ({"first_on": ""}, "Fill this in"),
    ],
)
def test_a_holiday_that_can_not_be_is_told_and_kept(
    client, town, activity, changes, sentence
):
    sign_in(client, Role.AREA_COORDINATOR, at=town)

    answer = client.post(
        url("school_holidays", town.slug), WINTER | {"name_1": "Sportlov"} | changes
    )

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert 'value="Sportlov"' in text_of(answer)
    assert not SchoolHoliday.objects.exists()


def test_who_looks_after_several_municipalities_chooses(client, town):
    other = AreaFactory(level=Level.MUNICIPALITY, slug="salo", parent=town.parent)
    above = AreaFactory(level=Level.COUNTY)
    for area in (town, other):
        area.path = f"{above.path}{area.pk}."
        area.save()
    sign_in(client, Role.AREA_COORDINATOR, at=above)

    page = text_of(client.get(url("school_holiday_areas")))

    assert url("school_holidays", "salo") in page
    assert url("school_holidays", "vantaa") in page


def test_a_places_coordinator_and_another_areas_do_not_find_it(client, town, activity):
    coordinator(client, activity.place)
    assert client.get(url("school_holiday_areas")).status_code == 404
    assert client.get(url("school_holidays", town.slug)).status_code == 404

    sign_in(client, Role.AREA_COORDINATOR, at=AreaFactory())
    assert client.get(url("school_holidays", town.slug)).status_code == 404
    assert client.post(url("school_holidays", town.slug), WINTER).status_code == 404


def test_a_holiday_of_another_area_is_not_taken_away(client, town, activity):
    other = AreaFactory(slug="muualla")
    holiday = SchoolHoliday.objects.create(
        area=other, name="Loma", first_on=MONDAY, last_on=MONDAY
    )
    sign_in(client, Role.AREA_COORDINATOR, at=town)

    answer = client.post(url("school_holiday_remove", town.slug, holiday.pk))

    assert answer.status_code == 404
    assert SchoolHoliday.objects.filter(pk=holiday.pk).exists()
