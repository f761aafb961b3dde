"""Roles as sentences: who sees them, who gives and ends them, and how far."""

import datetime as dt

import pytest
from django.utils import timezone

from pirtti.desk.tests.network_pages import get, post, tree
from pirtti.network import access
from pirtti.network.models import RoleGiven
from pirtti.network.rules import May, Role
from pirtti.network.tests.factories import (
    OrganisationFactory,
    PlaceFactory,
    RoleFactory,
    user_with,
)
from pirtti.people.models import JournalEntry, SignInLink, User
from pirtti.people.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def give(client, user, at, *, kind="place", **changes):
    last = timezone.localdate() + dt.timedelta(days=300)
    data = {
        "email": "uusi@koivukyla.example",
        "name": "Vapaaehtoinen 1",
        "language": "fi",
        "role": "volunteer",
        "scope": f"{kind}-{at.pk}",
        "ends_on": f"{last.day}.{last.month}.{last.year}",
    } | changes
    return post(client, user, "role_new", data=data)


def test_roles_are_told_as_sentences(client):
    place = PlaceFactory()
    user = user_with(Role.COORDINATOR, at=place)
    RoleFactory(role=Role.VOLUNTEER, place=place, user__name="Vapaaehtoinen 7")

    answer = get(client, user, "roles")

    held = {str(one.given.user): one for one in answer.context["held"]}
    assert len(held["Vapaaehtoinen 7"].rights) == 2
    words = answer.content.decode()
    assert all(str(right) in words for right in held["Vapaaehtoinen 7"].rights)


def test_roles_that_end_within_sixty_days_stand_first(client):
    place = PlaceFactory()
    today = timezone.localdate()
    RoleFactory(role=Role.WORKER, place=place, ends_on=today + dt.timedelta(days=60))
    RoleFactory(role=Role.WORKER, place=place, ends_on=today + dt.timedelta(days=61))

    soon = get(client, user_with(Role.COORDINATOR, at=place), "roles").context["soon"]

    assert [one.given.ends_on for one in soon] == [today + dt.timedelta(days=60)]


@pytest.mark.parametrize(
    "role",
    [
        Role.VOLUNTEER,
        Role.LEADER,
        Role.WORKER,
        Role.STEERING_MEMBER,
        Role.UMBRELLA_OFFICER,
        Role.EVALUATOR,
    ],
)
def test_who_gives_no_roles_finds_no_page(client, role):
    user = user_with(role, at=PlaceFactory())

    assert get(client, user, "roles").status_code == 404
    assert get(client, user, "role_new").status_code == 404
    assert post(client, user, "role_new").status_code == 404


def test_a_new_account_gets_a_link_that_is_shown_once(client):
    place = PlaceFactory()

    answer = give(client, user_with(Role.COORDINATOR, at=place), place)

    made = User.objects.get(email="uusi@koivukyla.example")
    assert answer.status_code == 200
    assert "/sign-in/" in answer.context["link"]
    assert answer.context["link"] in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    assert SignInLink.objects.get().user == made
    assert made.roles.get().place == place
    client.logout()
    assert client.get(answer.context["link"]).status_code == 200


def test_an_account_that_is_there_gets_the_role_but_never_a_link(client):
    place, colleague = PlaceFactory(), UserFactory()

    answer = give(
        client,
        user_with(Role.COORDINATOR, at=place),
        place,
        email=colleague.email.upper(),
        name="",
    )

    assert answer.status_code == 302
    assert colleague.roles.get().role == Role.VOLUNTEER
    assert not SignInLink.objects.exists()


def test_a_new_account_needs_a_name(client):
    place = PlaceFactory()

    answer = give(client, user_with(Role.COORDINATOR, at=place), place, name="")

    assert answer.status_code == 422
    assert "name" in answer.context["form"].errors
    assert not User.objects.filter(email="uusi@koivukyla.example").exists()


@pytest.mark.parametrize(
    "ends_on", ["", "1.1.2020", "31.12.2199", "ensi vuonna", "31.2.2027"]
)
def test_every_role_has_an_end_and_not_too_far(client, ends_on):
    place = PlaceFactory()

    answer = give(client, user_with(Role.COORDINATOR, at=place), place, ends_on=ends_on)

    assert answer.status_code == 422
    assert "ends_on" in answer.context["form"].errors
    assert not User.objects.filter(email="uusi@koivukyla.example").exists()


def test_nobody_gives_more_than_they_have(client):
    place = PlaceFactory()
    user = user_with(Role.COORDINATOR, at=place)

    for role in ("area_coordinator", "technical_admin", "organisation_contact", "king"):
        assert give(client, user, place, role=role).status_code == 422
    assert not User.objects.filter(email="uusi@koivukyla.example").exists()


def test_nobody_gives_roles_elsewhere(client):
    place, other = PlaceFactory(), PlaceFactory()
    user = user_with(Role.COORDINATOR, at=place)

    for kind, at in (
        ("place", other),
        ("organisation", place.host),
        ("area", place.area),
        ("area", other.area),
    ):
        answer = give(client, user, at, kind=kind)
        assert answer.status_code == 422
        assert "scope" in answer.context["form"].errors


def test_a_wide_role_here_lends_nothing_to_a_place_elsewhere(client):
    county, other = tree()[1], PlaceFactory()
    user = user_with(Role.AREA_COORDINATOR, at=county)
    RoleFactory(user=user, role=Role.COORDINATOR, place=other)

    answer = give(client, user, other, role="area_coordinator")

    assert answer.status_code == 422
    assert "role" in answer.context["form"].errors
    assert (
        give(client, user, county, kind="area", role="area_coordinator").status_code
        == 200
    )


def test_the_same_role_sent_twice_is_given_once(client):
    place = PlaceFactory()
    user = user_with(Role.COORDINATOR, at=place)
    give(client, user, place)

    again = give(client, user, place)

    assert again.status_code == 422
    assert RoleGiven.objects.filter(user__email="uusi@koivukyla.example").count() == 1


def test_a_role_ends_at_once(client):
    place = PlaceFactory()
    given = RoleFactory(role=Role.WORKER, place=place)

    answer = post(client, user_with(Role.COORDINATOR, at=place), "role_end", given.pk)

    assert answer.status_code == 302
    colleague = User.objects.get(pk=given.user_id)
    assert not access.may_anywhere(colleague, May.SEE_DESK)
    assert JournalEntry.objects.filter(verb="network.role_ended").count() == 1


def test_a_role_above_own_or_elsewhere_or_ones_own_is_not_ended(client):
    place = PlaceFactory()
    user = user_with(Role.COORDINATOR, at=place)
    above = RoleFactory(role=Role.AREA_COORDINATOR, place=place)
    elsewhere = RoleFactory(role=Role.VOLUNTEER, place=PlaceFactory())
    hosts = RoleFactory(role=Role.VOLUNTEER, organisation=place.host)

    for given in (above, elsewhere, hosts, user.roles.get()):
        assert post(client, user, "role_end", given.pk).status_code == 404
        given.refresh_from_db()
        assert given.ends_on > timezone.localdate()
    assert "roles" not in {
        one.given.user.email for one in get(client, user, "roles").context["held"]
    }


def test_an_organisations_contact_reaches_members_but_not_others(client):
    union = OrganisationFactory()
    member = PlaceFactory(host=OrganisationFactory(parent=union))
    user = user_with(Role.ORGANISATION_CONTACT, at=union)

    assert give(client, user, member, role="organisation_contact").status_code == 200
    assert give(client, user, PlaceFactory()).status_code == 422
