"""Families move to another intake: seats stay exact, lines keep their order."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from pirtti.post.models import Letter
from pirtti.signups import access, actions, queries
from pirtti.signups.models import Intake, Party
from pirtti.signups.rules import Kind, State
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def counters_stay_right():
    yield
    assert queries.wrong_counters() == []


def states(*parties):
    found = Party.objects.in_bulk([party.pk for party in parties])
    return [(found[one.pk].intake_id, found[one.pk].state) for one in parties]


def line(intake):
    return list(queries.queue(intake))


def waiting(intake, place, **values):
    return PartyFactory(
        intake=intake, state=State.WAITING, place_in_line=place, **values
    )


def test_a_family_is_moved_told_and_can_say_no():
    old, new = IntakeFactory(), IntakeFactory()
    party = PartyFactory(intake=old)

    moved = actions.move_party(party, new, by=None)

    assert (moved.intake, moved.state) == (new, State.IN)
    assert Letter.objects.filter(kind=Kind.MOVED).count() == 1
    actions.leave(access.word_of(party))
    assert Intake.objects.get(pk=new.pk).taken == 0


def test_the_seat_it_leaves_is_offered_where_the_old_one_goes_on():
    old, new = IntakeFactory(capacity=1), IntakeFactory()
    party, next_one = PartyFactory(intake=old), waiting(old, 1)

    actions.move_party(party, new, by=None)

    assert states(next_one) == [(old.pk, State.OFFERED)]


def test_both_intakes_are_locked_in_the_order_of_their_numbers():
    first, second = IntakeFactory(), IntakeFactory()
    party = PartyFactory(intake=second)

    with CaptureQueriesContext(connection) as asked:
        actions.move_party(party, first, by=None)

    intakes = [
        query["sql"]
        for query in asked.captured_queries
        if '"signups_intake"' in query["sql"]
    ]
    asked_for = re.search(r"IN \((\d+), (\d+)\)", intakes[0])
    assert {int(pk) for pk in asked_for.groups()} == {first.pk, second.pk}
    assert 'ORDER BY "signups_intake"."id" ASC' in intakes[0]


def test_where_it_is_full_a_family_joins_the_line_behind_all_others():
    old, new = IntakeFactory(), IntakeFactory(capacity=1)
    PartyFactory(intake=new)
    there = waiting(new, 1)

    moved = actions.move_party(PartyFactory(intake=old), new, by=None)

    assert line(new) == [there, moved]


def test_a_family_that_is_there_already_hears_that_it_stays_there():
    old, new = IntakeFactory(), IntakeFactory()
    party = PartyFactory(intake=old, contact="sama@koti.example")
    there = PartyFactory(intake=new, contact="sama@koti.example")

    assert actions.move_party(party, new, by=None) == there

    assert list(Party.objects.all()) == [there]
    assert Letter.objects.get(kind=Kind.MOVED).params == {"party": there.pk}


def test_when_all_move_who_was_in_comes_first_and_the_line_keeps_its_order():
    old, new = IntakeFactory(capacity=2), IntakeFactory(capacity=2)
    second, first = waiting(old, 2), waiting(old, 1)
    inside = [PartyFactory(intake=old), PartyFactory(intake=old)]
    PartyFactory(intake=new)

    actions.move_all(old, new, by=None)

    assert states(inside[0]) == [(new.pk, State.IN)]
    assert line(new) == [inside[1], first, second]
    assert line(old) == []


def test_who_asked_is_in_where_nobody_needs_to_ask():
    old = IntakeFactory(needs_approval=True)
    asked = [PartyFactory(intake=old, state=State.ASKED) for _one in range(2)]
    free, asks = IntakeFactory(), IntakeFactory(needs_approval=True)

    actions.move_party(asked[0], free, by=None)
    actions.move_party(asked[1], asks, by=None)

    assert states(*asked) == [(free.pk, State.IN), (asks.pk, State.ASKED)]


def test_seats_that_are_held_and_offered_stay_so_until_the_same_hour():
    old, new, now = IntakeFactory(), IntakeFactory(capacity=2), timezone.now()
    until = now + HOUR
    values = {"intake": old, "until": until}
    offered = PartyFactory(state=State.OFFERED, **values)
    phone = PartyFactory(state=State.HELD, by_phone=True, confirmed_at=None, **values)
    mail = PartyFactory(state=State.HELD, confirmed_at=None, **values)

    actions.move_all(old, new, by=None)

    assert states(offered, phone, mail) == [
        (new.pk, State.OFFERED),
        (new.pk, State.HELD),
        (new.pk, State.WAITING),
    ]
    assert set(Party.objects.values_list("until", flat=True)) == {until}
    told = Letter.objects.filter(kind=Kind.MOVED).values_list("params", flat=True)
    assert list(told) == [{"party": offered.pk}]
    assert actions.confirm(access.word_of(mail)).state == State.WAITING


def test_who_waited_is_offered_a_seat_that_is_free_there():
    old, new = IntakeFactory(capacity=1), IntakeFactory(capacity=5)
    PartyFactory(intake=old)
    waited = waiting(old, 1)

    actions.move_all(old, new, by=None)

    assert states(waited) == [(new.pk, State.OFFERED)]


def test_whom_the_other_one_can_not_take_stays_to_be_told():
    old = IntakeFactory(is_open=False)
    inside, other = PartyFactory(intake=old), waiting(old, 1)
    needs = PartyFactory(intake=old, needs=["interpreter"])
    invited = IntakeFactory(needs_invitation=True)

    actions.move_all(old, invited, by=None)

    assert states(inside, other, needs) == [
        (invited.pk, State.IN),
        (old.pk, State.WAITING),
        (old.pk, State.IN),
    ]


def test_nobody_comes_into_a_line_that_is_none():
    old = IntakeFactory()
    closed = IntakeFactory(capacity=1, when_full=Intake.WhenFull.CLOSED)
    first, second = PartyFactory(intake=old), PartyFactory(intake=old)
    third = waiting(old, 1)

    actions.move_all(old, closed, by=None)

    assert [where for where, _state in states(first, second, third)] == [
        closed.pk,
        old.pk,
        old.pk,
    ]
