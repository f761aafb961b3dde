"""A family asks what is on: the front page of an area (F1–F5, F15, X8)."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from pirtti.calendar.tests.factories import (
    ActivityFactory,
    AudienceFactory,
    KindFactory,
    OccurrenceFactory,
)
from pirtti.core.timewords import NBSP
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.site import cards
from pirtti.site.tests.front_pages import (
    MONDAY,
    TEN,
    days,
    koivukyla,
    more,
    names,
    on,
    page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_at_ten():
    with time_machine.travel(TEN, tick=False):
        yield


@pytest.fixture
def place():
    return PlaceFactory(host__area=koivukyla(), name=text("Kohtaamispaikka"))


def test_today_comes_first_and_tomorrow_follows(client, place):
    on(place, "Isäilta", start=(17, 30), end=(19, 0))
    on(place, "Vauvakahvila", day=MONDAY + dt.timedelta(1))
    on(place, "Perhekahvila")

    html = page(client)

    assert names(html) == ["Perhekahvila", "Isäilta", "Vauvakahvila"]
    assert len(days(html)) == 2
    assert "maanantai 23.11." in days(html)[0]
    assert days(html)[1] == "Tiistai 24.11."


def test_what_is_open_now_says_so_and_what_is_over_is_gone(client, place):
    on(place, "Aamupuuro", start=(7, 0), end=(9, 0))
    on(place, "Perhekahvila")
    on(place, "Iltakahvila", start=(17, 0), end=(19, 0))

    html = page(client)

    assert names(html) == ["Perhekahvila", "Iltakahvila"]
    assert html.count('class="badge"') == 1


def test_an_empty_day_shows_the_next_thing_with_its_date(client, place):
    on(place, "Perhekahvila", day=MONDAY + dt.timedelta(2))

    html = page(client)

    assert "maanantai 23.11." in days(html)[0]
    empty = html.split('class="empty"')[1].split("</section>")[0]
    assert "Perhekahvila" in empty
    assert f"ke 25.11. klo{NBSP}9.30–11.30" in empty


def test_the_next_thing_is_not_a_cancelled_one(client, place):
    on(place, "Peruttu kahvila", day=MONDAY + dt.timedelta(1), state="cancelled")
    on(place, "Perhekahvila", day=MONDAY + dt.timedelta(2))

    empty = page(client).split('class="empty"')[1].split("</section>")[0]

    assert "Perhekahvila" in empty
    assert "Peruttu kahvila" not in empty


def test_cancelled_stays_visible_with_its_reason(client, place):
    on(place, "Perhekahvila", state="cancelled", reason=text("Ohjaaja on sairastunut."))

    html = page(client)

    assert names(html) == ["Perhekahvila"]
    assert "card--cancelled" in html
    assert "Ohjaaja on sairastunut." in html
    assert 'class="badge"' not in html


def test_a_card_tells_everything_in_the_same_order(client, place):
    advice = KindFactory(slug="advice", name=text("Neuvonta"), is_drop_in_advice=True)
    on(
        place,
        "Neuvola paikalla",
        kind=advice,
        age_from_months=0,
        age_to_months=83,
        price_cents=250,
        theme=text("Uni"),
        audiences=[AudienceFactory()],
    )

    card = page(client).split('<li class="card"')[1].split("</ul>")[0]

    parts = [
        "9.30–11.30",
        'class="badge"',
        "Neuvola paikalla",
        "Kohtaamispaikka",
        "0–6",
        f"2,50{NBSP}€",
    ]
    places = [card.index(part) for part in parts]
    assert places == sorted(places)
    assert 'datetime="2026-11-23T09:30"' in card
    assert "Isät" in card
    assert "Uni" in card


def test_five_days_at_most_and_the_rest_is_one_tap_away(client, place):
    for step in range(7):
        on(place, f"Kahvila {step}", day=MONDAY + dt.timedelta(step))

    html = page(client)
    rest = client.get(more(html)).content.decode()

    assert names(html) == [f"Kahvila {step}" for step in range(5)]
    assert names(rest) == ["Kahvila 5", "Kahvila 6"]
    assert more(rest) is None


def test_going_on_by_twenties_shows_every_date_once(client, place):
    activity = ActivityFactory(place=place)
    dates = [
        OccurrenceFactory(
            activity=activity, on=MONDAY, start=dt.time(12), end=dt.time(13)
        )
        for _number in range(45)
    ]
    seen, address = [], "/fi/area/koivukyla/"
    for _page in range(3):
        html = client.get(address).content.decode()
        seen += [int(pk) for pk in re.findall(r'href="/fi/event/(\d+)/"', html)]
        address = more(html)

    assert seen == [date.pk for date in dates]
    assert address is None


def test_a_shared_front_page_has_a_title_words_and_a_picture(client, place):
    html = page(client)

    for name in ("title", "description", "image", "url"):
        assert f'property="og:{name}" content="' in html
    assert 'property="og:image" content="http://testserver/' in html


def test_another_language_says_so_and_nothing_is_left_out(client, place):
    swedish = ActivityFactory(
        place=place, languages=["sv"], name=text(None, "Familjekafé")
    )
    OccurrenceFactory(activity=swedish, on=MONDAY)

    finnish, own = page(client), page(client, language="sv")

    assert 'lang="sv">Familjekafé</a>' in finnish
    assert '<li class="tag" lang="sv">På svenska</li>' in finnish
    assert ">Familjekafé</a>" in own
    assert "På svenska</li>" not in own
    assert "måndag 23.11" in own
    assert "Monday 23 November" in page(client, language="en")


def test_drafts_and_other_areas_stay_out_and_larger_areas_take_in(client, place):
    elsewhere = PlaceFactory(name=text("Muualla"))
    on(elsewhere, "Toisaalla")
    on(place, "Luonnos", is_published=False)
    on(place, "Perhekahvila")

    assert names(page(client)) == ["Perhekahvila"]
    town = page(client, slug="vantaa")
    assert names(town) == ["Perhekahvila"]
    assert "Kohtaamispaikka, Koivukylä" in town
    assert sorted(names(client.get("/fi/").content.decode())) == [
        "Perhekahvila",
        "Toisaalla",
    ]


def test_crumbs_lead_up(client, place):
    html = page(client)

    assert re.findall(r'<li><a href="(/fi/area/[^"]*)">', html.split("</ol>")[0]) == [
        "/fi/area/suomi/",
        "/fi/area/vantaa/",
    ]


def test_an_installation_with_no_area_tells_how_to_begin(client):
    answer = client.get("/fi/")

    assert answer.status_code == 200
    assert "pirtti demo" in answer.content.decode()


def test_the_start_leads_to_the_readers_language(client):
    assert client.get("/", headers={"accept-language": "sv"})["Location"] == "/sv/"
    assert client.get("/", headers={"accept-language": "xx"})["Location"] == "/fi/"


def test_an_unknown_area_is_not_found(client):
    assert client.get("/fi/area/nowhere/").status_code == 404


def test_twenty_rows_cost_six_statements_at_most_however_many_there_are(client, place):
    for number in range(30):
        on(
            place,
            f"Kahvila {number}",
            start=(12, 0),
            end=(13, 0),
            audiences=[AudienceFactory()],
        )

    with CaptureQueriesContext(
        connection,
    ) as statements:
        html = page(client, "?free=1&age=0-1&when=week")

    assert len(names(html)) == 20
    assert len(statements) <= 6
    assert not [
        s["sql"] for s in statements if "OFFSET" in s["sql"] or "COUNT(" in s["sql"]
    ]
    assert len(html.encode()) <= 40 * 1024


@pytest.mark.parametrize(
    ("low", "high", "label"),
    [
        (None, None, ""),
        (0, 83, "0–6"),
        (0, 11, "0–11"),
        (36, None, "3+"),
        (24, 35, "2"),
    ],
)
def test_ages_are_told_as_people_tell_them(low, high, label):
    with translation.override("en"):
        assert cards.age_label(low, high).split(" ")[0] == label
