"""Who says yes to a seat: the organiser where it is so, a person where mail can't ask."""

import datetime as dt

import pytest
from django.utils import timezone

from pirtti.post.models import Letter
from pirtti.signups import access, actions
from pirtti.signups.rules import Kind, State
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory, seat_alert

pytestmark = pytest.mark.django_db


def given_a_seat_out_of_the_line(intake, **values):
    """The only seat opens for the one family that waits."""
    first = PartyFactory(intake=intake)
    second = PartyFactory(intake=intake, state=State.WAITING, **values)
    actions.leave(access.word_of(first))
    second.refresh_from_db()
    return second


@pytest.mark.parametrize("when_full", ["offers", "promote"])
def test_a_seat_out_of_the_line_waits_for_the_organisers_yes_too(when_full):
    intake = IntakeFactory(needs_approval=True, capacity=1, when_full=when_full)
    party = given_a_seat_out_of_the_line(intake)
    if party.state == State.OFFERED:
        party = actions.accept_offer(access.word_of(party))

    assert party.state == State.ASKED
    assert actions.approve(party, by=None).state == State.IN


def test_a_seat_for_a_phone_number_is_an_offer_to_be_called_about():
    intake = IntakeFactory(capacity=1, when_full="promote")

    assert given_a_seat_out_of_the_line(intake, by_phone=True).state == State.OFFERED


def test_a_phone_number_is_confirmed_by_the_call_and_not_by_its_own_page():
    until = timezone.now() + dt.timedelta(days=1)
    values = {"by_phone": True, "until": until, "confirmed_at": None}
    party = PartyFactory(state=State.HELD, **values)

    actions.confirm(access.word_of(party))

    party.refresh_from_db()
    assert (party.state, party.confirmed_at) == (State.HELD, None)
    assert actions.approve(party, by=None).state == State.IN


def test_a_seat_that_opened_before_the_alert_was_confirmed_is_told_at_once():
    alert = seat_alert(IntakeFactory())

    actions.confirm_alert(access.word_of_alert(alert))

    assert Letter.objects.filter(kind=Kind.ALERT).count() == 1
