"""A new place: added once, where it may be, hidden until it is published."""

import pytest

from pirtti.desk.tests.network_pages import get, post, tree
from pirtti.network.models import Place
from pirtti.network.rules import Role
from pirtti.network.tests.factories import (
    OrganisationFactory,
    PlaceFactory,
    PlaceKindFactory,
    user_with,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def new_place(client, user, **changes):
    _country, county, _town, part = changes.pop("areas")
    host = OrganisationFactory(area=part)
    data = {
        "name_0": "Uusi kohtaamispaikka",
        "kind": PlaceKindFactory().pk,
        "area": part.pk,
        "host": host.pk,
    } | changes
    return post(client, user(county), "place_new", data=data)


def test_an_area_coordinator_adds_a_place_and_it_is_hidden_until_published(client):
    areas = tree()

    answer = new_place(
        client, lambda county: user_with(Role.AREA_COORDINATOR, at=county), areas=areas
    )

    place = Place.objects.get()
    assert answer.status_code == 302
    assert place.slug == "uusi-kohtaamispaikka"
    assert not place.is_published


def test_the_same_new_place_sent_twice_is_one_place(client):
    areas = tree()
    user = user_with(Role.AREA_COORDINATOR, at=areas[1])
    new_place(client, lambda _county: user, areas=areas)

    again = new_place(client, lambda _county: user, areas=areas)

    assert again.status_code == 422
    assert "name" in again.context["form"].errors
    assert Place.objects.count() == 1


def test_places_of_the_same_name_elsewhere_get_addresses_of_their_own(client):
    areas, others = tree(), tree()
    for line in (areas, others):
        new_place(
            client,
            lambda county: user_with(Role.AREA_COORDINATOR, at=county),
            areas=line,
        )

    assert Place.objects.count() == 2


@pytest.mark.parametrize("level", [0, 1])
def test_a_place_lies_in_a_municipality_not_in_the_whole_country(client, level):
    areas = tree()

    answer = new_place(
        client,
        lambda _county: user_with(Role.AREA_COORDINATOR, at=areas[0]),
        areas=areas,
        area=areas[level].pk,
    )

    assert "area" in answer.context["form"].errors


def test_a_coordinator_of_a_place_adds_none(client):
    user = user_with(Role.COORDINATOR, at=PlaceFactory())

    assert get(client, user, "place_new").status_code == 404
    assert post(client, user, "place_new").status_code == 404
