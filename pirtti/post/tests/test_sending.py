"""Letters go out once, whatever happens to who sends them."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from pirtti.post import actions, delivery, mails, queries, rules, worker
from pirtti.post.models import Letter
from pirtti.post.rules import Policy
from pirtti.post.tests.factories import LetterFactory, note_kind
from pirtti.post.transport import Line

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
State = Letter.State


def deliver(**more):
    with Line(seconds=1) as line:
        return delivery.deliver(line, **more)


def state_of(letter):
    letter.refresh_from_db()
    return letter.state


def dies_between_taking_and_noting(letter):
    """Take the letter as a sender does that is killed before it can note anything."""
    assert actions.claim(letter, now=timezone.now())


def test_what_is_due_goes_out_in_the_readers_language(note):
    letter = LetterFactory(language="sv", to="perhe@koti.example")
    later = LetterFactory(not_before=timezone.now() + dt.timedelta(hours=1))

    assert deliver().sent == 1

    (sent,) = mail.outbox
    assert sent.to == ["perhe@koti.example"]
    assert sent.extra_headers["Content-Language"] == "sv"
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"
    assert [kind for _body, kind in sent.alternatives] == ["text/html"]
    assert '<html lang="sv">' in sent.alternatives[0][0]
    assert state_of(letter) == State.SENT
    assert state_of(later) == State.WAITING


def test_the_same_letter_always_has_the_same_message_id(settings):
    settings.PUBLIC_ADDRESS = "https://perhekeskus.example"

    first, again, other = map(mails.message_id, ("a:1", "a:1", "a:2"))

    assert first == again != other
    assert first.endswith("@perhekeskus.example>")


def test_what_is_not_wanted_any_more_is_dropped():
    with note_kind(fill=lambda letter: None):
        letter = LetterFactory()

        assert deliver().dropped == 1

    assert state_of(letter) == State.DROPPED
    assert not mail.outbox


def test_a_letter_of_an_unknown_kind_waits():
    letter = LetterFactory(kind="of another version")

    assert deliver().all == 0
    assert state_of(letter) == State.WAITING
    assert not queries.is_late(timezone.now() + dt.timedelta(days=1))


def test_two_senders_at_once_send_once(note):
    letter = LetterFactory()
    seen_by_both = Letter.objects.get(pk=letter.pk), Letter.objects.get(pk=letter.pk)
    now = timezone.now()

    taken = [actions.claim(one, now=now) for one in seen_by_both]

    assert taken == [True, False]
    assert deliver().all == 0


@pytest.mark.parametrize(
    ("policy", "mails_sent", "state"),
    [(Policy.AT_LEAST_ONCE, 1, State.SENT), (Policy.AT_MOST_ONCE, 0, State.FAILED)],
)
def test_a_crash_while_sending_is_settled_by_the_kinds_policy(
    policy, mails_sent, state
):
    with note_kind(policy=policy), time_machine.travel(NOW, tick=False) as clock:
        letter = LetterFactory()
        dies_between_taking_and_noting(letter)

        assert deliver().all == 0
        clock.shift(rules.LEASE + dt.timedelta(seconds=1))
        deliver()

    assert len(mail.outbox) == mails_sent
    assert state_of(letter) == state
    assert letter.fault == ("" if mails_sent else "unresolved")


def test_who_was_late_can_not_overwrite_what_another_noted(note):
    with time_machine.travel(NOW, tick=False) as clock:
        letter = LetterFactory()
        slow = Letter.objects.get(pk=letter.pk)
        assert actions.claim(slow, now=timezone.now())
        clock.shift(rules.LEASE + dt.timedelta(seconds=1))
        deliver()

        assert not actions.put_back(slow, now=timezone.now(), fault="slow")

    assert state_of(letter) == State.SENT


def test_a_letter_that_can_not_be_written_does_not_hold_up_the_others(caplog):
    def fill(letter):
        if letter.params.get("broken"):
            raise KeyError("perhe@koti.example")
        return {}

    with note_kind(fill=fill):
        broken, fine = LetterFactory(params={"broken": True}), LetterFactory()
        done = deliver()

    assert (done.put_back, done.sent) == (1, 1)
    assert (state_of(broken), state_of(fine)) == (State.WAITING, State.SENT)
    assert broken.fault == "KeyError"


def test_a_letter_is_told_once_however_often_it_is_queued(note):
    for _time in range(3):
        actions.queue("note", to="a@koti.example", language="fi", dedupe="same")

    assert Letter.objects.count() == 1


@pytest.mark.parametrize(
    "address", ["a@koti.example\nBcc: b@koti.example", "a\r\nX: y"]
)
def test_a_line_break_in_an_address_adds_no_header(note, mail_server, address):
    letter = LetterFactory(to=address)

    assert deliver().failed == 1
    assert state_of(letter) == State.FAILED
    assert mail_server.mails == []


def test_the_sender_stops_between_two_letters(note):
    LetterFactory.create_batch(3)
    stops = iter([False, True])

    assert deliver(is_over=lambda: next(stops)).sent == 1


def test_everything_due_is_sent_in_rounds_and_the_turn_is_left(note):
    LetterFactory.create_batch(delivery.BATCH + 5)

    assert worker.send_all() == delivery.BATCH + 5
    assert queries.oldest_due(timezone.now()) is None
    assert actions.take_turn(
        worker.TURN, holder="other", now=timezone.now(), length=dt.timedelta(minutes=1)
    )


def test_while_another_process_has_the_turn_nothing_is_sent(note):
    LetterFactory()
    now = timezone.now()
    actions.take_turn(worker.TURN, holder="a", now=now, length=worker.TURN_LENGTH)

    assert worker.send_due("b") == 0
    assert worker.send_due("a") == 1


def test_late_letters_are_noticed(note):
    LetterFactory(not_before=timezone.now() - rules.LATE - dt.timedelta(seconds=1))

    assert queries.is_late(timezone.now())
    deliver()
    assert not queries.is_late(timezone.now())


def test_letters_go_a_week_after_their_end(note):
    with time_machine.travel(NOW, tick=False) as clock:
        LetterFactory()
        waiting = LetterFactory(not_before=NOW + dt.timedelta(days=30))
        deliver()
        clock.shift(rules.KEPT - dt.timedelta(minutes=1))
        assert actions.prune(timezone.now()) == 0
        clock.shift(dt.timedelta(minutes=2))
        actions.prune(timezone.now())

    assert list(Letter.objects.all()) == [waiting]


def test_without_a_mail_server_mails_are_kept_with_the_address_masked(note, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    LetterFactory(to="salainen@koti.example")

    assert deliver().sent == 1

    (kept,) = queries.kept_mails(limit=5)
    assert "Kokeilu" in kept.text
    assert "salainen" not in kept.text
    assert not mail.outbox
