"""A role reaches what lies below its scope, while it lasts, and nothing else."""

import datetime as dt

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from pirtti.core.refusals import Refused
from pirtti.network import access, actions, messages, rules
from pirtti.network.rules import May, Role
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
    RoleFactory,
    user_with,
)
from pirtti.people.models import JournalEntry
from pirtti.people.tests.factories import UserFactory

TODAY = dt.date(2026, 11, 23)


def test_every_role_and_right_has_its_words():
    assert set(messages.ROLES) == set(Role) == set(rules.ALLOWED)
    assert set(messages.RIGHTS) == set(May)
    assert set(messages.REFUSALS) == set(rules.Refusal)


@pytest.mark.parametrize(
    ("starts", "ends", "reason"),
    [
        (TODAY, None, rules.Refusal.ROLE_NEEDS_END),
        (TODAY, TODAY - dt.timedelta(days=1), rules.Refusal.ROLE_ENDS_BEFORE_START),
        (TODAY, TODAY + dt.timedelta(days=4 * 366), rules.Refusal.ROLE_TOO_LONG),
        (TODAY, TODAY, None),
    ],
)
def test_a_role_needs_an_end_within_three_years(starts, ends, reason):
    assert rules.refuse_role(starts_on=starts, ends_on=ends, scopes=1) is reason


def test_a_role_holds_at_exactly_one_thing():
    nowhere = rules.refuse_role(starts_on=TODAY, ends_on=TODAY, scopes=0)

    assert nowhere is rules.Refusal.ROLE_NEEDS_ONE_SCOPE


def test_nobody_gives_more_than_they_hold():
    assert rules.may_give([Role.COORDINATOR], Role.VOLUNTEER)
    assert not rules.may_give([Role.COORDINATOR], Role.AREA_COORDINATOR)
    assert not rules.may_give([Role.VOLUNTEER], Role.VOLUNTEER)
    assert rules.may_give([Role.TECHNICAL_ADMIN], Role.AREA_COORDINATOR)


@pytest.mark.django_db
def test_a_place_role_reaches_only_that_place():
    mine, other = PlaceFactory(), PlaceFactory()
    user = user_with(Role.COORDINATOR, at=mine)

    assert list(access.places_where(user, May.EDIT_PLACE)) == [mine]
    with pytest.raises(Http404):
        access.place_for(user, other.pk, May.EDIT_PLACE)


@pytest.mark.django_db
def test_an_area_role_reaches_the_whole_branch():
    town = AreaFactory()
    quarter = AreaFactory(parent=town)
    inside, outside = PlaceFactory(area=quarter), PlaceFactory()
    user = user_with(Role.AREA_COORDINATOR, at=town)

    assert list(access.places_where(user, May.SEE_FIGURES)) == [inside]
    assert outside not in access.places_where(user, May.SEE_FIGURES)


@pytest.mark.django_db
def test_a_unions_role_reaches_its_members_places():
    union = OrganisationFactory()
    district = OrganisationFactory(parent=union)
    association = OrganisationFactory(parent=district)
    place = PlaceFactory(host=association)
    PlaceFactory()
    user = user_with(Role.UMBRELLA_OFFICER, at=union)

    assert list(access.places_where(user, May.SEE_FIGURES)) == [place]
    assert not access.places_where(user, May.EDIT_PLACE).exists()


@pytest.mark.django_db
def test_a_role_that_ended_opens_nothing():
    place = PlaceFactory()
    user = RoleFactory(place=place, ended=True).user

    assert not access.may_anywhere(user, May.SEE_DESK)
    assert not access.places_where(user, May.SEE_DESK).exists()


@pytest.mark.django_db
def test_a_closed_account_and_a_stranger_hold_nothing():
    user = RoleFactory(place=PlaceFactory()).user
    user.is_active = False
    user.save()

    assert list(access.roles_of(user)) == []
    assert not access.may_anywhere(AnonymousUser(), May.SEE_DESK)


@pytest.mark.django_db
def test_giving_a_role_is_journalled_and_ending_it_works_at_once():
    place, giver, user = PlaceFactory(), UserFactory(), UserFactory()
    given = actions.give_role(
        user,
        Role.LEADER,
        scope=place,
        starts_on=TODAY - dt.timedelta(days=9),
        ends_on=TODAY + dt.timedelta(days=9),
        by=giver,
        givers_roles=[Role.COORDINATOR],
    )
    assert JournalEntry.objects.get(verb="network.role_given").by == giver

    actions.end_role(given, by=giver, today=TODAY)

    given.refresh_from_db()
    assert given.ends_on == TODAY - dt.timedelta(days=1)


@pytest.mark.django_db
def test_a_role_above_ones_own_is_refused():
    with pytest.raises(Refused) as refused:
        actions.give_role(
            UserFactory(),
            Role.AREA_COORDINATOR,
            scope=AreaFactory(),
            starts_on=TODAY,
            ends_on=TODAY,
            by=UserFactory(),
            givers_roles=[Role.COORDINATOR],
        )

    assert refused.value.reason is rules.Refusal.ROLE_ABOVE_OWN


@pytest.mark.django_db
def test_roles_to_manage_are_those_within_reach():
    place = PlaceFactory()
    own = RoleFactory(place=place, role=Role.VOLUNTEER)
    RoleFactory(place=PlaceFactory(), role=Role.VOLUNTEER)
    coordinator = user_with(Role.COORDINATOR, at=place)

    managed = set(access.roles_to_manage(coordinator))

    assert own in managed
    assert {role.place_id for role in managed} == {place.pk}
