"""`pirtti worker` sends on its own, ends when asked, and loses nothing when killed."""

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from django.utils import timezone

from pirtti.post import actions, chores, queries, worker
from pirtti.post.models import Letter
from pirtti.post.tests.factories import LetterFactory, note_kind

State = Letter.State


@pytest.mark.django_db(transaction=True)
def test_the_thread_sends_what_becomes_due_and_ends_when_asked():
    stop = threading.Event()
    with note_kind():
        letter = LetterFactory()
        thread = threading.Thread(target=worker.run, args=(stop,), kwargs={"pause": 0})
        thread.start()
        for _try in range(600):
            letter.refresh_from_db()
            if letter.state == State.SENT:
                break
            time.sleep(0.05)
        stop.set()
        thread.join(30)

    assert letter.state == State.SENT
    assert not thread.is_alive()


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_the_same_time_send_every_letter_once(mail_server):
    stop = threading.Event()
    with note_kind():
        LetterFactory.create_batch(20)
        threads = [
            threading.Thread(target=worker.run, args=(stop,), kwargs={"pause": 0})
            for _one in range(2)
        ]
        for thread in threads:
            thread.start()
        for _try in range(600):
            if Letter.objects.filter(state=State.SENT).count() == 20:
                break
            time.sleep(0.05)
        stop.set()
        for thread in threads:
            thread.join(30)

    ids = [mail.content.split(b"Message-ID: ")[1][:40] for mail in mail_server.mails]
    assert len(ids) == len(set(ids)) == 20


@pytest.mark.django_db
def test_a_chore_that_stumbles_does_not_hold_up_the_letters():
    def stumble(now):
        raise RuntimeError("stumbled")

    broken = chores.Chore("broken", lambda now: now, stumble)
    chores.register(broken)
    try:
        with note_kind():
            letter = LetterFactory()
            worker.send_due("me")
    finally:
        chores._chores.pop("broken")

    letter.refresh_from_db()
    assert letter.state == State.SENT


@pytest.mark.django_db
def test_while_nothing_is_due_nothing_is_written(django_assert_max_num_queries):
    with note_kind():
        LetterFactory(not_before=timezone.now() + dt.timedelta(hours=1))
        with django_assert_max_num_queries(1 + len(chores.all_chores())) as seen:
            assert worker.send_due("me") == 0

    assert all(query["sql"].startswith("SELECT") for query in seen.captured_queries)


@pytest.mark.django_db
def test_who_dies_with_the_turn_loses_it_by_and_by():
    now = timezone.now()
    assert actions.take_turn("t", holder="a", now=now, length=worker.TURN_LENGTH)

    later = now + worker.TURN_LENGTH + dt.timedelta(seconds=1)

    assert not actions.take_turn("t", holder="b", now=now, length=worker.TURN_LENGTH)
    assert actions.take_turn("t", holder="b", now=later, length=worker.TURN_LENGTH)


def pirtti(*words, home):
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIRTTI_", "DATABASE"))
    }
    return subprocess.Popen(
        [sys.executable, "-m", "pirtti.config.cli", *words],
        env=clean | {"PIRTTI_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.slow
def test_the_command_says_what_it_needs_runs_and_ends(tmp_path):
    too_early, _none = pirtti("worker", home=tmp_path).communicate(timeout=60)
    migrated = pirtti("migrate", home=tmp_path)
    migrated.communicate(timeout=300)
    once, _none = pirtti("worker", "--once", home=tmp_path).communicate(timeout=60)
    long = pirtti("worker", home=tmp_path)
    said = long.stdout.readline()
    long.send_signal(signal.SIGTERM)
    rest, _none = long.communicate(timeout=60)

    assert "pirtti migrate" in too_early
    assert once.startswith("0 letters")
    assert "Ctrl-C" in said
    assert "has ended" in rest
    assert long.returncode == 0


@pytest.mark.django_db
def test_readiness_and_the_doctor_see_letters_that_nobody_sends(client):
    assert client.get("/readyz").status_code == 200
    with note_kind():
        LetterFactory(not_before=timezone.now() - dt.timedelta(minutes=11))

        answer = client.get("/readyz")
        assert queries.tally(timezone.now()).is_late

    assert answer.status_code == 503
    assert b"@" not in answer.content
