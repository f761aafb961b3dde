"""A family narrows down what is on with chips, or with any odd address."""

import pytest
import time_machine
from django.utils import translation
from django.utils.translation import gettext

from pirtti.calendar.tests.factories import (
    AudienceFactory,
)
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.site.tests.front_pages import TEN, chip, koivukyla, names, on, page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday_at_ten():
    with time_machine.travel(TEN, tick=False):
        yield


@pytest.fixture
def place():
    return PlaceFactory(host__area=koivukyla(), name=text("Kohtaamispaikka"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?age=0-1", ["Vauvat", "Kaikki"]),
        ("?for=fathers", ["Isät ja lapset"]),
        ("?free=1", ["Isät ja lapset", "Kaikki"]),
        ("?booking=no", ["Vauvat", "Isät ja lapset"]),
        ("?free=1&booking=no", ["Isät ja lapset"]),
        ("?when=week&for=fathers", ["Isät ja lapset"]),
    ],
)
def test_chips_narrow_down(client, place, query, shown):
    on(place, "Vauvat", age_from_months=0, age_to_months=11, price_cents=100)
    on(
        place,
        "Isät ja lapset",
        start=(10, 0),
        age_from_months=36,
        audiences=[AudienceFactory()],
    )
    on(place, "Kaikki", start=(11, 0), sign_up="needed")

    assert names(page(client, query)) == shown


def test_chips_are_links_that_keep_the_other_choices_and_go_off_again(client, place):
    html = page(client, "?when=week&week=2026-W49&free=1")

    with translation.override("fi"):
        off, is_on = chip(html, gettext("Free"))
        fathers, fathers_on = chip(html, gettext("Fathers"))
        today, today_on = chip(html, gettext("Today"))

    assert is_on
    assert not fathers_on
    assert not today_on
    assert off == "/fi/area/koivukyla/?when=week&week=2026-W49"
    assert fathers == "/fi/area/koivukyla/?when=week&week=2026-W49&for=fathers&free=1"
    assert today == "/fi/area/koivukyla/?free=1"


@pytest.mark.parametrize(
    "query",
    [
        "?when=week&week=2026-W54",
        "?when=week&week=%00",
        "?when=week&week=tomorrow",
        "?after=yesterday",
        "?after=2026-99-99T00:00Z_1",
        "?after=9999-12-31T23:59Z_999999999999999",
        "?age=99",
        "?for=%F0%9F%91%B6",
        "?for=nobody-of-that-name",
        "?free=perhaps",
        "?booking=" + "x" * 5000,
        "?when=never",
    ],
)
def test_an_odd_address_is_answered_with_a_sentence_and_never_an_error(
    client, place, query
):
    on(place)

    html = page(client, query)

    assert query.startswith("?after=9999") or "notice" in html
    assert 'class="page-title"' in html


def test_an_audience_without_a_chip_gets_one_while_it_is_chosen(client, place):
    grandparents = AudienceFactory(slug="grandparents", name=text("Isovanhemmat"))
    on(place, "Mummola", audiences=[grandparents])
    on(place, "Perhekahvila")

    html = page(client, "?for=grandparents")

    assert names(html) == ["Mummola"]
    assert chip(html, "Isovanhemmat") == ("/fi/area/koivukyla/", True)
