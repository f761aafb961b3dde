"""The demo has peer groups at different steps of life, and nothing real in them."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone

from pirtti.courses import queries as courses
from pirtti.courses.models import Course
from pirtti.demo import actions
from pirtti.demo.neighbourhood import files, group_life, groups
from pirtti.founding.models import GroupIdea, SupportAsk
from pirtti.grants.models import GrantCall
from pirtti.groups.models import Group, Leader, Task
from pirtti.groups.rules import State
from pirtti.meetings.models import (
    Attendance,
    BoardMessage,
    GroupMaterial,
    MeetingCount,
    MeetingNote,
    Rating,
    SubstituteRequest,
)
from pirtti.network.models import RoleGiven
from pirtti.signups import access, queries
from pirtti.signups.models import Invitation, Party
from pirtti.training import queries as training

MIDDAY = dt.datetime(2026, 11, 21, 15, tzinfo=dt.UTC)
SATURDAY = MIDDAY.date()


@pytest.fixture(autouse=True)
def saturday():
    with time_machine.travel(MIDDAY, tick=False):
        yield


@pytest.fixture(scope="module")
def _loaded(django_db_setup, django_db_blocker):
    """Load once for this file, as it is slow."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(MIDDAY, tick=False):
            actions.load_neighbourhood()
        yield
        transaction.set_rollback(True)


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_loaded")]


def group(slug):
    return Group.objects.select_related("activity__intake").get(activity__slug=slug)


def test_groups_stand_at_every_step_of_life_that_families_meet():
    states = set(Group.objects.values_list("state", flat=True))

    assert {State.RECRUITING, State.RUNNING, State.ENDED} <= states
    assert Group.objects.filter(meets="online", activity__is_published=True).exists()


def test_a_second_load_adds_no_group():
    before = list(Group.objects.values_list("pk", "changed_at"))

    assert groups.load(today=SATURDAY) == 0
    assert list(Group.objects.values_list("pk", "changed_at")) == before


def test_the_first_baby_group_is_closed_and_in_by_invitation_with_ten_families():
    found = group("ekavauva")
    pile = Invitation.objects.get(intake=found.activity.intake)

    assert (found.joining, found.entry, found.is_hidden) == (
        "closed",
        "invitation",
        True,
    )
    assert queries.numbers(found.activity.intake).families_in == 10
    assert pile.codes.filter(opened_at__isnull=False).count() == 12
    assert {one.frequency for one in found.activity.series.all()} == {
        "weekly",
        "monthly",
    }


def test_the_fathers_group_is_decided_next_week_and_too_few_are_in():
    found = group("isan-paikka")

    assert found.decision_on == SATURDAY + dt.timedelta(days=7)
    assert found.activity.intake.taken < found.activity.intake.minimum
    assert found.leaders.count() == 2


def test_the_full_group_has_families_in_line_and_one_that_was_offered_a_seat():
    intake = group("aitien-tuuletustupa").activity.intake
    states = list(intake.parties.order_by("state").values_list("state", flat=True))

    assert states.count("offered") == 1
    assert states.count("waiting") == 2
    assert intake.taken == intake.capacity


def test_the_group_led_by_experience_has_no_worker_and_no_page():
    found = group("oma-polku")
    leader = found.leaders.get()

    assert found.leadership == "experience"
    assert found.is_hidden
    assert not found.activity.is_published
    assert not RoleGiven.objects.filter(user=leader.user).exists()
    assert leader.alias != leader.user.name


def test_one_course_was_held_with_certificates_and_one_is_to_come():
    held, ahead = Course.objects.order_by("pk")
    now = timezone.now()
    seats = held.seats.order_by("pk")
    earned = [courses.own(held, seat.user_id, now=now).may_certify for seat in seats]

    assert earned == [True, False, True]
    assert courses.own(ahead, None, now=now).is_open
    assert ahead.free == 1


def test_the_training_has_five_meetings_before_and_five_after_for_twelve_couples():
    found = group("matinkylan-perhevalmennus")
    plan = training.plan_of(found)

    assert (len(plan.before), len(plan.after)) == (5, 5)
    assert (found.activity.intake.capacity, found.activity.intake.counts) == (
        12,
        "couples",
    )
    assert all(session.occurrence for session in plan.sessions)
    assert any(session.parallel for session in plan.sessions)


def test_the_group_that_ended_leads_to_the_next_one():
    assert group("vauvavuosi").follow_on == group("taaperovuosi")


def test_needs_of_families_are_tasks():
    needed = Task.objects.filter(party__isnull=False)

    assert {"interpreter", "child_care", "allergy", "access"} <= set(
        needed.values_list("what", flat=True)
    )


def test_messages_and_answers_are_there_and_answers_are_enough_to_show():
    rated = Rating.objects.values_list("occurrence", flat=True)

    assert BoardMessage.objects.count() == sum(
        len(row.get("board", [])) for row in files.read("groups")["group"]
    )
    assert rated
    for meeting in set(rated):
        assert list(rated).count(meeting) >= 5


def test_seats_and_families_agree():
    assert queries.wrong_counters() == []


def test_nicknames_are_made_up_and_addresses_reach_nobody():
    told = [access.told_of(party) for party in Party.objects.all()]

    assert told
    assert all(
        one.contact.endswith(".example") or one.contact == "000 000" for one in told
    )
    assert not Leader.objects.exclude(user__email__endswith=".example").exists()


def test_axes_are_read_as_what_they_are():
    axes = group_life.axes_of({"axes": {"joining": "closed"}})

    assert axes.joining.name == "CLOSED"
    assert axes.listing.name == "PUBLIC"


def test_leaders_pages_show_life_plans_materials_support_and_a_stand_in_wanted():
    assert MeetingNote.objects.exclude(practical="").count() >= 5
    assert GroupMaterial.objects.count() >= 3
    assert Attendance.objects.filter(party__intake=group("ekavauva").activity.intake)
    assert MeetingCount.objects.count() == 3
    assert SubstituteRequest.objects.filter(taken_at=None, withdrawn_at=None).exists()
    assert group("taaperovuosi").support_visits.count() == 2
    assert SupportAsk.objects.get().group == group("oma-polku")
    assert set(GroupIdea.objects.values_list("state", flat=True)) == {"sent", "asked"}


def test_last_januarys_grant_was_given_and_reported_and_the_next_call_is_to_come():
    past, coming = GrantCall.objects.order_by("opens_on")
    application = past.applications.get()

    assert past.closes_on == dt.date(2026, 1, 31)
    assert coming.state(SATURDAY) == "coming"
    assert application.state == "granted"
    assert application.report.cents_used <= application.granted_cents
