"""A screen on the wall: today, who is here, tomorrow; turning, and standing still."""

import datetime as dt

import pytest
import time_machine

from pirtti.calendar.models import ActivityKind
from pirtti.calendar.tests.factories import (
    ActivityFactory,
    KindFactory,
    OccurrenceFactory,
)
from pirtti.network.models import OpeningHours
from pirtti.network.rules import Level
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text
from pirtti.presence import actions
from pirtti.presence.tests.factories import StayFactory

# Monday 23.11.2026 at 10 in Helsinki.
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place():
    place = PlaceFactory(slug="tupa", name=text("Koivutupa"))
    OpeningHours.objects.create(
        place=place, weekday=0, opens=dt.time(9), closes=dt.time(15)
    )
    return place


def body(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def date(place, on=MONDAY, name="Family café", **more):
    activity = ActivityFactory(place=place, name=text("x", en=name))
    return OccurrenceFactory(activity=activity, on=on, **more)


def test_today_who_is_here_and_tomorrow_stand_on_panels_of_their_own(client, place):
    date(place)
    date(place, on=MONDAY + dt.timedelta(days=1), name="Music")
    StayFactory(place=place)

    page = body(client, "/en/place/tupa/screen/")

    assert "Open now" in page
    assert page.index("Family café") < page.index("Public health nurse")
    assert page.index("Public health nurse") < page.index("Music")
    assert page.count("data-panel") == 3
    assert page.count("hidden>") >= 2
    assert f"/q/{place.code}.svg" in page
    assert "site-header" not in page


def test_without_a_script_it_turns_by_loading_the_next_panel(client, place):
    date(place)
    date(place, on=MONDAY + dt.timedelta(days=1))

    first = body(client, "/en/place/tupa/screen/?look=dark")
    assert (
        '<noscript><meta http-equiv="refresh" content="20;'
        'url=/en/place/tupa/screen/?panel=2&amp;look=dark"></noscript>'
    ) in first
    assert 'data-color-scheme="dark"' in first
    last = body(client, "/en/place/tupa/screen/?panel=2")
    assert "20;url=/en/place/tupa/screen/" in last
    assert "panel=3" not in last


def test_it_can_be_stopped_and_then_nothing_turns(client, place):
    page = body(client, "/en/place/tupa/screen/?panel=2&pause=1")

    assert "http-equiv" not in page
    assert 'href="/en/place/tupa/screen/?panel=2"' in page


@pytest.mark.parametrize("question", ["panel=99", "panel=²", "panel=-1", "look=pink"])
def test_an_odd_address_shows_the_first_panel(client, place, question):
    page = body(client, f"/en/place/tupa/screen/?{question}")

    assert 'data-look=""' in page


def test_an_empty_day_shows_the_next_thing(client, place):
    date(place, on=MONDAY + dt.timedelta(days=3), name="Brunch")

    page = body(client, "/en/place/tupa/screen/")

    assert "Nothing more is on today." in page
    assert page.index("Brunch") < page.index("Nothing is planned for tomorrow.")


def test_cancelled_dates_and_people_away_are_not_promised(client, place):
    cancelled = date(place)
    cancelled.state, cancelled.reason = "cancelled", text("x", en="The leader is ill")
    cancelled.save()
    stay = StayFactory(place=place)
    assert "Public health nurse" in body(client, "/en/place/tupa/screen/")

    actions.say_away(stay, on=MONDAY, by=None)

    page = body(client, "/en/place/tupa/screen/")
    assert "Cancelled" in page
    assert "The leader is ill" in page
    assert "Public health nurse" not in page


def test_the_screen_of_an_area_names_the_places(client):
    area = AreaFactory(slug="alue", level=Level.NEIGHBOURHOOD)
    here = PlaceFactory(area=area, name=text("Tupa", en="Birch house"))
    date(here)
    StayFactory(place=here)
    StayFactory(place=PlaceFactory(area=area, hidden=True, name=text("Piilossa")))

    page = body(client, "/en/area/alue/screen/")

    assert page.count("Birch house") >= 2
    assert "Piilossa" not in page


def test_the_page_of_an_area_tells_quietly_who_is_there(client):
    area = AreaFactory(slug="alue", level=Level.NEIGHBOURHOOD)
    here = PlaceFactory(area=area, name=text("Tupa", en="Birch house"))
    date(here)
    StayFactory(place=here)

    page = body(client, "/en/area/alue/")

    assert "Here today: Public health nurse" in page


def test_a_page_of_advice_tells_who_gives_it(client, place):
    KindFactory(slug="advice", is_drop_in_advice=True)
    activity = ActivityFactory(
        place=place, kind=ActivityKind.objects.get(slug="advice"), slug="neuvonta"
    )
    advice = OccurrenceFactory(activity=activity, on=MONDAY)
    StayFactory(place=place, card__languages=["fi", "so"])
    StayFactory(
        place=place,
        start=dt.time(13),
        end=dt.time(14),
        card__title=text("x", en="Lawyer"),
    )

    page = body(client, f"/en/event/{advice.pk}/")

    assert "Public health nurse" in page
    assert "Sleep and feeding" in page
    assert "Af-Soomaali" in page
    assert "Lawyer" not in page


def test_the_worker_that_keeps_a_screen_reaches_only_screens(client):
    answer = client.get("/en/screens.js")

    assert answer["Content-Type"].startswith("text/javascript")
    assert "Service-Worker-Allowed" not in answer
    assert "registration.scope" in answer.content.decode()
