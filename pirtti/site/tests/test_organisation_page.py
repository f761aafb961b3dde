"""The public page of an organisation: who they are, where, and what is on."""

import datetime as dt
import json
import re

import pytest
import time_machine

from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
    text,
)
from pirtti.people.tests.factories import UserFactory

NOW = dt.datetime(2026, 11, 23, 6, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def actor():
    town = AreaFactory(level="municipality", slug="vantaa", name=text("Vantaa"))
    union = OrganisationFactory(area=town, slug="liitto", name=text("Liitto"))
    made = OrganisationFactory(
        area=town,
        slug="yhdistys",
        name=text("Yhdistys"),
        parent=union,
        about=text("Vanhempien yhteinen yhdistys"),
        phone="040 123",
        email="toimisto@yhdistys.example",
        contact=UserFactory(name="Erkki Esimerkki"),
        contact_title=text("Perhetyön vastaava"),
    )
    place = PlaceFactory(area=town, host=made, slug="tupa", name=text("Tupa"))
    activity = ActivityFactory(
        place=place, organisers=[made], name=text("Kahvila"), slug="kahvila"
    )
    OccurrenceFactory(activity=activity, on=MONDAY)
    return made


def page(client, path="/fi/organisation/yhdistys/"):
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_who_they_are_where_and_what_is_on(client, actor):
    body = page(client)

    for words in (
        "<h1",
        "Vanhempien yhteinen yhdistys",
        "Perhetyön vastaava",
        'href="mailto:toimisto@yhdistys.example"',
        'href="tel:040123"',
        'href="/fi/place/tupa/"',
        'href="/fi/activity/kahvila/"',
        "ma 23.11.",
        'href="webcal://testserver/fi/organisation/yhdistys.ics"',
    ):
        assert words in body, words


def test_people_are_not_named(client, actor):
    assert "Erkki" not in page(client)


def test_what_is_not_public_is_not_told(client, actor):
    hidden = PlaceFactory(host=actor, hidden=True, name=text("Salainen"))
    ActivityFactory(place=hidden, organisers=[actor], draft=True, name=text("Luonnos"))

    body = page(client)

    assert "Salainen" not in body
    assert "Luonnos" not in body
    # The union above does nothing in public: it has no page to lead to.
    assert "/fi/organisation/liitto/" not in body


def test_a_union_names_its_members(client, actor):
    ActivityFactory(place=actor.hosted_places.get(), organisers=[actor.parent])

    assert 'href="/fi/organisation/yhdistys/"' in page(
        client, "/fi/organisation/liitto/"
    )
    assert 'href="/fi/organisation/liitto/"' in page(client)


def test_organisers_and_hosts_lead_to_their_page(client, actor):
    for path in ("/fi/activity/kahvila/", "/fi/place/tupa/"):
        assert 'href="/fi/organisation/yhdistys/"' in page(client, path), path


def test_machines_are_told_of_the_organisation_and_its_dates(client, actor):
    who, dates = [json.loads(block) for block in BLOCK.findall(page(client))]

    assert (who["@type"], who["name"]) == ("Organization", "Yhdistys")
    assert who["location"][0]["name"] == "Tupa"
    assert dates["itemListElement"][0]["item"]["name"] == "Kahvila"


def test_it_is_on_the_map_of_the_site(client, actor):
    sitemap = b"".join(client.get("/sitemap.xml")).decode()

    assert "/sv/organisation/yhdistys/" in sitemap
    assert "/organisation/liitto/" not in sitemap
