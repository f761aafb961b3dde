"""An area has words of its own for the kinds of groups."""

import pytest
from i18nfield.strings import LazyI18nString

from pirtti.desk.tests.pages import coordinator, sign_in, text_of, url
from pirtti.groups.models import AxisWord
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.rules import Role
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def group(place):
    group = GroupFactory(activity__place=place, activity__name=text("Tupa", en="Tupa"))
    LeaderFactory(group=group, alias="Vetäjä Veera")
    return group


def test_words_of_an_area_hold_in_it_and_below(client, place, group):
    area = group.activity.area
    sign_in(client, Role.AREA_COORDINATOR, at=area)
    page = url("group_words", area.slug)
    assert client.get(page).status_code == 200

    client.post(
        page, {"joining-rolling_0": "Vapaa porukka", "joining-rolling_2": "Free"}
    )

    assert "Free" in text_of(client.get(url("group", group.pk)))
    client.post(page, {})
    assert not AxisWord.objects.exists()


def test_words_are_changed_by_who_looks_after_the_area(client, place, group):
    coordinator(client, place)

    answer = client.post(
        url("group_words", group.activity.area.slug), {"joining-rolling_0": "X"}
    )

    assert answer.status_code == 404
    assert not AxisWord.objects.exists()


def test_the_page_of_words_is_in_the_words_of_the_field(client, place, group):
    sign_in(client, Role.AREA_COORDINATOR, at=AreaFactory())
    area = AreaFactory(name=LazyI18nString({"fi": "Muualla"}))

    assert client.get(url("group_words", area.slug)).status_code == 404
