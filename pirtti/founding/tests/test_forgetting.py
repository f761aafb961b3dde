"""What nobody needs any more is forgotten, each by its own rule."""

import datetime as dt

import pytest
from django.utils import timezone

from pirtti.config.commands import tend
from pirtti.founding import actions, queries
from pirtti.founding.models import GroupIdea, IdeaNote, LeaderInvite, SupportAsk
from pirtti.founding.tests import factories
from pirtti.groups.tests.factories import GroupFactory
from pirtti.network.rules import Level, Role
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, user_with
from pirtti.post.models import Letter

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def left_after(days):
    """How many rows are left when so many days have passed."""
    actions.tidy(timezone.now() + days * DAY)
    return GroupIdea.objects.count()


def test_a_draft_that_was_never_sent_is_erased_after_30_days():
    factories.draft()

    assert [left_after(29), left_after(31)] == [1, 0]


def test_a_draft_that_one_goes_on_with_lives_on():
    idea = factories.draft()
    GroupIdea.objects.update(changed_at=timezone.now() - 29 * DAY)

    actions.save_step(idea, {"telling": "Taululla"})

    assert left_after(29) == 1


def test_a_declined_idea_is_erased_after_90_days_with_all_that_was_said():
    idea = factories.sent()
    actions.decline(idea, words="Nyt ei ole tilaa.", by=None)

    assert [left_after(89), left_after(91)] == [1, 0]
    assert not IdeaNote.objects.exists()
    assert not Letter.objects.filter(kind__startswith="idea").exists()


def test_an_idea_that_nobody_answered_is_erased_after_half_a_year():
    factories.sent()

    assert [left_after(179), left_after(181)] == [1, 0]


def test_an_invitation_to_lead_is_forgotten_after_two_weeks():
    actions.invite_leader(
        GroupFactory(), address="pari@koti.example", language="fi", by=None
    )

    actions.tidy(timezone.now() + 13 * DAY)
    assert LeaderInvite.objects.count() == 1
    actions.tidy(timezone.now() + 15 * DAY)
    assert not LeaderInvite.objects.exists()
    assert not Letter.objects.exists()


def test_an_ask_for_support_goes_when_the_group_is_over():
    for state in ("running", "ended"):
        actions.ask_support(GroupFactory(state=state), by=None)

    actions.tidy(timezone.now())

    assert SupportAsk.objects.get().group.state == "running"


def test_the_daily_housekeeping_forgets_them_too():
    factories.draft()

    tend._forget(timezone.now() + 31 * DAY)

    assert not GroupIdea.objects.exists()


def test_taking_one_idea_back_leaves_another_of_the_same_address_alone():
    first, second = factories.sent(), factories.sent()

    actions.withdraw(first)

    assert GroupIdea.objects.get() == second
    assert Letter.objects.filter(kind="idea_sent").count() == 1


def test_those_of_the_smallest_area_hear_of_an_idea():
    country = AreaFactory(level=Level.COUNTRY)
    town = AreaFactory(parent=country, level=Level.MUNICIPALITY)
    part = AreaFactory(parent=town, level=Level.NEIGHBOURHOOD)
    user_with(Role.AREA_COORDINATOR, at=country)
    near = user_with(Role.AREA_COORDINATOR, at=town)
    user_with(Role.COORDINATOR, at=PlaceFactory(area=part))

    assert queries.who_hears(part, today=timezone.localdate()) == [near]


def test_where_no_area_has_anybody_those_of_its_places_hear():
    town = AreaFactory(level=Level.MUNICIPALITY)
    there = user_with(Role.COORDINATOR, at=PlaceFactory(area=town))
    user_with(Role.VOLUNTEER, at=PlaceFactory(area=town))

    assert queries.who_hears(town, today=timezone.localdate()) == [there]
