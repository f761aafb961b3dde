"""A link from the command line or a coordinator signs in once."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.people import actions, messages
from pirtti.people.models import JournalEntry, SignInLink
from pirtti.people.rules import Refusal
from pirtti.people.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def address(token):
    return f"/fi/sign-in/link/{token}/"


def test_pressing_the_button_signs_in_and_uses_the_link_up(client):
    worker = UserFactory(name="Koordinaattori")
    token = actions.make_link(worker, by=None)

    page = client.get(address(token))
    answer = client.post(address(token))

    assert "Koordinaattori" in page.content.decode()
    assert worker.email not in page.content.decode()
    assert answer.url == "/fi/desk/"
    assert client.session["_auth_user_id"] == str(worker.pk)


def test_looking_uses_nothing_up(client):
    token = actions.make_link(UserFactory(), by=None)

    client.get(address(token))
    client.head(address(token))
    client.get(address(token))

    assert SignInLink.objects.get().used_at is None
    assert client.post(address(token)).status_code == 302


def test_the_second_press_is_refused(client):
    token = actions.make_link(UserFactory(), by=None)
    Client().post(address(token))

    answer = client.post(address(token))

    assert answer.status_code == 410
    assert str(messages.REFUSALS[Refusal.LINK_USED]) in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_link_is_too_old_after_a_day(client):
    with time_machine.travel("2026-11-23T09:00:00+02:00", tick=False) as clock:
        token = actions.make_link(UserFactory(), by=None)
        clock.shift(dt.timedelta(hours=24) - dt.timedelta(seconds=1))
        assert client.get(address(token)).status_code == 200
        clock.shift(1)

        assert client.get(address(token)).status_code == 410
        assert client.post(address(token)).status_code == 410


def test_closing_an_account_ends_its_links_and_its_sessions(client):
    worker = UserFactory()
    token = actions.make_link(worker, by=None)
    client.force_login(worker)
    assert client.get("/fi/sign-in/me/").status_code == 200

    actions.close_account(worker, by=None)

    assert client.get("/fi/sign-in/me/").status_code == 302
    assert client.post(address(token)).status_code == 404


def test_a_link_of_an_account_closed_by_hand_is_refused():
    worker = UserFactory()
    token = actions.make_link(worker, by=None)
    type(worker).objects.update(is_active=False)

    with pytest.raises(Refused) as refused:
        actions.use_link(token, now=timezone.now())

    assert refused.value.reason is Refusal.ACCOUNT_CLOSED


def test_an_unknown_link_is_not_found(client):
    assert client.get(address("made-up")).status_code == 404
    assert client.post(address("made-up")).status_code == 404


def test_a_new_link_ends_the_older_one(client):
    worker = UserFactory()
    older = actions.make_link(worker, by=None)
    newer = actions.make_link(worker, by=None)

    assert client.get(address(older)).status_code == 404
    assert client.get(address(newer)).status_code == 200


def test_the_database_does_not_know_the_secret_word():
    token = actions.make_link(UserFactory(), by=None)

    assert len(token) >= 22
    assert token not in str(SignInLink.objects.values().get())


def test_the_session_of_another_person_ends(client):
    first, second = UserFactory(), UserFactory()
    client.force_login(first)
    client.session["remembered"] = "of the first"
    before = client.session.session_key

    client.post(address(actions.make_link(second, by=None)))

    assert client.session["_auth_user_id"] == str(second.pk)
    assert client.session.session_key != before


def test_the_link_needs_the_page_it_is_pressed_on():
    token = actions.make_link(UserFactory(), by=None)

    assert Client(enforce_csrf_checks=True).post(address(token)).status_code == 403


def test_making_and_using_are_written_down():
    chief, worker = UserFactory(), UserFactory()
    token = actions.make_link(worker, by=chief)
    actions.use_link(token, now=timezone.now())

    lines = JournalEntry.objects.order_by("pk").values_list("verb", "by", "subject_id")

    assert list(lines) == [
        ("people.link_made", chief.pk, str(worker.pk)),
        ("people.link_used", worker.pk, str(worker.pk)),
    ]
    assert token not in str(JournalEntry.objects.values())
