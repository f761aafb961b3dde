"""A hidden group answers like a missing one: its words are in no byte they reach.

The canary of the threat model (`reliability.md` §2, rows 1, 4, 6, 15 and 23): a hidden
group of the very place and organisation where the tests hold their roles.
"""

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Series
from pirtti.grants.tests.factories import GrantApplicationFactory
from pirtti.groups.tests.factories import GroupFactory
from pirtti.network.rules import ALLOWED, May, Role
from pirtti.network.tests.factories import RoleFactory, text
from pirtti.post import worker
from pirtti.signups import access, actions
from pirtti.signups.tests.factories import PartyFactory
from tests.house import scene as scenes

NAME, NICKNAME, CONTACT = "Piilonimi", "Piiloperhe", "piilossa@koti.example"


@pytest.fixture
def scene():
    with scenes.on_a_monday() as scene:
        yield scene


@pytest.fixture
def group(scene):
    """A hidden group that meets at the own place today, with a family in it."""
    place = scene.own.place
    group = GroupFactory(
        hidden=True,
        activity__name=text(NAME, NAME, NAME),
        activity__slug="piilonimi",
        activity__place=place,
        activity__organisers=[place.host],
    )
    calendar.add_series(
        group.activity,
        frequency=Series.Frequency.WEEKLY,
        starts_on=timezone.localdate(),
        starts_at=dt.time(12),
        ends_at=dt.time(14),
        by=None,
    )
    PartyFactory(intake=group.activity.intake, nickname=NICKNAME, contact=CONTACT)
    GrantApplicationFactory(call=scene.own.grant_call, group=group)
    return group


def told_by(client, addresses):
    """Return the addresses whose pages tell a word of the hidden group or its family."""
    found = []
    for address in addresses:
        answer = client.get(address)
        body = b"".join(answer) if answer.streaming else answer.content
        body += repr(sorted(answer.items())).encode()
        if any(word.encode() in body for word in (NAME, "piilonimi", NICKNAME)):
            found.append(address)
    return found


def own_addresses(scene):
    return list(scene.addresses().values())


@pytest.mark.django_db
def test_nobody_without_an_account_reads_a_word_of_it(scene, group):
    assert told_by(Client(), own_addresses(scene)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", list(Role))
def test_roles_read_nothing_of_it_but_who_runs_groups_reads_its_name(
    scene, group, role
):
    user = RoleFactory(role=role, place=scene.own.place).user
    client = Client()
    client.force_login(user)

    found = told_by(client, own_addresses(scene))

    if May.RUN_GROUPS not in ALLOWED[role]:
        assert found == []
    for address in found:
        assert NICKNAME not in client.get(address).content.decode()


@pytest.mark.django_db
def test_its_addresses_answer_like_those_of_nothing(scene, group):
    client, activity = Client(), group.activity
    date = activity.occurrences.first()
    pairs = [
        ("/fi/activity/piilonimi/", "/fi/activity/piilonima/"),
        ("/fi/activity/piilonimi.ics", "/fi/activity/piilonima.ics"),
        (f"/fi/event/{date.pk}/", "/fi/event/99999/"),
        (f"/q/{activity.code}/", "/q/2222222/"),
        (f"/fi/sign-up/{activity.intake.pk}/", "/fi/sign-up/99999/"),
        (f"/fi/sign-up/{activity.intake.pk}/alert/", "/fi/sign-up/99999/alert/"),
    ]

    for hidden, missing in pairs:
        of_hidden, of_missing = client.get(hidden), client.get(missing)
        assert of_hidden.status_code == of_missing.status_code == 404, hidden
        assert _plain(of_hidden, hidden) == _plain(of_missing, missing)


def _plain(answer, address):
    """Return a page's bytes without the address it was asked by."""
    return answer.content.decode().replace(address, "").replace(address[3:], "")


@pytest.mark.django_db
def test_its_mails_name_neither_group_nor_family_in_subject_or_headers(
    scene, group, mailoutbox
):
    party = PartyFactory(
        intake=group.activity.intake, contact="toinen@koti.example", state="asked"
    )
    actions.approve(party, by=None)
    actions.remove(party, by=None)

    worker.send_all()

    assert mailoutbox
    for mail in mailoutbox:
        raw = mail.message().as_string()
        assert NAME not in raw + mail.body
        assert access.told_of(party).nickname not in mail.subject


@pytest.mark.django_db
def test_the_database_alone_tells_no_family(scene, group):
    rows = repr(scenes.stored())

    assert NICKNAME not in rows
    assert CONTACT not in rows
