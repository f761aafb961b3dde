"""Leaders hear that a family waits for their answer: neutrally, and not too often."""

import datetime as dt

import pytest
from django.core import mail

from pirtti.groups import queries
from pirtti.groups.tests.stories import HIDDEN, NAME, NOW, let_time_pass, recruiting
from pirtti.signups import actions as signups
from pirtti.signups.rules import State
from pirtti.signups.tests.factories import PartyFactory

pytestmark = pytest.mark.django_db
HOUR = dt.timedelta(hours=1)
ABOUT = "waits for your answer"


def calls(group, number=1, contact="0401234567"):
    """A family with a phone number holds a seat until a leader calls."""
    return PartyFactory(
        intake=queries.intake_of(group),
        contact=f"{contact}{number}",
        by_phone=True,
        state=State.HELD,
        until=NOW + 48 * HOUR,
        confirmed_at=None,
    )


def told(clock, at):
    """Which letters about families that wait had gone out by a moment."""
    let_time_pass(clock, at)
    return [one for one in mail.outbox if ABOUT in one.body]


@pytest.fixture
def group(clock):
    return recruiting(HIDDEN)


def test_a_phone_number_brings_one_neutral_letter_a_day(clock, group):
    calls(group)
    (letter,) = told(clock, NOW)
    calls(group, 2)

    assert letter.to == [group.leaders.get().user.email]
    for secret in (NAME, "Käpy", "040123"):
        assert secret not in f"{letter.subject} {letter.body}"
    assert len(told(clock, NOW + 2 * HOUR)) == 1
    assert len(told(clock, NOW + 22 * HOUR)) == 2


def test_who_asked_is_told_once_and_again_only_when_somebody_new_asks(clock, group):
    intake = queries.intake_of(group)
    PartyFactory(intake=intake, state=State.ASKED)
    assert len(told(clock, NOW)) == 1
    assert len(told(clock, NOW + 26 * HOUR)) == 1

    PartyFactory(intake=intake, state=State.ASKED, confirmed_at=NOW + 26 * HOUR)

    assert len(told(clock, NOW + 27 * HOUR)) == 2


def test_nobody_is_written_to_at_night_or_for_who_has_an_answer(clock, group):
    party = calls(group)
    assert told(clock, NOW + 12 * HOUR) == []

    signups.approve(party, by=None)

    assert told(clock, NOW + 24 * HOUR) == []


def test_a_family_with_an_address_is_asked_to_confirm_and_no_leader_is(clock, group):
    PartyFactory(
        intake=queries.intake_of(group), state=State.HELD, until=NOW + HOUR / 2
    )

    assert told(clock, NOW) == []
