"""A family leafs through the weeks of an area."""

import datetime as dt

import pytest
import time_machine

from pirtti.core.timewords import NBSP
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.site.tests.front_pages import MONDAY, TEN, days, koivukyla, names, on, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_at_ten():
    with time_machine.travel(TEN, tick=False):
        yield


@pytest.fixture
def place():
    return PlaceFactory(host__area=koivukyla(), name=text("Kohtaamispaikka"))


def test_a_week_runs_from_monday_to_sunday_with_its_number(client, place):
    on(place, "Ennen", day=MONDAY - dt.timedelta(1))
    on(place, "Maanantai", start=(7, 0), end=(8, 0))
    on(place, "Sunnuntai", day=MONDAY + dt.timedelta(6))
    on(place, "Jälkeen", day=MONDAY + dt.timedelta(7))

    html = page(client, "?when=week")

    assert names(html) == ["Maanantai", "Sunnuntai"]
    assert "48" in html.split('class="week-nav"')[1].split("<p>")[1].split("</p>")[0]
    assert "?when=week&amp;week=2026-W47" in html
    assert "?when=week&amp;week=2026-W49" in html
    # The working days with nothing on are there too, so that the week reads as a week.
    assert len(days(html)) == 6


def test_a_week_alone_in_the_address_is_that_week(client, place):
    on(place, "Maanantai")
    on(place, "Myöhemmin", day=MONDAY + dt.timedelta(9))

    assert names(page(client, "?week=2026-W49")) == ["Myöhemmin"]
    assert "Maanantai" in names(page(client, "?when=today&week=2026-W49"))


def test_the_week_at_new_year_knows_its_neighbours(client, place):
    on(place, "Uusi vuosi", day=dt.date(2027, 1, 2))

    html = page(client, "?when=week&week=2026-W53")

    assert names(html) == ["Uusi vuosi"]
    assert "week=2026-W52" in html
    assert "week=2027-W01" in html


def test_a_week_with_nothing_on_shows_what_comes_next(client, place):
    on(place, "Perhekahvila", day=MONDAY + dt.timedelta(21))

    html = page(client, "?when=week&week=2026-W49")

    assert f"ma 14.12. klo{NBSP}9.30–11.30" in html.split('class="empty"')[1]


def test_a_holiday_is_named(client, place):
    on(place, "Itsenäisyyspäivän kahvit", day=dt.date(2026, 12, 6))

    assert "Itsenäisyyspäivä<" in page(client)
