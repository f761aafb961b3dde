"""Finland as a tree of areas, found by a typed postal code or name."""

import pytest
from django.db import transaction

from pirtti.network import actions, queries
from pirtti.network.models import Area
from pirtti.network.rules import Level
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text


@pytest.fixture(scope="module")
def finland(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        actions.load_finland()
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.usefixtures("finland")
class TestFinland:
    def test_all_municipalities_and_counties_are_there(self):
        assert Area.objects.filter(level=Level.MUNICIPALITY).count() == 308
        assert Area.objects.filter(level=Level.COUNTY).count() == 23

    def test_loading_again_adds_nothing(self):
        assert actions.load_finland() == 0

    def test_vantaa_lies_under_its_county_and_the_country(self):
        vantaa = Area.objects.get(level=Level.MUNICIPALITY, official_code="092")

        levels = [area.level for area in queries.ancestors(vantaa)]
        assert levels == [Level.COUNTRY, Level.COUNTY, Level.MUNICIPALITY]

    @pytest.mark.parametrize(
        ("typed", "found"),
        [
            ("01360", "Vantaa"),
            (" 01360 Vantaa", "Vantaa"),
            ("åbo", "Turku"),
            ("vanta", "Vantaa"),
            ("JYVÄSKYLÄ", "Jyväskylä"),
        ],
    )
    def test_a_typed_place_is_found(self, typed, found):
        assert queries.areas_matching(typed)[0].name.data["fi"] == found

    @pytest.mark.parametrize(
        "typed", ["", "00000", "qqqqq", "\x00", "%", "' or 1=1", "😀"]
    )
    def test_nonsense_finds_nothing(self, typed):
        assert queries.areas_matching(typed) == []


@pytest.mark.django_db
def test_a_write_bumps_the_versions_of_the_area_and_all_above_only():
    country = AreaFactory(level=Level.COUNTRY)
    town, other = AreaFactory(parent=country), AreaFactory(parent=country)
    quarter = AreaFactory(parent=town)
    before = dict(Area.objects.values_list("pk", "version"))

    actions.touch(quarter)

    after = dict(Area.objects.values_list("pk", "version"))
    bumped = {pk for pk in after if after[pk] != before[pk]}
    assert bumped == {country.pk, town.pk, quarter.pk}
    assert other.pk not in bumped


@pytest.mark.django_db
def test_an_areas_places_are_those_of_its_branch_that_families_may_see():
    town = AreaFactory()
    quarter = AreaFactory(parent=town)
    shown = PlaceFactory(area=quarter)
    PlaceFactory(area=quarter, hidden=True)
    PlaceFactory()

    assert list(queries.public_places(town)) == [shown]


@pytest.mark.django_db
def test_a_path_that_begins_alike_is_another_branch():
    first = AreaFactory()
    for _number in range(11):
        AreaFactory()
    alike = Area.objects.exclude(pk=first.pk).filter(path__startswith=f"{first.pk}")

    assert first in Area.objects.within(first)
    assert not set(alike) & set(Area.objects.within(first))


@pytest.mark.django_db
def test_names_match_in_every_language():
    AreaFactory(name=text("Koivukylä", "Björkby"), slug="koivukyla")

    assert [area.slug for area in queries.areas_matching("björk")] == ["koivukyla"]
