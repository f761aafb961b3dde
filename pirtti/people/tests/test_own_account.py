"""Everybody keeps their own name and language right."""

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.people import actions, messages, rules
from pirtti.people.models import Brake, JournalEntry, SignInLink
from pirtti.people.tests.factories import UserFactory

ME = "/fi/sign-in/me/"


@pytest.mark.django_db
def test_a_worker_changes_name_and_language(client):
    worker = UserFactory(name="Old")
    client.force_login(worker)

    answer = client.post(ME, {"name": "  Ohjaaja ", "language": "sv"})

    worker.refresh_from_db()
    assert answer.url == ME
    assert (worker.name, worker.language) == ("Ohjaaja", "sv")
    assert JournalEntry.objects.get().verb == "people.account_changed"


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["", "x" * 81, "a\x00b", "Ohjaaja 131052-308T"])
def test_a_bad_name_is_said_beside_the_field_and_nothing_changes(client, name):
    worker = UserFactory(name="Old")
    client.force_login(worker)

    answer = client.post(ME, {"name": name, "language": "fi"})

    worker.refresh_from_db()
    assert answer.status_code == 422
    assert 'id="id_name_error"' in answer.content.decode()
    assert worker.name == "Old"


@pytest.mark.django_db
def test_one_must_be_signed_in(client):
    assert client.get(ME).url == f"/fi/sign-in/?next={ME}"


@pytest.mark.django_db
def test_an_address_has_one_account_however_it_is_written():
    actions.make_account(email="Worker@Koivukyla.example", name="A", by=None)

    with pytest.raises(Refused) as refused:
        actions.make_account(email="worker@KOIVUKYLA.example", name="B", by=None)

    assert refused.value.reason is rules.Refusal.EMAIL_TAKEN


def test_every_refusal_has_its_sentence():
    assert set(messages.REFUSALS) == set(rules.Refusal)


@pytest.mark.django_db
def test_tidying_deletes_what_is_past_its_time_and_nothing_else(client):
    now = timezone.now()
    worker = UserFactory()
    actions.make_link(worker, by=None)
    actions.try_once("fresh", capacity=1, per_hour=1)
    client.force_login(worker)
    kept = actions.tidy(now)
    SignInLink.objects.update(expires_at=now - dt.timedelta(days=30))
    Brake.objects.update(refilled_at=now - dt.timedelta(days=2))
    JournalEntry.objects.update(at=now - dt.timedelta(days=366))
    Session.objects.update(expire_date=now - dt.timedelta(seconds=1))

    gone = actions.tidy(now)

    assert (kept, gone) == (0, 4)
