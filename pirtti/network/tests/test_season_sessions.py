"""Volunteers stay signed in for a season; any other role ends that."""

import datetime as dt

import pytest
import time_machine
from django.conf import settings

from pirtti.network import rules
from pirtti.network.rules import ALLOWED, May, Role
from pirtti.network.tests.factories import PlaceFactory, RoleFactory, user_with

ME = "/fi/sign-in/me/"
DAY = dt.timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel("2026-09-01T08:00:00+03:00", tick=False) as clock:
        yield clock


@pytest.fixture
def volunteer(db, clock):
    return user_with(Role.VOLUNTEER, at=PlaceFactory())


def is_in(client):
    return client.get(ME).status_code == 200


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.VOLUNTEER}))
def test_no_other_role_stays_a_season(role):
    assert rules.may_stay_a_season([Role.VOLUNTEER])
    assert not rules.may_stay_a_season([role])
    assert not rules.may_stay_a_season([Role.VOLUNTEER, role])


def test_who_stays_a_season_may_only_look_and_count():
    assert ALLOWED[Role.VOLUNTEER] == {May.SEE_DESK, May.COUNT}
    assert not rules.may_stay_a_season([])


def test_a_volunteer_stays_over_idle_weeks_but_not_longer_than_a_season(
    client, clock, volunteer
):
    client.force_login(volunteer)
    assert is_in(client)
    for _month in range(3):
        clock.shift(39 * DAY)
        assert is_in(client)
    clock.shift(3 * DAY)

    assert not is_in(client)


def test_a_volunteers_cookie_lasts_as_long(client, volunteer):
    client.force_login(volunteer)
    answer = client.get(ME)

    assert answer.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 120 * 86400


def test_a_new_role_ends_the_long_session(client, clock, volunteer):
    client.force_login(volunteer)
    assert is_in(client)
    clock.shift(10 * DAY)
    assert is_in(client)
    RoleFactory(user=volunteer, role=Role.COORDINATOR, place=PlaceFactory())
    clock.shift(DAY)

    assert not is_in(client)


def test_a_new_role_shortens_a_young_session(client, clock, volunteer):
    client.force_login(volunteer)
    assert is_in(client)
    RoleFactory(user=volunteer, role=Role.LEADER, place=PlaceFactory())
    clock.shift(dt.timedelta(hours=1))
    assert is_in(client)
    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE
    clock.shift(dt.timedelta(hours=2))

    assert not is_in(client)


def test_when_the_role_is_over_the_long_session_is_too(client, clock, volunteer):
    client.force_login(volunteer)
    assert is_in(client)
    volunteer.roles.update(ends_on=dt.date(2026, 9, 5))
    clock.shift(4 * DAY)
    assert is_in(client)
    clock.shift(DAY)

    assert not is_in(client)


@pytest.mark.parametrize("role", [Role.LEADER, Role.COORDINATOR])
def test_others_are_signed_out_after_two_idle_hours(client, clock, db, role):
    client.force_login(user_with(role, at=PlaceFactory()))
    assert is_in(client)
    clock.shift(dt.timedelta(hours=2))

    assert not is_in(client)
