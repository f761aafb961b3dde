"""A mail server that refuses, hangs or hangs up loses no letter and doubles none."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from pirtti.post import actions, delivery, queries, rules
from pirtti.post.models import Letter
from pirtti.post.rules import Fault, Policy, Stage
from pirtti.post.tests.factories import LetterFactory, note_kind
from pirtti.post.transport import Line

pytestmark = pytest.mark.django_db

State = Letter.State
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


def deliver(seconds=1):
    with Line(seconds=seconds) as line:
        return delivery.deliver(line)


def state_of(letter):
    letter.refresh_from_db()
    return letter.state


def test_one_line_carries_many_letters(note, mail_server):
    LetterFactory.create_batch(5)

    assert deliver().sent == 5
    assert len(mail_server.mails) == 5
    assert mail_server.connections == 1


def test_a_refusal_for_now_is_tried_again_later(note, mail_server):
    letter = LetterFactory(to="kiireinen@koti.example")
    mail_server.at_recipient = ["451 4.3.0 try later, kiireinen@koti.example"]

    with time_machine.travel(NOW, tick=False) as clock:
        Letter.objects.update(not_before=NOW)
        assert deliver().put_back == 1
        assert deliver().all == 0
        clock.shift(rules.WAITS[0] + dt.timedelta(seconds=1))
        assert deliver().sent == 1

    assert state_of(letter) == State.SENT
    assert len(mail_server.mails) == 1


def test_waits_grow_to_six_hours_and_then_it_is_given_up(note, mail_server):
    letter = LetterFactory()
    mail_server.at_recipient = ["450 later"] * 20
    waits = []

    with time_machine.travel(NOW, tick=False) as clock:
        Letter.objects.update(not_before=NOW)
        while deliver().put_back:
            letter.refresh_from_db()
            waits.append(letter.not_before - timezone.now())
            clock.move_to(letter.not_before)

    assert waits[0] == dt.timedelta(minutes=1)
    assert waits == sorted(waits)
    assert waits[-1] == dt.timedelta(hours=6)
    assert state_of(letter) == State.FAILED


def test_an_address_that_does_not_exist_gets_nothing_more(note, mail_server):
    first = LetterFactory(to="", to_key="dead")
    first.to = "poissa@koti.example"
    first.save()
    second = LetterFactory(to="poissa@koti.example", to_key="dead")
    mail_server.at_recipient = ["550 5.1.1 no such user poissa@koti.example"]

    done = deliver()

    assert (done.failed, done.dropped) == (1, 1)
    assert (state_of(first), state_of(second)) == (State.FAILED, State.DROPPED)
    assert first.fault == "SMTPRecipientsRefused 550 5.1.1"
    assert queries.is_dead("dead")
    assert mail_server.mails == []


@pytest.mark.parametrize(
    ("said", "dead"),
    [
        ("550 no such user", True),
        ("550 5.1.1 unknown", True),
        ("550 5.7.1 we do not like you", False),
        ("552 5.2.2 mailbox full", False),
        ("450 4.2.1 later", False),
    ],
)
def test_only_words_about_the_address_make_it_dead(note, mail_server, said, dead):
    LetterFactory(to_key="key")
    mail_server.at_recipient = [said]

    deliver()

    assert queries.is_dead("key") is dead


def test_a_letter_refused_after_its_text_is_given_up_without_the_servers_words(
    note, mail_server, caplog
):
    letter = LetterFactory(to="salainen@koti.example")
    mail_server.after_data = ["554 5.7.1 spam for salainen@koti.example"]

    assert deliver().failed == 1
    assert state_of(letter) == State.FAILED
    assert letter.fault == "SMTPDataError 554 5.7.1"
    assert "salainen" not in caplog.text


@pytest.mark.parametrize(
    ("policy", "state"),
    [(Policy.AT_LEAST_ONCE, State.WAITING), (Policy.AT_MOST_ONCE, State.FAILED)],
)
@pytest.mark.parametrize("trouble", ["hangs", "drops"])
def test_a_line_that_breaks_after_the_text_is_settled_by_policy(
    mail_server, policy, state, trouble
):
    setattr(mail_server, trouble, True)
    with note_kind(policy=policy):
        letter = LetterFactory()
        deliver(seconds=0.5)

    assert state_of(letter) == state


def test_after_a_broken_line_the_next_letter_gets_a_new_one(note, mail_server):
    first = LetterFactory()
    mail_server.drops = True
    with Line(seconds=1) as line:
        delivery.deliver(line)
        mail_server.drops = False
        second = LetterFactory()
        delivery.deliver(line)

    assert (state_of(first), state_of(second)) == (State.WAITING, State.SENT)
    assert mail_server.connections == 2


def test_no_mail_server_at_all_costs_no_letter(note, mail_server, settings):
    settings.EMAIL_PORT = 1
    with note_kind(policy=Policy.AT_MOST_ONCE):
        letter = LetterFactory()
        done = deliver()

    assert done.put_back == 1
    assert state_of(letter) == State.WAITING


def test_staff_can_have_a_failed_letter_tried_again(note, mail_server):
    letter = LetterFactory()
    mail_server.after_data = ["554 no"]
    deliver()

    actions.try_again(letter.pk, by=None)

    assert deliver().sent == 1
    assert state_of(letter) == State.SENT


@pytest.mark.parametrize("attempts", range(1, 30))
def test_giving_up_comes_after_the_last_wait(attempts):
    fault = Fault(Stage.NOT_TAKEN, 450)
    ending = rules.after_fault(fault, policy=Policy.AT_LEAST_ONCE, attempts=attempts)

    is_given_up = attempts > len(rules.WAITS)
    assert (ending is rules.Ending.GIVEN_UP) is is_given_up
    assert rules.wait_after(attempts) in rules.WAITS


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("anna@koti.example", "a…@koti.example"),
        ("", "…"),
        ("a@b@c.example", "a…@c.example"),
    ],
)
def test_addresses_are_masked(address, shown):
    assert rules.masked(address) == shown
