"""A cohort follows its plan: sessions, days, presenters, the fathers' own session."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone, translation

from pirtti.calendar import actions as calendar
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.core.refusals import Refused
from pirtti.groups.rules import Audience, Axes, Entry, Listing
from pirtti.network.models import OpeningException
from pirtti.network.tests.factories import OrganisationFactory, RoomFactory, text
from pirtti.people.models import JournalEntry
from pirtti.signups.tests.factories import PartyFactory
from pirtti.training import actions, basics, messages, queries, rules
from pirtti.training.models import Cohort, TrainingPlan
from pirtti.training.tests import factories

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 22, 10, tzinfo=dt.UTC)
FIRST = dt.date(2027, 2, 3)


@pytest.fixture(autouse=True)
def a_sunday_in_november():
    with time_machine.travel(NOON, tick=False):
        yield


def refused(act, *args, **values):
    with pytest.raises(Refused) as caught:
        act(*args, by=None, **values)
    return caught.value.reason


def test_the_plans_of_the_start_are_loaded_once_and_keep_what_people_changed():
    assert basics.load_basics() == len(basics.PLANS)
    TrainingPlan.objects.filter(slug="young").update(couples=8)

    assert basics.load_basics() == 0

    first = TrainingPlan.objects.get(slug="first-child")
    phases = list(first.sessions.values_list("phase", flat=True))
    assert phases == ["before"] * 5 + ["after"] * 5
    assert (first.before, first.after, first.couples) == (5, 5, 12)
    assert TrainingPlan.objects.get(slug="young").couples == 8
    fathers = first.sessions.filter(has_parallel=True)
    assert {one.leader_wish for one in fathers} == {"man"}


def test_every_session_of_the_plans_is_told_in_three_languages():
    basics.load_basics()

    for plan in TrainingPlan.objects.all():
        for session in plan.sessions.all():
            for told in (session.title, session.content):
                assert all(told.data[code] for code in ("fi", "sv", "en"))
    for refusal in rules.Refusal:
        assert str(messages.REFUSALS[refusal])


def test_a_cohort_has_a_group_seats_for_twelve_couples_and_the_sessions_of_its_plan():
    made = factories.cohort()

    group, intake = made.group, made.group.activity.intake
    assert (group.state, group.joining, group.moves_on) == ("planned", "closed", True)
    assert (intake.counts, intake.capacity, intake.asks_ages) == ("couples", 12, True)
    assert made.sessions.count() == 10
    assert JournalEntry.objects.filter(verb="training.cohort_made").count() == 1


def test_a_cohort_of_one_parent_families_counts_families():
    made = factories.cohort(plan=factories.plan("single"), slug="yhden")

    assert made.variant == "single"
    assert made.group.activity.intake.counts == "families"


def test_an_invited_cohort_is_hidden_with_its_activity():
    hidden = Axes(
        audience=Audience.DIRECTED, entry=Entry.INVITATION, listing=Listing.UNLISTED
    )

    made = factories.cohort(axes=hidden)

    assert made.group.is_hidden
    assert not made.group.activity.is_listed
    assert made.group.activity.intake.is_discreet


@pytest.mark.parametrize(
    ("due", "why"),
    [
        ((dt.date(2027, 5, 1), dt.date(2027, 4, 1)), rules.Refusal.DUE_BACKWARDS),
        ((dt.date(2027, 1, 1), dt.date(2027, 8, 1)), rules.Refusal.DUE_TOO_WIDE),
    ],
)
def test_due_months_that_cannot_be_make_no_cohort(due, why):
    with pytest.raises(Refused) as caught:
        factories.cohort(due=due)

    assert caught.value.reason == why
    assert not Cohort.objects.exists()


def test_taken_days_stand_in_the_calendar_with_the_theme_of_their_session():
    made = factories.with_days(FIRST)

    dates = list(made.group.activity.occurrences.order_by("on"))
    sessions = list(made.sessions.order_by("order"))
    made.group.refresh_from_db()
    assert [date.on for date in dates] == factories.days_of(made, FIRST)
    assert [str(date.theme) for date in dates] == [str(one.title) for one in sessions]
    assert timezone.localtime(dates[0].starts_at).time() == dt.time(17)
    assert (made.group.first_on, made.group.ends_on) == (dates[0].on, dates[-1].on)
    assert made.group.activity.intake.ends_on == dates[-1].on


def test_days_taken_again_move_the_same_dates():
    made = factories.with_days(FIRST)
    before = set(made.sessions.values_list("occurrence", flat=True))

    later = FIRST + dt.timedelta(days=1)
    actions.take_days(made, factories.days_of(made, later), factories.TIMES, by=None)

    assert set(made.sessions.values_list("occurrence", flat=True)) == before
    assert made.sessions.first().occurrence.on == later


def test_sessions_that_are_over_keep_their_day():
    made = factories.with_days(FIRST)

    with time_machine.travel(dt.datetime(2027, 2, 5, 10, tzinfo=dt.UTC), tick=False):
        coming = actions.coming_sessions(made, today=dt.date(2027, 2, 5))
        days = [dt.date(2027, 3, 1) + dt.timedelta(weeks=n) for n in range(9)]
        actions.take_days(made, days, factories.TIMES, by=None)

    assert len(coming) == 9
    ordered = made.sessions.order_by("order")
    assert ordered.first().occurrence.on == FIRST
    assert ordered[1].occurrence.on == dt.date(2027, 3, 1)


def test_too_few_days_are_refused_and_nothing_is_made():
    made = factories.cohort()

    why = refused(actions.take_days, made, [FIRST], factories.TIMES)

    assert why == rules.Refusal.DAYS_MISSING
    assert not made.group.activity.occurrences.exists()


def test_a_presenter_is_told_on_the_date_by_organisation_and_role():
    made = factories.with_days(FIRST)
    clinic = OrganisationFactory(name=text("Koivukylän neuvola"))
    session = made.sessions.get(order=2)

    actions.change_session(session, by=None, presenter=clinic, presenter_note="kätilö")

    session.refresh_from_db()
    assert session.occurrence.guest_organisation == clinic
    assert str(session.occurrence.guest) == "kätilö"


def test_fathers_meet_at_the_same_time_in_another_room_with_a_leader_of_their_own():
    made = factories.with_days(FIRST)
    session = made.sessions.get(order=3)
    room = RoomFactory(place=made.group.activity.place)

    actions.add_parallel(session, who="isätyöntekijä", room=room, by=None)

    session.refresh_from_db()
    twin = session.parallel
    assert (twin.starts_at, twin.ends_at) == (
        session.occurrence.starts_at,
        session.occurrence.ends_at,
    )
    assert (twin.room, str(twin.who)) == (room, "isätyöntekijä")
    actions.take_days(
        made,
        factories.days_of(made, FIRST + dt.timedelta(days=1)),
        factories.TIMES,
        by=None,
    )
    session.refresh_from_db()
    assert session.parallel.starts_at == session.occurrence.starts_at


def test_a_fathers_session_needs_a_date_a_leader_and_another_room():
    room = RoomFactory()
    bare = factories.cohort(room.place)
    assert (
        refused(actions.add_parallel, bare.sessions.get(order=3), who="ohjaaja")
        == rules.Refusal.NEEDS_DATE
    )
    actions.take_days(bare, factories.days_of(bare, FIRST), factories.TIMES, by=None)
    session = bare.sessions.get(order=3)
    calendar.change_occurrence(session.occurrence, room=room, by=None)

    assert (
        refused(actions.add_parallel, session, who=" ") == rules.Refusal.LEADER_MISSING
    )
    assert (
        refused(actions.add_parallel, session, who="ohjaaja", room=room)
        == rules.Refusal.ROOM_THE_SAME
    )
    actions.add_parallel(session, who="ohjaaja", by=None)
    assert (
        refused(actions.add_parallel, session, who="ohjaaja")
        == rules.Refusal.PARALLEL_ALREADY
    )


def test_a_fathers_session_that_is_taken_away_leaves_the_calendar():
    made = factories.with_days(FIRST)
    session = made.sessions.get(order=3)
    actions.add_parallel(session, who="ohjaaja", by=None)

    actions.remove_parallel(session, by=None)

    session.refresh_from_db()
    assert (session.parallel, session.has_parallel) == (None, False)
    assert made.group.activity.occurrences.count() == 10


def test_due_months_follow_from_the_ages_told_at_sign_up():
    made = factories.cohort()
    intake = made.group.activity.intake
    PartyFactory(intake=intake, ages=[-5])
    PartyFactory(intake=intake, ages=[-6, 30], children=2)
    earlier = timezone.now() - dt.timedelta(days=62)
    PartyFactory(intake=intake, ages=[-7], made_at=earlier)
    PartyFactory(intake=intake, ages=[40])
    PartyFactory(intake=intake, ages=[-1], state="held")

    found = queries.due_months(intake)

    assert found == {dt.date(2027, 4, 1): 2, dt.date(2027, 5, 1): 1}
    assert queries.due_span(intake) is None  # three families are too few to tell

    PartyFactory.create_batch(2, intake=intake, ages=[-5])
    assert queries.due_span(intake) == queries.Span(
        dt.date(2027, 4, 1), dt.date(2027, 5, 1)
    )


def test_public_holidays_and_days_on_which_the_house_is_closed_are_closed():
    made = factories.cohort()
    place = made.group.activity.place
    shut = dt.date(2027, 2, 10)
    OpeningException.objects.create(place=place, first_on=shut, last_on=shut)

    is_closed = queries.closed_days(made.group.activity)

    assert is_closed(shut)
    assert is_closed(dt.date(2027, 1, 6))
    assert not is_closed(dt.date(2027, 2, 3))


def test_the_reasons_are_told_in_words():
    found = rules.propose_dates(
        [dt.date(2027, 4, 1)],
        rules.Pattern(weekday=2, every=2),
        is_closed={dt.date(2027, 3, 3)}.__contains__,
        today=dt.date(2027, 1, 1),
    )

    with translation.override("en"):
        told = messages.reasons(found, str)

    assert any("2027-04-01" in line and "four weeks" in line for line in told)
    assert any("about eight weeks later" in line for line in told)
    assert any("2027-03-03" in line for line in told)
    assert any("meets every week" in line for line in told)


def test_families_read_the_plan_with_presenters_and_the_fathers_session():
    made = factories.with_days(FIRST)
    actions.add_parallel(made.sessions.get(order=3), who="isätyöntekijä", by=None)

    found = queries.plan_of(made.group)

    assert (len(found.before), len(found.after)) == (5, 5)
    assert found.before[2].parallel_who == "isätyöntekijä"
    assert queries.plan_of(factories.cohort(slug="toinen").group).sessions
    made.delete()
    assert queries.plan_of(made.group) is None


def test_a_family_evening_is_told_to_a_weekly_group_and_only_when_it_is_public():
    weekly = ActivityFactory()
    evening = OccurrenceFactory(
        on=dt.date(2026, 12, 2), activity=ActivityFactory(), is_public=True
    )
    actions.link_evening(weekly, evening, by=None)
    link = actions.link_evening(weekly, evening, by=None)

    assert queries.evenings_of(weekly, now=timezone.now()) == [link]
    type(evening).objects.filter(pk=evening.pk).update(is_public=False)
    assert queries.evenings_of(weekly, now=timezone.now()) == []
    actions.unlink_evening(link, by=None)
    assert not weekly.linked_evenings.exists()
    assert (
        refused(actions.link_evening, evening.activity, evening)
        == rules.Refusal.SAME_ACTIVITY
    )


def test_what_lacks_is_counted_for_each_cohort():
    made = factories.with_days(FIRST)
    actions.change_session(
        made.sessions.get(order=1), by=None, presenter_note="ohjaaja"
    )
    factories.cohort(slug="toinen")

    rows = {row.pk: row for row in queries.with_gaps(Cohort.objects.all())}

    assert rows[made.pk].sessions_all == 10
    assert rows[made.pk].lack_presenter == 9
    assert rows[made.pk].lack_date == 0
    assert rows[made.pk].lack_leader == 2
