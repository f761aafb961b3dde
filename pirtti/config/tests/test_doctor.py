"""The doctor says in sentences what is wrong and what to do."""

import datetime as dt
import os

import pytest
from django.db import connection
from django.utils import timezone

from pirtti.config import backups, cli, health
from pirtti.network.tests.factories import AreaFactory
from pirtti.people.tests.factories import UserFactory
from pirtti.post.tests.factories import LetterFactory, note_kind

pytestmark = pytest.mark.django_db


@pytest.fixture
def healthy(home):
    """An installation with an area, an account and a fresh backup."""
    AreaFactory()
    UserFactory()
    (home / "secret-key").touch(mode=0o600)
    backups.folder().mkdir()
    backups.default_file(timezone.now()).touch()
    return home


def wrong(look):
    return [finding.sentence for finding in look() if finding.ok is False]


def test_a_healthy_installation_ends_with_0(healthy, capsys):
    code = cli.main(["doctor"])

    said = capsys.readouterr().out
    assert code == 0, said
    assert "All is well." in said
    assert "WRONG" not in said


def test_quiet_says_nothing_when_all_is_well(healthy, capsys):
    assert cli.main(["doctor", "--quiet"]) == 0
    assert not capsys.readouterr().out


def test_a_readable_secret_key_is_wrong(healthy, capsys):
    (healthy / "secret-key").chmod(0o644)

    assert cli.main(["doctor"]) == 1
    assert "chmod 600" in capsys.readouterr().out


def test_a_backup_of_the_day_before_yesterday_is_wrong(healthy):
    old = (timezone.now() - dt.timedelta(hours=27)).timestamp()
    os.utime(backups.newest(), (old, old))

    assert wrong(health.last_backup)


def test_no_backup_is_wrong_only_where_there_is_something_to_lose(home):
    assert not wrong(health.last_backup)
    UserFactory()

    assert wrong(health.last_backup)


def test_without_areas_nothing_can_be_shown(home):
    assert "load-finland" in wrong(health.contents)[0]


@pytest.mark.parametrize(
    ("free_gb", "total_gb", "enough"),
    [(50, 2000, True), (5, 40, True), (3, 40, False), (0.5, 2, False), (1, 10, True)],
)
def test_the_disk_needs_room(free_gb, total_gb, enough):
    free, total = int(free_gb * 1e9), int(total_gb * 1e9)

    assert health.has_room(free=free, total=total) is enough


def test_public_pages_need_an_address_and_https(home, settings):
    settings.ALLOWED_HOSTS = ["perhekeskus.example"]
    settings.PUBLIC_ADDRESS, settings.TLS = "", False

    assert len(wrong(health.addresses)) == 2


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL never loosens this"
)
@pytest.mark.django_db(transaction=True)
def test_rows_that_point_to_nothing_are_found(home):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
        cursor.execute(
            "INSERT INTO people_signinlink (user_id, token_hash, expires_at)"
            " VALUES (999, 'x', '2026-01-01')"
        )
        try:
            found = wrong(health.references)
        finally:
            cursor.execute("DELETE FROM people_signinlink")
            cursor.execute("PRAGMA foreign_keys=ON")

    assert "people_signinlink" in found[0]


def test_the_database_and_its_journal_are_named(home):
    (finding,) = health.database()

    assert finding.ok is not False
    assert (
        "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    ) in finding.sentence


def test_letters_that_nobody_sends_are_wrong(home):
    assert not wrong(health.letters)
    with note_kind():
        LetterFactory(not_before=timezone.now() - dt.timedelta(minutes=11))

        assert "nobody sends them" in wrong(health.letters)[0]


def test_failed_letters_are_worth_knowing(home):
    LetterFactory(state="failed")

    (finding,) = health.letters()
    assert finding.ok is None
