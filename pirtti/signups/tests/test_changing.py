"""A family changes who comes: its day and its place in line stay, its children grow."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from pirtti.signups import access, actions, queries, rules
from pirtti.signups.rules import State
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory

pytestmark = pytest.mark.django_db
MARCH = dt.datetime(2026, 3, 10, 10, tzinfo=dt.UTC)
MAY = dt.datetime(2026, 5, 12, 10, tzinfo=dt.UTC)


def change(party, *sizes, ages=()):
    return actions.change_party(
        access.word_of(party), rules.Wanted(*sizes, ages), nickname="Kuusi"
    )


def test_the_day_of_signing_up_stays_and_ages_are_those_of_that_day():
    with time_machine.travel(MARCH, tick=False):
        intake = IntakeFactory(asks_ages=True)
        party = PartyFactory(intake=intake, ages=[3])
    with time_machine.travel(MAY, tick=False):
        changed = change(party, 1, 2, ages=(5, -4))

        assert changed.made_at == MARCH
        assert changed.ages == [3, -6]
        assert queries.wanted_of(changed).ages == (5, -4)


def test_a_family_that_grows_in_line_keeps_its_place():
    intake = IntakeFactory(counts="people", capacity=4)
    PartyFactory(intake=intake, seats=4, children=3)
    first = PartyFactory(intake=intake, seats=2, state=State.WAITING)
    PartyFactory(intake=intake, seats=2, state=State.WAITING, place_in_line=2)

    changed = change(first, 2, 2)

    assert queries.queue(intake).first() == changed
    assert timezone.now() - changed.made_at < dt.timedelta(minutes=5)
