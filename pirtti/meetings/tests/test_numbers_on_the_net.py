"""A meeting on the net has its number too, in the group's own figures."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.core.refusals import Refused
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.meetings import actions, leading_rules
from pirtti.meetings.models import MeetingCount
from pirtti.meetings.queries import attended
from pirtti.signups.tests.factories import PartyFactory
from pirtti.visits.models import CountSheet

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(meets="online", ticks_names=True)


@pytest.fixture
def meeting(group):
    day = timezone.localdate() - dt.timedelta(days=2)
    return OccurrenceFactory(activity=group.activity, on=day, place=None)


@pytest.fixture
def leader(group):
    return LeaderFactory(group=group).user


def sums(meeting):
    fresh = type(meeting).objects.get(pk=meeting.pk)
    found = attended.came_to(fresh)
    return found and (found.adults, found.children)


def test_a_number_is_kept_and_put_right_without_a_place(group, meeting, leader):
    assert sums(meeting) is None
    for adults in (7, 6):
        actions.store_attendance(group, meeting, totals={"adults": adults}, by=leader)
    actions.store_attendance(group, meeting, totals={"children": 2}, by=leader)

    assert sums(meeting) == (6, 2)
    assert not CountSheet.objects.exists()
    all_of_it = attended.came(group)
    assert (all_of_it.meetings, all_of_it.visits) == (1, 8)


def test_those_who_are_ticked_are_counted(group, meeting, leader):
    party = PartyFactory(intake=group.activity.intake, adults=2, children=1)

    actions.store_attendance(group, meeting, totals={}, there=[party.pk], by=leader)

    assert sums(meeting) == (2, 1)


def test_a_number_that_can_not_be_is_refused(group, meeting, leader):
    with pytest.raises(Refused):
        actions.store_attendance(group, meeting, totals={"adults": -1}, by=leader)
    assert not MeetingCount.objects.exists()


def test_the_number_goes_after_three_years(group, meeting, leader):
    actions.store_attendance(group, meeting, totals={"adults": 7}, by=leader)
    later = timezone.now() + leading_rules.NUMBERS_KEPT - dt.timedelta(days=3)

    actions.tidy(later)
    assert MeetingCount.objects.exists()
    with time_machine.travel(later + dt.timedelta(days=4)):
        actions.tidy(timezone.now())
    assert not MeetingCount.objects.exists()
