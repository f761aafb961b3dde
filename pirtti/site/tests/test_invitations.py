"""A hidden group is like none at all, until an invitation opens it."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from pirtti.calendar.tests.factories import ActivityFactory
from pirtti.network.tests.factories import text
from pirtti.signups import access, actions, rules
from pirtti.signups.models import InvitationCode, Party
from pirtti.signups.tests.factories import IntakeFactory
from pirtti.site.tests.sign_ups import (
    MORNING,
    TYPED,
    address,
    body,
    hidden,
    invite,
    send,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def intake():
    return IntakeFactory(activity__name=text("Puuroaamu", en="Porridge morning"))


def test_a_hidden_one_answers_like_one_that_is_not_there(client):
    secret, stopped = hidden(), hidden()
    code = invite(stopped)
    actions.stop_invitation(code.invitation, by=None)
    words = ["", "?invitation=x", f"?invitation={access.word_of_code(code)}"]

    def answer(pk, query):
        found = client.get(address("sign_up", pk) + query)
        sent = client.post(address("sign_up", pk) + query, TYPED)
        told = [
            (a.status_code, body(a).replace(f"sign-up/{pk}/", ""))
            for a in (found, sent)
        ]
        headers = dict(found.items())
        del headers["Content-Length"]
        return told, headers

    for query in words:
        unknown = answer(987654, query)
        assert unknown[0][0][0] == 404
        for one in (secret, stopped):
            assert answer(one.pk, query) == unknown
    draft = IntakeFactory(activity=ActivityFactory(draft=True))
    assert answer(draft.pk, "") == answer(987654, "")
    alerts = [client.get(address("alert", pk)) for pk in (secret.pk, 987654)]
    assert [one.status_code for one in alerts] == [404, 404]
    assert client.get(f"/en/sign-up/{10**30}/").status_code == 404


def test_an_invitation_opens_a_hidden_one_by_a_button(client):
    intake = hidden(needs_approval=True)
    code = invite(intake)
    word = access.word_of_code(code)
    page = address("invited", word)

    first = body(client.get(page))
    assert "Salainen" not in first
    code.refresh_from_db()
    assert code.opened_at is None
    form = client.post(page, follow=True)
    assert "Salainen" in body(form)
    assert "<title>Sign up – Meeting" in body(form)
    code.refresh_from_db()
    assert code.opened_at is not None
    sent = send(client, intake, query=f"?invitation={word}")
    assert sent.status_code == 302
    party = Party.objects.get()
    actions.confirm(access.word_of(party))
    party.refresh_from_db()
    assert party.state == rules.State.IN
    assert "used already" in body(client.get(page))
    again = send(client, intake, f"?invitation={word}", contact="toinen@koti.example")
    assert (again.status_code, "used already" in body(again)) == (422, True)


def test_an_invitation_of_another_opens_nothing_hidden(client):
    secret, other = hidden(), hidden()
    word = access.word_of_code(invite(other))

    answer = client.get(address("sign_up", secret.pk) + f"?invitation={word}")

    assert answer.status_code == 404


@pytest.mark.parametrize("why", ["unknown", "stopped", "too old"])
def test_an_invitation_that_is_over_leads_kindly_nowhere(client, why):
    code = invite(hidden())
    if why == "stopped":
        actions.stop_invitation(code.invitation, by=None)
    if why == "too old":
        code.invitation.valid_until = timezone.localdate() - dt.timedelta(days=1)
        code.invitation.save()
    word = "unknown" if why == "unknown" else access.word_of_code(code)

    for ask in (client.get, client.post):
        answer = ask(address("invited", word))
        assert answer.status_code == 404
        assert "leads to nothing" in body(answer)
    assert InvitationCode.objects.get().opened_at is None
