"""On the decision day: start, postpone, merge or cancel; families hear at once."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Occurrence
from pirtti.core.refusals import Refused
from pirtti.groups import actions, queries, rules
from pirtti.groups.models import Group, Task
from pirtti.groups.rules import Refusal, State
from pirtti.groups.tests.factories import GroupFactory
from pirtti.groups.tests.stories import (
    NOW,
    at,
    let_time_pass,
    planned,
    recruiting,
    state,
)
from pirtti.network.tests.factories import text
from pirtti.signups import access
from pirtti.signups import queries as signups
from pirtti.signups.models import Intake, Party
from pirtti.signups.tests.factories import PartyFactory

pytestmark = pytest.mark.django_db
SOON = NOW + dt.timedelta(minutes=5)


def families(group, number, **values):
    return PartyFactory.create_batch(number, intake=queries.intake_of(group), **values)


def told(party):
    """Mails to one family."""
    return [sent for sent in mail.outbox if sent.to == [access.told_of(party).contact]]


def days(group):
    coming = group.activity.occurrences.filter(state="planned").order_by("on")
    return [date.on for date in coming]


def refused(group, **choice):
    before = Group.objects.get(pk=group.pk).state
    with pytest.raises(Refused) as caught:
        actions.decide(group, by=None, **choice)
    assert state(group) == before
    return caught.value.reason


def test_families_hear_that_the_group_starts_and_when(clock):
    group = recruiting()
    (party,) = families(group, 1)

    actions.decide(group, choice="start", by=None)
    let_time_pass(clock, SOON)

    (sent,) = told(party)
    assert "We begin, and you are expected!" in sent.body
    assert "10 December" in sent.body
    assert "Lohtutupa" in sent.body
    assert access.word_of(party) in sent.body


def test_a_family_in_line_hears_that_it_is_still_in_line(clock):
    group = recruiting()
    (party,) = families(group, 1, state=Party.State.WAITING)

    actions.decide(group, choice="start", by=None)
    let_time_pass(clock, SOON)

    (sent,) = told(party)
    assert "still in line" in sent.body


def test_postponing_moves_the_meetings_by_whole_weeks(clock):
    group = recruiting()
    (party,) = families(group, 1)
    before = days(group)

    changed = actions.decide(
        group, choice="postpone", until=dt.date(2026, 12, 14), by=None
    )
    let_time_pass(clock, SOON)

    assert days(group) == [day + dt.timedelta(weeks=2) for day in before]
    assert changed.state == State.RECRUITING
    assert changed.decision_on == dt.date(2026, 12, 14)
    assert changed.first_on == dt.date(2026, 12, 24)
    assert changed.ends_on == dt.date(2027, 1, 14)
    (sent,) = told(party)
    assert "We begin later" in sent.body
    assert "24 December" in sent.body
    assert "14 December 2026" in sent.body


def test_postponing_a_group_without_a_last_day_keeps_every_date_and_link(clock):
    group = planned(times=1)
    group.activity.series.all().delete()
    calendar.add_series(
        group.activity,
        frequency="weekly",
        starts_on=dt.date(2026, 12, 10),
        starts_at=dt.time(17),
        ends_at=dt.time(18),
        by=None,
    )
    group = actions.start_recruiting(group, by=None, decision_on=dt.date(2026, 12, 3))
    before = dict(group.activity.occurrences.values_list("pk", "on"))

    changed = actions.decide(
        group, choice="postpone", until=dt.date(2026, 12, 14), by=None
    )

    later = dt.timedelta(weeks=2)
    dates = group.activity.occurrences.filter(state="planned")
    assert dict(dates.values_list("pk", "on")) == {
        pk: on + later for pk, on in before.items()
    }
    assert changed.first_on == dt.date(2026, 12, 24)
    calendar.fill_ahead(today=dt.date(2027, 2, 1))
    days = list(group.activity.occurrences.values_list("on", flat=True))
    assert len(days) == len(set(days)) > len(before)


@pytest.mark.parametrize(
    ("until", "reason"),
    [
        (None, Refusal.DATE_PAST),
        (dt.date(2026, 11, 23), Refusal.DATE_PAST),
        (dt.date(2026, 12, 3), Refusal.DATE_BACKWARDS),
    ],
)
def test_the_new_decision_day_is_later_than_the_old_one(clock, until, reason):
    assert refused(recruiting(), choice="postpone", until=until) == reason


def test_postponing_keeps_the_sign_up_open_to_the_new_end(clock):
    group = recruiting()
    intake = queries.intake_of(group)
    intake.ends_on = dt.date(2026, 12, 31)
    intake.save()

    actions.decide(group, choice="postpone", until=dt.date(2026, 12, 14), by=None)

    intake.refresh_from_db()
    assert intake.ends_on == dt.date(2027, 1, 14)
    assert intake.is_open


def test_cancelling_tells_why_and_where_else_to_go(clock):
    group = recruiting()
    (party,) = families(group, 1)
    (waiting,) = families(group, 1, state=Party.State.WAITING)

    actions.decide(
        group, choice="cancel", reason=text("Too few", en="Too few"), by=None
    )
    let_time_pass(clock, SOON)

    assert state(group) == State.CANCELLED
    dates = Occurrence.objects.filter(activity=group.activity_id)
    assert {date.state for date in dates} == {"cancelled"}
    assert {str(date.reason) for date in dates} == {"Too few"}
    assert not queries.intake_of(group).is_open
    for each in (party, waiting):
        (sent,) = told(each)
        assert "Too few" in sent.body
        assert f"/en/area/{group.activity.area.slug}/" in sent.body
        assert access.word_of(each) in sent.body


def test_cancelling_needs_a_reason(clock):
    assert refused(recruiting(), choice="cancel", reason=" ") == Refusal.REASON_NEEDED


def test_a_group_that_runs_is_not_cancelled_but_ended(clock):
    group = GroupFactory(state="running")

    assert refused(group, choice="cancel", reason="x") == Refusal.NOT_NOW


def test_merging_moves_who_is_in_and_who_waits_and_tells_the_others(clock):
    group, into = recruiting(), recruiting()
    inside = families(group, 3)
    (waiting,) = families(group, 1, state=Party.State.WAITING)
    (left,) = families(group, 1, needs=["access"])
    Intake.objects.filter(activity=into.activity_id).update(capacity=2)

    actions.decide(group, choice="merge", into=into, by=None)
    let_time_pass(clock, SOON)

    intake = queries.intake_of(into)
    assert list(queries.families_in(into)) == inside[:2]
    assert list(signups.queue(intake)) == [inside[2], waiting]
    assert (intake.taken, intake.waiting) == (2, 2)
    assert signups.wrong_counters() == []
    assert state(group) == State.CANCELLED
    assert [step.what for step in queries.story(into)][-1] == "joined"
    (sent,) = told(left)
    assert "no room for all" in sent.body
    for party in (*inside, waiting):
        (sent,) = told(party)
        assert access.word_of(party) in sent.body
    assert "your place is 2" in sent.body


@pytest.mark.parametrize("is_later", [True, False])
def test_two_groups_are_locked_in_the_order_of_their_numbers(clock, is_later):
    first, second = recruiting(), recruiting()
    group, into = (first, second) if is_later else (second, first)

    with CaptureQueriesContext(connection) as asked:
        actions.decide(group, choice="merge", into=into, by=None)

    number = re.compile(r'FROM "groups_group" .*"groups_group"."id" = (\d+)')
    found = [number.search(query["sql"]) for query in asked.captured_queries]
    locked = [int(one[1]) for one in found if one]
    assert locked[:2] == [first.pk, second.pk]


def test_a_need_moves_along_only_where_it_is_handled(clock):
    group, into = recruiting(), recruiting()
    intake = queries.intake_of(into)
    intake.needs = ["child_care"]
    intake.save()
    (care,) = families(group, 1, needs=["child_care"])
    (access_need,) = families(group, 1, needs=["access"])

    actions.decide(group, choice="merge", into=into, by=None)

    assert list(queries.families_in(into)) == [care]
    assert list(queries.families_in(group)) == [access_need]
    (task,) = Task.objects.filter(party=care)
    assert task.group == into


def test_merging_needs_a_group_that_takes_families(clock):
    group, ended = recruiting(), GroupFactory(state="ended")
    families(group, 1)

    assert refused(group, choice="merge", into=None) == Refusal.OTHER_NOT_OPEN
    assert refused(group, choice="merge", into=ended) == Refusal.OTHER_NOT_OPEN
    assert refused(group, choice="merge", into=group) == Refusal.SAME_GROUP


def test_merging_into_a_full_group_moves_nobody(clock):
    group, into = recruiting(), recruiting()
    families(group, 1)
    families(into, 10)

    assert refused(group, choice="merge", into=into) == Refusal.OTHER_IS_FULL
    assert queries.families_in(group).count() == 1
    assert days(group)


def test_a_closed_group_can_be_joined_between_decision_and_first_meeting():
    closed = rules.Axes(joining=rules.Joining.CLOSED)
    first = dt.date(2026, 12, 10)

    def takes(today):
        return rules.takes_newcomers(closed, State.RUNNING, first_on=first, today=today)

    assert takes(dt.date(2026, 12, 9))
    assert takes(first)
    assert not takes(dt.date(2026, 12, 11))
    assert at(first).hour == 8
