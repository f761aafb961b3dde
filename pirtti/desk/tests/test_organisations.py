"""Own organisations: who they are and whom partners ask."""

import pytest

from pirtti.desk.tests.network_pages import get, post, tree, typed
from pirtti.network.models import Organisation
from pirtti.network.rules import Role
from pirtti.network.tests.factories import OrganisationFactory, PlaceFactory, user_with
from pirtti.people.models import JournalEntry

pytestmark = pytest.mark.django_db


def edit(client, organisation, user=None, **changes):
    user = user or user_with(Role.ORGANISATION_CONTACT, at=organisation)
    data = (
        typed(get(client, user, "organisation", organisation.pk).context["form"])
        | changes
    )
    return post(client, user, "organisation", organisation.pk, data=data)


def test_a_contact_person_edits_the_own_organisation_and_its_members(client):
    union = OrganisationFactory()
    member = OrganisationFactory(parent=union)
    other = OrganisationFactory()
    user = user_with(Role.ORGANISATION_CONTACT, at=union)

    assert set(get(client, user, "organisations").context["rows"]) == {union, member}
    answer = edit(
        client,
        member,
        user,
        website="yhdistys.example",
        contact_title_0="Toiminnanjohtaja",
        contact_email="toiminta@yhdistys.example",
        deputy_email="sijainen@yhdistys.example",
    )

    member.refresh_from_db()
    assert answer.status_code == 302
    assert member.website == "https://yhdistys.example"
    assert str(member.contact_title) == "Toiminnanjohtaja"
    assert get(client, user, "organisation", other.pk).status_code == 404
    assert post(client, user, "organisation", other.pk).status_code == 404
    assert JournalEntry.objects.filter(verb="network.organisation_saved").count() == 1


def test_a_places_coordinator_does_not_edit_its_host(client):
    place = PlaceFactory()
    user = user_with(Role.COORDINATOR, at=place)

    assert get(client, user, "organisations").status_code == 404
    assert get(client, user, "organisation", place.host.pk).status_code == 404


def test_an_organisation_cannot_belong_to_itself_by_a_detour(client):
    union = OrganisationFactory()
    member = OrganisationFactory(parent=union)

    answer = edit(
        client, union, user_with(Role.ORGANISATION_CONTACT, at=union), parent=member.pk
    )

    union.refresh_from_db()
    assert answer.status_code == 422
    assert "parent" in answer.context["form"].errors
    assert union.parent is None


def test_a_parent_comes_from_own_reach_or_above_it(client):
    country, _county, _town, part = tree()
    union = OrganisationFactory(area=country)
    stranger = OrganisationFactory()
    mine = OrganisationFactory(area=part)

    assert edit(client, mine, parent=union.pk).status_code == 302
    assert edit(client, mine, parent=stranger.pk).status_code == 422


def test_an_area_coordinator_adds_one_once(client):
    _country, county, town, _part = tree()
    user = user_with(Role.AREA_COORDINATOR, at=county)
    data = {"name_0": "Uusi yhdistys", "kind": "association", "area": town.pk}

    first = post(client, user, "organisation_new", data=data)
    again = post(client, user, "organisation_new", data=data)

    assert (first.status_code, again.status_code) == (302, 422)
    assert Organisation.objects.get().slug == "uusi-yhdistys"


def test_who_has_no_area_adds_none(client):
    user = user_with(Role.ORGANISATION_CONTACT, at=OrganisationFactory())

    assert get(client, user, "organisation_new").status_code == 404


def test_an_area_outside_own_reach_is_not_a_choice(client):
    tree_of_mine, others = tree(), tree()
    user = user_with(Role.AREA_COORDINATOR, at=tree_of_mine[1])
    data = {"name_0": "Muualla", "kind": "association", "area": others[2].pk}

    answer = post(client, user, "organisation_new", data=data)

    assert answer.status_code == 422
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    "website", ["javascript:alert(1)", "data:text/html,x", "ei ole"]
)
def test_a_website_is_one(client, website):
    answer = edit(client, OrganisationFactory(), website=website)

    assert answer.status_code == 422
    assert "website" in answer.context["form"].errors
