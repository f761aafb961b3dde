"""Signing up: from the form to the seat, by e-mail and by phone, without an account."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.core import mail
from django.test import Client

from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.network.tests.factories import text
from pirtti.post import worker
from pirtti.post.models import Letter
from pirtti.signups import access, actions, rules
from pirtti.signups.models import Intake, Party
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory
from pirtti.site.tests.sign_ups import (
    MORNING,
    TYPED,
    address,
    body,
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


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_from_the_form_to_the_mail_to_the_seat(client, intake, language):
    page = address("sign_up", intake.pk, language=language)
    opened = client.get(page)
    assert opened.status_code == 200
    key = re.search(r'name="key" value="([0-9a-f]{32})"', body(opened))[1]

    answer = client.post(page, TYPED | {"key": key})

    assert answer["Location"] == address("sign_up_sent", language=language)
    assert "30" in body(client.get(answer["Location"]))
    worker.send_all()
    (sent,) = mail.outbox
    party = Party.objects.get()
    assert (party.state, party.language) == (rules.State.HELD, language)
    own = address("signup", access.word_of(party), language=language)
    assert own in sent.body
    assert "Puuroaamu" not in sent.subject
    assert client.get(own).status_code == 200
    party.refresh_from_db()
    assert party.state == rules.State.HELD
    done = client.post(own, {"action": "confirm"}, follow=True)
    party.refresh_from_db()
    assert (party.state, done.status_code) == (rules.State.IN, 200)


def test_who_gives_a_phone_number_sees_the_link_at_once(client, intake):
    answer = send(client, intake, contact="040 123 4567")

    party = Party.objects.get()
    own = address("signup", access.word_of(party))
    assert answer["Location"] == f"{own}?done=new"
    page = body(client.get(answer["Location"]))
    assert f"http://testserver{own}" in page
    assert "Keep this link" in page
    assert access.told_of(party).contact == "0401234567"
    assert not Letter.objects.exists()


def test_the_page_tells_first_what_one_should_know(client):
    intake = IntakeFactory(capacity=3, needs_approval=True)
    PartyFactory(intake=intake)

    page = body(client.get(address("sign_up", intake.pk)))

    assert "There is room for 2 families." in page
    assert "The leader answers you before the seat is yours." in page
    assert "waited longest" in page
    assert "erased by itself" in page
    assert "noindex" in page


def test_a_full_one_tells_how_many_wait_and_takes_into_the_line(client):
    intake = IntakeFactory(capacity=1)
    PartyFactory(intake=intake)
    PartyFactory(intake=intake, state=rules.State.WAITING)
    assert "one family waits" in body(client.get(address("sign_up", intake.pk)))

    send(client, intake)

    party = Party.objects.order_by("pk").last()
    assert party.state == rules.State.WAITING
    page = body(client.get(address("signup", access.word_of(party))))
    assert "to join the line" in page
    actions.confirm(access.word_of(party))
    page = body(client.get(address("signup", access.word_of(party))))
    assert "your place is 2" in page


def test_a_full_one_without_a_line_leads_to_word_of_a_seat(client):
    intake = IntakeFactory(capacity=1, when_full=Intake.WhenFull.CLOSED)
    PartyFactory(intake=intake)

    page = body(client.get(address("sign_up", intake.pk)))

    assert address("alert", intake.pk) in page
    assert 'name="nickname"' not in page
    late = send(client, intake)
    assert late.status_code == 422
    assert 'value="Käpy"' in body(late)
    assert address("alert", intake.pk) in body(late)


def test_known_and_new_addresses_get_the_same_answer(client, intake):
    send(client, intake)
    answers = [send(client, intake), send(client, intake, contact="uusi@koti.example")]
    answers.append(
        send(client, intake, contact="bot@koti.example", homepage="http://x")
    )

    told = {(a.status_code, a["Location"], a.content) for a in answers}

    assert len(told) == 1
    assert Party.objects.count() == 2


@pytest.mark.parametrize("contact", ["perhe@koti.example", "+358 40 123 4567"])
def test_a_form_that_is_sent_twice_signs_up_once(client, intake, contact):
    key = uuid.uuid4().hex

    first, second = (
        send(client, intake, key=key, contact=contact) for _time in range(2)
    )

    assert Party.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_the_pages_set_no_cookie_and_stay_out_of_every_cache(intake):
    client = Client(enforce_csrf_checks=True)
    answer = client.get(address("sign_up", intake.pk))
    sent = send(client, intake)

    assert sent.status_code == 302
    for one in (answer, sent):
        assert not one.cookies
        assert "no-store" in one["Cache-Control"]
        assert "noindex" in one["X-Robots-Tag"]


def test_forms_of_other_sites_are_refused(client, intake):
    answer = client.post(
        address("sign_up", intake.pk),
        TYPED | {"key": uuid.uuid4().hex},
        headers={"Origin": "https://elsewhere.example"},
    )

    assert answer.status_code == 400
    assert not Party.objects.exists()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"is_open": False}, "Signing up is over."),
        ({"opens_at": MORNING + dt.timedelta(hours=1)}, "has not begun yet"),
        ({"closes_at": MORNING - dt.timedelta(hours=1)}, "Signing up is over."),
        ({"ends_on": dt.date(2026, 11, 22)}, "Signing up is over."),
        ({"needs_invitation": True}, "One comes here with an invitation"),
    ],
)
def test_outside_its_window_it_says_why(client, values, sentence):
    intake = IntakeFactory(**values)

    page = client.get(address("sign_up", intake.pk))
    sent = send(client, intake)

    assert sentence in body(page)
    assert 'name="nickname"' not in body(page)
    assert (sent.status_code, sentence in body(sent)) == (422, True)
    assert 'value="Käpy"' in body(sent)


def test_one_date_has_its_own_sign_up(client):
    date = OccurrenceFactory(on=dt.date(2026, 12, 1))
    intake = IntakeFactory(activity=None, occurrence=date, ends_on=date.on)

    assert "1 December" in body(client.get(address("sign_up", intake.pk)))
    assert send(client, intake).status_code == 302


def test_the_form_says_truly_who_sees_the_name(client, intake):
    page = " ".join(body(client.get(address("sign_up", intake.pk))).split())

    assert "others who come see it only if you write to them" in page
    date = IntakeFactory(activity=None, occurrence=OccurrenceFactory())
    page = " ".join(body(client.get(address("sign_up", date.pk))).split())
    assert "others who come" not in page
