"""A backup holds everything, is checked before it is believed, and can be put back."""

import datetime as dt
import io
import json
import os
import tarfile

import pytest
from django.db import connection
from django.utils import timezone

from pirtti.config import backups, cli, databases, lock, restoring, talk
from pirtti.people.models import Brake, User
from pirtti.people.tests.factories import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def no_bar(_done, _total):
    pass


@pytest.fixture
def backup(home):
    """A backup of three accounts and one upload."""
    UserFactory.create_batch(3)
    (home / "media" / "photos").mkdir(parents=True)
    (home / "media" / "photos" / "door.jpg").write_bytes(b"a door")
    file = home / "backups" / "pirtti-one.tar.gz"
    backups.write(file, now=timezone.now(), progress=no_bar)
    return file


def rewrite(file, change):
    """Pack a backup anew with its parts {name: bytes} changed."""
    with tarfile.open(file) as tar:
        parts = {item.name: tar.extractfile(item).read() for item in tar.getmembers()}
    change(parts)
    with tarfile.open(file, "w:gz") as tar:
        for name, data in parts.items():
            item = tarfile.TarInfo(name)
            item.size = len(data)
            tar.addfile(item, io.BytesIO(data))


def test_the_list_says_what_is_inside(backup, tmp_path):
    manifest = backups.unpack(backup, tmp_path / "out")

    assert manifest["rows"]["people_user"] == 3
    assert manifest["engine"] == connection.vendor
    assert (tmp_path / "out/media/photos/door.jpg").read_bytes() == b"a door"
    assert len(manifest["files"]) == 2


def test_only_the_owner_can_read_it_and_nothing_half_made_is_left(backup):
    assert backup.stat().st_mode & 0o077 == 0
    assert [path.name for path in backup.parent.iterdir()] == [backup.name]


@pytest.mark.slow
def test_verifying_restores_elsewhere_and_touches_nothing_here(backup, home, capsys):
    before = sorted(home.rglob("*"))

    code = cli.main(["restore", "--verify", str(backup)])

    assert code == 0, capsys.readouterr()
    assert "The backup of" in capsys.readouterr().out
    assert User.objects.count() == 3
    after = [
        path for path in sorted(home.rglob("*")) if home / "static" not in path.parents
    ]
    assert after == before


@pytest.mark.slow
def test_putting_back_replaces_everything_and_keeps_the_old_beside(backup, home):
    User.objects.all().delete()
    UserFactory.create_batch(5)
    (home / "media" / "photos" / "door.jpg").write_bytes(b"another door")

    code = cli.main(["restore", "--yes", str(backup)])

    (beside,) = home.glob("replaced-*")
    assert code == 0
    assert User.objects.count() == 3
    assert (home / "media/photos/door.jpg").read_bytes() == b"a door"
    assert (beside / "media/photos/door.jpg").read_bytes() == b"another door"
    if connection.vendor == "sqlite":
        (old,) = beside.glob("*.sqlite3*")
        assert backups.read_counts(old)["people_user"] == 5


def test_nothing_is_replaced_without_asking(backup, capsys):
    User.objects.all().delete()

    assert cli.main(["restore", str(backup)]) == 1
    assert "--yes" in capsys.readouterr().err
    assert not User.objects.exists()


def test_nothing_is_replaced_while_the_pages_are_served(backup, home, capsys):
    with lock.hold(home):
        assert cli.main(["restore", "--yes", str(backup)]) == 1

    assert "serving" in capsys.readouterr().err
    assert not lock.is_served(home)


def change_upload(parts):
    parts["media/photos/door.jpg"] = b"a d00r"


def add_a_file(parts):
    parts["media/photos/gate.jpg"] = b"a gate"


def lose_a_file(parts):
    del parts["media/photos/door.jpg"]


def lose_the_list(parts):
    del parts["manifest.json"]


def come_from_the_future(parts):
    about = json.loads(parts["manifest.json"])
    parts["manifest.json"] = json.dumps(about | {"format": 99}).encode()


def climb_out(parts):
    parts["../outside.txt"] = b"hello"


@pytest.mark.parametrize(
    "change",
    [
        change_upload,
        add_a_file,
        lose_a_file,
        lose_the_list,
        come_from_the_future,
        climb_out,
    ],
)
def test_a_changed_backup_is_refused(backup, tmp_path, change):
    rewrite(backup, change)

    with pytest.raises(talk.GiveUp):
        backups.unpack(backup, tmp_path / "out")

    assert not (tmp_path / "outside.txt").exists()


def test_a_cut_off_backup_is_refused(backup, tmp_path):
    backup.write_bytes(backup.read_bytes()[:-2000])

    with pytest.raises(talk.GiveUp):
        backups.unpack(backup, tmp_path / "out")


@pytest.mark.parametrize("content", [None, b"", b"no archive at all"])
def test_what_is_no_backup_is_refused(home, tmp_path, content):
    file = home / "something.tar.gz"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(talk.GiveUp):
        backups.unpack(file, tmp_path / "out")


@pytest.mark.slow
def test_wrong_numbers_of_rows_are_noticed(backup, tmp_path):
    def forge(parts):
        about = json.loads(parts["manifest.json"])
        about["rows"]["people_user"] = 4
        parts["manifest.json"] = json.dumps(about).encode()

    rewrite(backup, forge)

    with pytest.raises(talk.GiveUp, match="people_user: 3 rows, the list says 4"):
        restoring.verify(backup, into=tmp_path / "out", say=no_words)


def no_words(_text):
    pass


def test_a_row_that_points_to_nothing_is_noticed(tmp_path):
    database = databases.open_sqlite(tmp_path / "broken.sqlite3")
    database.executescript(
        "CREATE TABLE house (id INTEGER PRIMARY KEY);"
        "CREATE TABLE room (id INTEGER PRIMARY KEY, house REFERENCES house (id));"
        "INSERT INTO room VALUES (1, 99);"
    )
    database.close()

    assert databases.sqlite_faults(tmp_path / "broken.sqlite3") == [
        "room: row 1 points to nothing"
    ]


def test_a_day_brings_one_backup_and_the_oldest_go(home, settings):
    settings.BACKUPS_KEPT = 2
    today = timezone.now()
    made = [
        backups.daily(today + dt.timedelta(hours=hours)) for hours in (0, 1, 25, 26, 50)
    ]
    assert [bool(file) for file in made] == [True, False, True, False, True]
    for file in filter(None, made):
        assert file.exists() == (file is not made[0])


def test_no_daily_backups_where_none_are_wanted(home, settings):
    settings.BACKUPS_KEPT = 0

    assert backups.daily(timezone.now()) is None


def test_a_backup_never_overwrites_a_file(home):
    file = home / "mine.tar.gz"
    file.write_text("precious")

    assert cli.main(["backup", str(file)]) == 1
    assert file.read_text() == "precious"


def test_what_is_written_during_the_copy_does_not_blur_the_numbers(home, tmp_path):
    """The counts are of the copied state, not of the moment after."""
    Brake.objects.create(key="early", tokens=1, refilled_at=timezone.now())

    def write_more(_done, _total):
        Brake.objects.get_or_create(
            key=os.urandom(8).hex(),
            defaults={"tokens": 1, "refilled_at": timezone.now()},
        )

    manifest = backups.write(home / "b.tar.gz", now=timezone.now(), progress=write_more)
    out = tmp_path / "out"
    backups.unpack(home / "b.tar.gz", out)

    assert Brake.objects.count() > 1
    if connection.vendor == "sqlite":
        assert backups.read_counts(out / databases.SQLITE_NAME) == manifest["rows"]
    else:
        assert manifest["rows"]["people_brake"] == 1
