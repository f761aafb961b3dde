"""Settings that would lose data or open doors stop the start."""

from pathlib import Path

import pytest

from pirtti.config import checks, environment, sqlite

MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:25 / /srv rw,relatime shared:2 - nfs4 files:/srv rw
31 30 8:2 / /srv/own\\040disk rw,relatime shared:3 - xfs /dev/sdb1 rw
32 22 0:30 / /mnt rw,relatime shared:4 - 9p host rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/pirtti", "ext4"),
        ("/srv/pirtti", "nfs4"),
        ("/srv/own disk/pirtti", "xfs"),
        ("/srvother", "ext4"),
        ("/mnt/c", "9p"),
    ],
)
def test_the_file_system_below_a_folder_is_known(path, kind):
    assert checks.file_system(Path(path), MOUNTS) == kind


def test_where_the_system_does_not_tell_nothing_is_said():
    assert checks.file_system(Path("/home"), "") == ""


def test_the_tests_own_settings_are_fine():
    assert checks.all_problems() == []


@pytest.mark.parametrize("name", ["DEBUG", "DEMO"])
def test_debug_and_demo_stay_at_home(settings, name):
    setattr(settings, name, True)
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
    at_home = checks.all_problems()
    settings.ALLOWED_HOSTS = ["127.0.0.1", "perhekeskus.example"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    (outside,) = checks.all_problems()

    assert at_home == []
    assert outside.id in {"pirtti.E003", "pirtti.E004"}


def test_public_pages_that_print_mails_are_warned_about(settings):
    settings.ALLOWED_HOSTS = ["perhekeskus.example"]
    settings.EMAIL_BACKEND = checks.CONSOLE_MAIL
    settings.DEMO = False

    (problem,) = checks.all_problems()

    assert problem.id == "pirtti.W005"


@pytest.mark.parametrize(
    ("version", "breaks"),
    [((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False), ((3, 44, 6), False)],
)
def test_wal_is_refused_on_an_affected_sqlite(version, breaks):
    assert checks.may_break("PRAGMA journal_mode=WAL;", version) is breaks
    assert not checks.may_break("PRAGMA journal_mode=TRUNCATE;", version)


def test_the_journal_in_use_is_safe():
    assert checks.wal_on_affected_sqlite() is None
    assert sqlite.journal_mode() in {"WAL", "TRUNCATE"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("smtp://127.0.0.1", ("127.0.0.1", 25, "", "", False, False)),
        (
            "smtp+tls://me:p%40ss@mail.example",
            ("mail.example", 587, "me", "p@ss", True, False),
        ),
        (
            "smtps://me%40a.example:p@mail.example:1465",
            ("mail.example", 1465, "me@a.example", "p", False, True),
        ),
    ],
)
def test_the_mail_address_is_understood(address, expected):
    found = environment.mail(address)
    names = ["HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL"]

    assert tuple(found[f"EMAIL_{name}"] for name in names) == expected


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://"])
def test_another_mail_address_stops_with_a_sentence(address):
    with pytest.raises(SystemExit, match="PIRTTI_EMAIL_URL"):
        environment.mail(address)


def test_without_a_mail_address_mails_are_printed():
    assert environment.mail("") == {"EMAIL_BACKEND": checks.CONSOLE_MAIL}


def test_the_mark_of_the_demo_is_seen_and_can_be_overruled(tmp_path, monkeypatch):
    monkeypatch.delenv("PIRTTI_DEMO", raising=False)
    assert environment.demo(tmp_path) is False
    (tmp_path / "demo").touch()
    assert environment.demo(tmp_path) is True
    monkeypatch.setenv("PIRTTI_DEMO", "0")

    assert environment.demo(tmp_path) is False
