"""A group goes from an idea to its last meeting; each step has its day and is told."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone

from pirtti.calendar.models import Activity
from pirtti.calendar.tests.factories import ActivityFactory
from pirtti.core.refusals import Refused
from pirtti.groups import actions, queries, rules
from pirtti.groups.models import Group
from pirtti.groups.rules import Refusal, State
from pirtti.groups.tests.factories import GroupFactory
from pirtti.groups.tests.stories import (
    HIDDEN,
    NAME,
    NOW,
    at,
    let_time_pass,
    meets_weekly,
    planned,
    recruiting,
    state,
)
from pirtti.network.tests.factories import text
from pirtti.people.models import JournalEntry
from pirtti.post import chores, worker
from pirtti.signups import access
from pirtti.signups.models import Intake
from pirtti.signups.tests.factories import PartyFactory

pytestmark = pytest.mark.django_db


def test_a_group_lives_from_plan_to_end_by_itself(clock):
    group = recruiting()
    PartyFactory(intake=queries.intake_of(group))
    assert group.state == State.RECRUITING
    assert group.first_on == dt.date(2026, 12, 10)
    assert group.ends_on == dt.date(2026, 12, 31)

    let_time_pass(clock, at(dt.date(2026, 12, 3)))
    assert state(group) == State.DECISION
    actions.decide(group, choice="start", by=None)
    assert state(group) == State.RUNNING
    let_time_pass(clock, at(dt.date(2027, 1, 1)))

    assert state(group) == State.ENDED
    assert [step.what for step in queries.story(group)] == [
        "made",
        "recruiting",
        "decision",
        "start",
        "ended",
    ]
    verbs = JournalEntry.objects.values_list("verb", flat=True)
    assert {"groups.recruiting", "groups.start", "groups.ended"} <= set(verbs)
    intake = queries.intake_of(group)
    assert not intake.is_open
    assert intake.ends_on == dt.date(2027, 1, 1)


def test_a_listed_group_is_published_when_families_can_join(clock):
    group = planned()
    assert not Activity.objects.get(pk=group.activity_id).is_published

    actions.start_recruiting(group, by=None, decision_on=None)

    assert Activity.objects.get(pk=group.activity_id).is_published


def test_a_hidden_group_is_never_published(clock):
    group = planned(HIDDEN)
    actions.start_recruiting(group, by=None, decision_on=None)

    activity = Activity.objects.get(pk=group.activity_id)

    assert not activity.is_published
    assert not activity.is_listed
    assert queries.intake_of(group).is_discreet


def test_hiding_a_group_takes_it_from_the_public_at_once(clock):
    group = recruiting()
    assert Activity.objects.get(pk=group.activity_id).is_published

    changed = actions.change_group(group, by=None, axes=HIDDEN)

    activity = Activity.objects.get(pk=group.activity_id)
    assert changed.is_hidden
    assert not activity.is_published
    assert not activity.is_listed
    assert not activity.occurrences.filter(is_public=True).exists()
    assert queries.intake_of(group).is_discreet


def test_a_targeted_group_that_is_listed_is_refused(clock):
    axes = rules.Axes(audience=rules.Audience.TARGETED)

    with pytest.raises(Refused) as refused:
        actions.make_group(ActivityFactory(), axes=axes, by=None)

    assert refused.value.reason == Refusal.MUST_BE_UNLISTED
    assert not Group.objects.exists()


def test_an_activity_becomes_a_group_once(clock):
    group = planned()

    with pytest.raises(Refused) as refused:
        actions.make_group(group.activity, axes=rules.Axes(), by=None)

    assert refused.value.reason == Refusal.GROUP_ALREADY


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda g: g.leaders.all().delete(), Refusal.NO_LEADER),
        (lambda g: g.activity.occurrences.all().delete(), Refusal.NO_DATES),
        (lambda g: Intake.objects.all().delete(), Refusal.NO_SIGN_UP),
        (lambda g: Group.objects.update(state=State.ENDED), Refusal.NOT_NOW),
    ],
)
def test_families_are_not_asked_before_all_is_ready(clock, spoil, reason):
    group = planned()
    spoil(group)

    with pytest.raises(Refused) as refused:
        actions.start_recruiting(group, by=None, decision_on=None)

    assert refused.value.reason == reason


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (dt.date(2026, 11, 22), Refusal.DATE_PAST),
        (dt.date(2026, 12, 11), Refusal.DATE_BACKWARDS),
    ],
)
def test_the_decision_day_is_before_the_first_meeting(clock, day, reason):
    with pytest.raises(Refused) as refused:
        actions.start_recruiting(planned(), by=None, decision_on=day)

    assert refused.value.reason == reason


def test_leaders_hear_of_the_decision_day_in_its_morning(clock):
    group = recruiting()
    PartyFactory(intake=queries.intake_of(group))
    worker.send_all()
    mail.outbox.clear()

    assert not let_time_pass(clock, at(dt.date(2026, 12, 3), hour=3))
    (sent,) = let_time_pass(clock, at(dt.date(2026, 12, 3), hour=7))

    assert sent.to == [group.leaders.get().user.email]
    assert "One family is in now. Families: at least 4 are needed." in sent.body
    assert NAME in sent.body
    assert f"/en/desk/my-groups/{group.pk}/" in sent.body


def test_a_group_without_a_decision_day_runs_from_its_first_meeting_on(clock):
    group = recruiting(decision_on=None)

    let_time_pass(clock, at(dt.date(2026, 12, 10), hour=16))
    assert state(group) == State.RECRUITING
    let_time_pass(clock, at(dt.date(2026, 12, 10), hour=17))

    assert state(group) == State.RUNNING


def test_a_closed_group_takes_nobody_after_its_first_meeting(clock):
    group = recruiting(rules.Axes(joining=rules.Joining.CLOSED), decision_on=None)
    let_time_pass(clock, at(dt.date(2026, 12, 10), hour=19))
    assert queries.intake_of(group).is_open

    let_time_pass(clock, at(dt.date(2026, 12, 11)))

    assert not queries.intake_of(group).is_open
    assert not queries.takes_newcomers(
        Group.objects.get(pk=group.pk), now=timezone.now()
    )


def test_an_open_group_takes_families_while_it_runs(clock):
    group = recruiting(decision_on=None)

    let_time_pass(clock, at(dt.date(2026, 12, 11)))

    assert queries.intake_of(group).is_open


def test_time_does_nothing_twice(clock):
    group = recruiting(decision_on=None)
    let_time_pass(clock, at(dt.date(2027, 1, 2)))
    let_time_pass(clock, at(dt.date(2027, 1, 2), hour=11))

    assert state(group) == State.ENDED
    assert queries.waits_since(timezone.now()) is None
    assert "groups" in [chore.name for chore in chores.all_chores()]
    whats = [step.what for step in queries.story(group)]
    assert whats == ["made", "recruiting", "run", "ended"]


def test_a_group_with_a_meeting_to_come_does_not_end(clock):
    group = recruiting(decision_on=None)
    meets_weekly(group.activity, first=dt.date(2027, 1, 7), times=1)

    let_time_pass(clock, at(dt.date(2027, 1, 2)))

    assert state(group) == State.RUNNING


def test_families_are_thanked_at_the_end_by_their_own_link(clock):
    group = recruiting(decision_on=None)
    party = PartyFactory(intake=queries.intake_of(group))
    by_phone = PartyFactory(
        intake=queries.intake_of(group), by_phone=True, contact="0401234567"
    )
    mails = let_time_pass(clock, at(dt.date(2027, 1, 2)))

    to_family = [m for m in mails if m.to == [access.told_of(party).contact]]

    (sent,) = to_family
    assert "Thank you for being there" in sent.body
    assert f"/en/signup/{access.word_of(party)}/" in sent.body
    assert NAME not in sent.subject
    assert by_phone.pk
    assert not [m for m in mails if "040" in str(m.to)]


def test_a_hidden_group_is_named_in_no_letter(clock):
    group = recruiting(HIDDEN)
    PartyFactory.create_batch(4, intake=queries.intake_of(group))
    let_time_pass(clock, at(dt.date(2026, 12, 3)))
    actions.decide(group, choice="postpone", until=dt.date(2026, 12, 10), by=None)
    let_time_pass(clock, at(dt.date(2026, 12, 4)))
    actions.decide(group, choice="cancel", reason=text(f"{NAME} ei ala"), by=None)
    mails = let_time_pass(clock, at(dt.date(2026, 12, 5)))

    assert len(mails) >= 8
    for sent in mails:
        whole = sent.subject + sent.body + str(sent.alternatives)
        assert NAME not in whole


def test_a_letter_about_what_is_past_is_not_sent(clock):
    group = recruiting()
    PartyFactory(intake=queries.intake_of(group))
    actions.decide(group, choice="postpone", until=dt.date(2026, 12, 10), by=None)
    actions.decide(group, choice="cancel", reason=text("Ei ohjaajaa"), by=None)

    mails = let_time_pass(clock, NOW + dt.timedelta(minutes=5))

    to_family = [m for m in mails if m.to[0].endswith("koti.example")]
    assert len(to_family) == 1
    assert "can't begin" in to_family[0].body


def test_the_one_who_decides_gets_no_letter_about_it(clock):
    group = recruiting()
    leader = group.leaders.get()
    worker.send_all()
    mail.outbox.clear()

    actions.decide(group, choice="start", by=leader.user)
    mails = let_time_pass(clock, NOW + dt.timedelta(minutes=5))

    assert mails == []


def test_a_group_runs_without_recruiting_where_one_just_comes(clock):
    group = GroupFactory(state="planned", first_on=None)

    actions.run(group, by=None)

    assert state(group) == State.RUNNING


def test_an_ended_group_can_not_run_again(clock):
    group = GroupFactory(state="ended")

    with pytest.raises(Refused) as refused:
        actions.run(group, by=None)

    assert refused.value.reason == Refusal.NOT_NOW


def test_who_led_is_forgotten_30_days_after_the_end(clock):
    group, lives = recruiting(), recruiting()
    actions.add_task(group, "room", who="Talkkari", by=None)
    actions.decide(group, choice="cancel", reason=text("Ei tilaa"), by=None)

    clock.shift(rules.KEPT_AFTER - dt.timedelta(hours=1))
    assert actions.tidy(timezone.now()) == 0
    clock.shift(dt.timedelta(hours=2))
    assert actions.tidy(timezone.now()) == 2

    assert not group.leaders.exists()
    assert group.tasks.get().who == ""
    assert lives.leaders.exists()
