"""What hangs on a meeting follows it, in hidden groups too: stand-ins, families' needs."""

import datetime as dt

import pytest
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.groups import actions as groups
from pirtti.groups.models import Leader, Task
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.meetings import actions
from pirtti.meetings.models import SubstituteRequest
from pirtti.post.models import Letter
from pirtti.signups.tests.factories import PartyFactory

pytestmark = pytest.mark.django_db
WEEK = dt.timedelta(days=7)


@pytest.fixture
def group():
    found = GroupFactory(
        listing="unlisted", state="recruiting", activity__is_published=False
    )
    LeaderFactory(group=found)
    return found


@pytest.fixture
def meeting(group):
    today = timezone.localdate()
    return OccurrenceFactory(activity=group.activity, on=today + WEEK)


@pytest.fixture
def request_to_stand_in(group, meeting):
    return actions.ask_substitute(group, meeting, by=group.leaders.get().user)


def test_no_hidden_group_that_is_called_off_leaves_a_request_behind(
    group, meeting, request_to_stand_in
):
    stand_in = LeaderFactory(group=group).user
    Leader.objects.filter(user=stand_in).delete()
    SubstituteRequest.objects.update(taken_by=stand_in, taken_at=timezone.now())

    groups.decide(group, choice="cancel", by=None, reason="Ei tarpeeksi perheitä")

    request_to_stand_in.refresh_from_db()
    assert request_to_stand_in.withdrawn_at
    assert Letter.objects.filter(params__user=stand_in.pk).exists()


def test_a_request_moves_with_the_meeting_of_a_hidden_group(
    group, meeting, request_to_stand_in
):
    moved = calendar.change_occurrence(meeting, on=meeting.on + WEEK, by=None)

    request_to_stand_in.refresh_from_db()
    assert request_to_stand_in.until == moved.starts_at


def test_members_of_a_hidden_group_hear_that_staff_moved_a_date(group, meeting):
    PartyFactory(intake=group.activity.intake)

    calendar.cancel_occurrence(meeting, reason="Sairastapaus", by=None)

    assert Letter.objects.filter(params__meeting=meeting.pk).count() == 1


def test_a_need_is_due_before_the_next_meeting_wherever_that_moves(group, meeting):
    family = PartyFactory(intake=group.activity.intake, needs=["child_care"])
    (task,) = groups.needs_to_tasks(family)
    own = groups.add_task(group, "room", due_on=task.due_on, by=None)

    def due():
        task.refresh_from_db()
        return task.due_on + dt.timedelta(days=1)

    assert due() == meeting.on
    meeting = calendar.change_occurrence(meeting, on=meeting.on + WEEK, by=None)
    assert due() == meeting.on

    later = OccurrenceFactory(activity=group.activity, on=meeting.on + WEEK)
    calendar.cancel_occurrence(meeting, reason="Sairastapaus", by=None)
    assert due() == later.on
    calendar.restore_occurrence(meeting, by=None)
    assert due() == meeting.on
    assert Task.objects.get(pk=own.pk).due_on == timezone.localdate() + WEEK - (
        dt.timedelta(days=1)
    )


def test_a_need_with_no_meeting_left_has_no_day_until_one_is_added(group, meeting):
    family = PartyFactory(intake=group.activity.intake, needs=["child_care"])
    (task,) = groups.needs_to_tasks(family)

    calendar.cancel_occurrence(meeting, reason="Sairastapaus", by=None)

    task.refresh_from_db()
    assert (task.due_on, task.done_at) == (None, None)
    day = meeting.on + WEEK
    calendar.add_series(
        group.activity,
        frequency="once",
        starts_on=day,
        starts_at=dt.time(17),
        ends_at=dt.time(18),
        by=None,
    )
    task.refresh_from_db()
    assert task.due_on == day - dt.timedelta(days=1)
