"""A pile of invitations: sent twice it is one, and it has its limits."""

import datetime as dt

import pytest
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.signups import actions, messages, rules
from pirtti.signups.models import Invitation, InvitationCode
from pirtti.signups.rules import Refusal
from pirtti.signups.tests.factories import IntakeFactory

DAY, TODAY = dt.timedelta(days=1), dt.date(2026, 11, 22)
KEY = "a" * 32


def invite(intake, *, number=2, days=30, key=KEY):
    day = timezone.localdate() + days * DAY
    return actions.invite(
        intake, source="clinic", number=number, valid_until=day, by=None, key=key
    )


@pytest.mark.django_db
def test_the_form_that_comes_twice_makes_one_pile():
    intake = IntakeFactory()

    assert invite(intake) == invite(intake)

    assert Invitation.objects.count() == 1
    assert InvitationCode.objects.count() == 2
    assert invite(IntakeFactory()) != invite(intake, key="b" * 32)
    assert invite(intake, key="") != invite(intake, key="")


@pytest.mark.django_db
def test_a_pile_beyond_the_limits_is_refused():
    with pytest.raises(Refused) as refused:
        invite(IntakeFactory(), number=rules.MOST_IN_PILE + 1)

    assert refused.value.reason == Refusal.PILE_TOO_LARGE
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("number", "days", "reason"),
    [
        (0, 1, Refusal.PILE_TOO_LARGE),
        (201, 1, Refusal.PILE_TOO_LARGE),
        (200, 0, None),
        (1, -1, Refusal.INVITED_PAST),
        (1, 366, None),
        (1, 367, Refusal.INVITED_TOO_LONG),
    ],
)
def test_how_many_and_until_when(number, days, reason):
    until = TODAY + days * DAY

    assert rules.refuse_pile(number, valid_until=until, today=TODAY) == reason
    assert reason is None or messages.REFUSALS[reason]
