"""A family tells where it is: a postal code, a name, or the device itself (F6)."""

import pytest

from pirtti.network.models import PostalCode
from pirtti.network.rules import Level
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    return AreaFactory(level=Level.COUNTRY, name=text("Suomi", "Finland"), slug="suomi")


@pytest.fixture
def vantaa(country):
    return AreaFactory(
        level=Level.MUNICIPALITY,
        parent=country,
        name=text("Vantaa", "Vanda"),
        slug="vantaa",
    )


@pytest.fixture
def koivukyla(vantaa):
    return AreaFactory(
        parent=vantaa, name=text("Koivukylä", "Björkby"), slug="koivukyla"
    )


def near(client, words, language="fi"):
    return client.get(f"/{language}/near/", {"q": words})


def test_a_postal_code_leads_to_its_neighbourhood(client, vantaa, koivukyla):
    PostalCode.objects.create(
        code="01360",
        municipality=vantaa,
        neighbourhood=koivukyla,
        name=text("Koivukylä"),
    )
    PostalCode.objects.create(code="01300", municipality=vantaa, name=text("Tikkurila"))

    assert near(client, " 01360 ")["Location"] == "/fi/area/koivukyla/"
    assert near(client, "01300 Vantaa", "sv")["Location"] == "/sv/area/vantaa/"


@pytest.mark.parametrize(
    "words", ["Koivukylä", "koivu", "BJÖRKBY", "koivukyla", "Bjorkby"]
)
def test_a_name_in_any_language_leads_to_its_area(client, koivukyla, words):
    assert near(client, words)["Location"] == "/fi/area/koivukyla/"


def test_the_exact_name_wins_over_longer_ones(client, country, vantaa):
    AreaFactory(parent=vantaa, name=text("Vantaanlaakso"), slug="vantaanlaakso")

    assert near(client, "vantaa")["Location"] == "/fi/area/vantaa/"


def test_a_city_wins_over_the_county_of_the_same_name(client, country):
    county = AreaFactory(
        level=Level.COUNTY,
        parent=country,
        name=text("Helsinki"),
        slug="helsinki-county",
    )
    AreaFactory(
        level=Level.MUNICIPALITY, parent=county, name=text("Helsinki"), slug="helsinki"
    )

    assert near(client, "helsinki")["Location"] == "/fi/area/helsinki/"


def test_several_are_listed_and_told_apart(client, vantaa, koivukyla):
    salo = AreaFactory(level=Level.MUNICIPALITY, name=text("Salo"), slug="salo")
    AreaFactory(parent=vantaa, name=text("Keskusta"), slug="keskusta")
    AreaFactory(parent=salo, name=text("Keskusta"), slug="keskusta-salo")

    answer = near(client, "kesk")
    html = answer.content.decode()

    assert answer.status_code == 200
    assert 'value="kesk"' in html
    assert "/fi/area/keskusta/" in html
    assert "/fi/area/keskusta-salo/" in html
    assert "(Salo)" in html
    assert "(Vantaa)" in html


def test_no_match_keeps_what_was_typed_and_offers_areas_with_something_on(
    client, koivukyla
):
    PlaceFactory(host__area=koivukyla)
    PlaceFactory(host__area=AreaFactory(slug="hidden"), hidden=True)

    html = near(client, "Narnia").content.decode()

    assert 'value="Narnia"' in html
    assert "”Narnia”" in html
    assert "/fi/area/koivukyla/" in html
    assert "/fi/area/hidden/" not in html


@pytest.mark.parametrize(
    "words",
    [
        "",
        "   ",
        "99999",
        "\x00",
        "😀",
        "<script>alert(1)</script>",
        "a" * 10_000,
        "%' OR 1=1",
    ],
)
def test_whatever_is_typed_gets_a_kind_page(client, koivukyla, words):
    answer = near(client, words)

    assert answer.status_code == 200
    assert "<script>alert" not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


def test_the_device_gets_the_public_places_and_sends_nothing(
    client, country, koivukyla
):
    PlaceFactory(host__area=koivukyla, latitude=60.3245, longitude=25.0601)
    PlaceFactory(host__area=koivukyla, latitude=60.33, longitude=25.07)
    PlaceFactory(host__area=koivukyla)
    PlaceFactory(host__area=koivukyla, latitude=1, longitude=1, hidden=True)

    answer = client.get("/sv/areas.json")

    assert answer.json() == {
        "areas": [
            {
                "name": "Björkby",
                "url": "/sv/area/koivukyla/",
                "points": [[60.3245, 25.0601], [60.33, 25.07]],
            }
        ]
    }
    assert "no-cache" in answer["Cache-Control"]


def test_the_location_button_waits_hidden_for_a_device_that_has_one(client, koivukyla):
    html = client.get("/fi/area/koivukyla/").content.decode()
    button = html.split("data-near=")[0].rsplit("<button", 1)[1]

    assert "hidden" in button
    assert 'type="button"' in button
    assert 'action="/fi/near/" method="get"' in html
