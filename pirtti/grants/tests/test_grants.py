"""From a call to a report: what is stored, who is told, what is refused."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.core.refusals import Refused
from pirtti.grants import access, actions, queries, rules
from pirtti.grants.models import GrantApplication, GrantCall
from pirtti.grants.rules import Refusal, State
from pirtti.grants.tests.factories import GrantApplicationFactory, GrantCallFactory
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.tests.factories import OrganisationFactory, text
from pirtti.people.models import JournalEntry
from pirtti.people.tests.factories import UserFactory
from pirtti.post import worker
from pirtti.visits.tests.factories import count

pytestmark = pytest.mark.django_db

WANTED = rules.Wanted(cents=20_000, purpose="Kahvia", meetings=10)
NAME = "Piilonimi"


@pytest.fixture
def group():
    return GroupFactory(hidden=True, activity__name=text(NAME, NAME, NAME))


@pytest.fixture
def leader(group):
    return LeaderFactory(group=group, user__email="vetaja@koti.example")


def call_of(group, **more):
    return GrantCallFactory(organisation=group.activity.place.host, **more)


def refused(action):
    with pytest.raises(Refused) as caught, transaction.atomic():
        action()
    return caught.value.reason


def verbs():
    told = JournalEntry.objects.filter(verb__startswith="grants.").order_by("pk")
    return list(told.values_list("verb", flat=True))


def test_an_application_is_one_however_often_it_is_sent_and_taken_back(group):
    call = call_of(group, open=True)

    actions.apply_for(call, group, WANTED, send=False, by=None)
    sent = actions.apply_for(call, group, WANTED, send=True, by=None)
    actions.withdraw(sent, by=None)
    more = rules.Wanted(cents=25_000, purpose="Kahvia ja retki", meetings=12)
    actions.apply_for(call, group, more, send=True, by=None)

    only = GrantApplication.objects.get()
    assert (only.state, only.cents, only.meetings) == (State.SENT, 25_000, 12)
    assert verbs() == [
        *("grants.draft_saved", "grants.sent", "grants.withdrawn", "grants.sent")
    ]


def test_the_database_refuses_a_second_application_and_more_than_was_asked(group):
    first = GrantApplicationFactory(group=group)

    with pytest.raises(IntegrityError), transaction.atomic():
        GrantApplicationFactory(group=group, call=first.call)
    with pytest.raises(IntegrityError), transaction.atomic():
        GrantApplicationFactory(granted=True, cents=100, granted_cents=101)


def test_a_call_is_for_the_groups_of_the_organisation_or_of_the_area(group):
    district = OrganisationFactory()
    host = group.activity.place.host
    host.parent = district
    host.save()
    here = group.activity.area
    fits = [
        call_of(group),
        GrantCallFactory(organisation=district),
        GrantCallFactory(area=here),
        GrantCallFactory(organisation=host, for_groups="local"),
    ]
    GrantCallFactory()
    GrantCallFactory(organisation=host, area=GroupFactory().activity.area)
    GrantCallFactory(organisation=host, for_groups="online")

    assert set(access.calls_for(group)) == set(fits)


def test_a_group_for_which_it_is_not_or_that_has_ended_can_not_apply(group):
    other = GrantCallFactory(open=True)
    own = call_of(group, open=True)

    def try_in(call):
        return lambda: actions.apply_for(call, group, WANTED, send=True, by=None)

    assert refused(try_in(other)) == Refusal.NOT_FOR_GROUP
    group.state = "ended"
    group.save()
    assert refused(try_in(own)) == Refusal.GROUP_OVER


def test_leaders_are_told_of_the_decision_without_the_name_of_the_group(
    group, leader, mailoutbox
):
    found = GrantApplicationFactory(group=group, call=call_of(group), cents=120_050)

    actions.decide(found, granted=100_000, reason="Rahaa on vähän", by=None)
    with translation.override("en"):
        worker.send_all()

    [mail] = mailoutbox
    raw = mail.subject + mail.body + mail.message().as_string()
    assert mail.to == ["vetaja@koti.example"]
    assert NAME not in raw
    assert "1\N{NO-BREAK SPACE}000" in mail.body
    assert f"/desk/my-groups/{group.pk}/grants/{found.call_id}/" in mail.body


def test_who_leads_the_group_does_not_decide_and_nothing_is_decided_twice(
    group, leader
):
    found = GrantApplicationFactory(group=group, call=call_of(group))

    def decide(by):
        return lambda: actions.decide(found, granted=1_000, reason="Osa", by=by)

    assert refused(decide(leader.user)) == Refusal.OWN_GROUP
    decide(UserFactory())()
    assert refused(decide(UserFactory())) == Refusal.DECIDED_ALREADY
    assert refused(lambda: actions.withdraw(found, by=None)) == Refusal.DECIDED_ALREADY
    assert verbs() == ["grants.granted"]


def test_a_call_with_a_decision_stays_as_it_is_and_its_most_above_what_was_asked():
    waiting = GrantApplicationFactory(cents=40_000)
    call = waiting.call
    call.most_cents = 39_999
    assert refused(lambda: actions.save_call(call, by=None)) == Refusal.ASKED_MORE

    actions.decide(waiting, granted=40_000, by=None)
    call.most_cents = 60_000

    assert refused(lambda: actions.save_call(call, by=None)) == Refusal.CALL_DECIDED


def test_the_report_proposes_the_meetings_and_visits_that_the_group_counted(group):
    today, call = timezone.localdate(), call_of(group)
    found = GrantApplicationFactory(granted=True, group=group, call=call)
    days = (-40, -10, -3, 3)
    meetings = [
        OccurrenceFactory(activity=group.activity, on=today + dt.timedelta(days=day))
        for day in days
    ]
    count(meetings[0], adults=9, children=9)
    count(meetings[1], adults=3, children=4)

    proposed = queries.proposal(found, today=today)

    assert (proposed.meetings, proposed.visits) == (2, 7)
    assert proposed.since == call.opens_on


def test_a_report_is_corrected_until_its_day_and_adds_up_on_the_call(group):
    found = GrantApplicationFactory(granted=True, group=group, call=call_of(group))
    GrantApplicationFactory(call=found.call, cents=10_000)
    GrantApplicationFactory(call=found.call, cents=5_000, state="draft")
    told = rules.Told(cents_used=30_000, done="Retki", meetings=9, visits=80)

    actions.report(found, told, by=None)
    less = rules.Told(cents_used=29_000, done="Retki", meetings=9, visits=81)
    actions.report(found, less, by=None)

    due = found.call.report_due_on
    assert queries.sums(found.call) == queries.Sums(
        applications=2, waiting=1, asked=40_000, granted=30_000, used=29_000
    )
    assert queries.late_by_call([found.call_id], today=due + dt.timedelta(days=1)) == {}


def test_leaders_are_reminded_once_two_weeks_before_the_report_unless_it_is_sent(
    group, leader, mailoutbox
):
    soon = timezone.localdate() + dt.timedelta(days=14)
    call = call_of(group, report_due_on=soon)
    found = GrantApplicationFactory(granted=True, group=group, call=call)
    told = rules.Told(cents_used=1, done="Retki", meetings=9, visits=80)
    before = timezone.now() - dt.timedelta(days=1)

    assert queries.waits_since(before) is None
    actions.pass_time(timezone.now())
    actions.pass_time(timezone.now())
    worker.send_all()

    assert [NAME in mail.subject + mail.body for mail in mailoutbox] == [False]
    assert queries.waits_since(timezone.now()) is None
    found.reminded_on = None
    found.save()
    actions.report(found, told, by=None)
    assert queries.waits_since(timezone.now()) is None


def test_what_was_not_sent_goes_after_a_month_and_all_after_six_years():
    closed = GrantCallFactory()
    GrantApplicationFactory(call=closed, state="draft")
    sent = GrantApplicationFactory(call=closed)
    due = dt.datetime.combine(closed.report_due_on, dt.time(12), tzinfo=dt.UTC)

    assert actions.tidy(timezone.now()) == 0
    assert actions.tidy(timezone.now() + dt.timedelta(days=30)) == 1
    assert actions.tidy(due + dt.timedelta(days=6 * 365)) == 0
    assert GrantApplication.objects.get() == sent
    actions.tidy(due + dt.timedelta(days=6 * 366 + 1))
    assert not GrantCall.objects.exists()
