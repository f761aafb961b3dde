"""Verifying a backup in a place of its own, and putting one back."""

import datetime as dt
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from pirtti.config import backups, databases, statics, talk

Say = Callable[[str], None]


def verify(file: Path, *, into: Path, say: Say) -> dict[str, Any]:
    """Restore a backup into an empty folder and try it; returns its manifest.

    Raises `talk.GiveUp` with the reason when anything is not as it should be.
    """
    manifest = backups.unpack(file, into)
    say(f"Unpacked; all {len(manifest['files'])} files are as listed.")
    if manifest["engine"] != connection.vendor:
        raise talk.GiveUp(
            f"The backup is of {manifest['engine']}, this installation uses"
            f" {connection.vendor}. Set DATABASE_URL accordingly."
        )
    if connection.vendor == "sqlite":
        _verify_sqlite(into / databases.SQLITE_NAME, manifest, say=say)
    else:
        _verify_postgres(into / databases.POSTGRES_NAME, manifest, into, say=say)
    return manifest


def _verify_sqlite(database: Path, manifest: dict[str, Any], *, say: Say) -> None:
    faults = databases.sqlite_faults(database)
    faults += backups.counts_differ(manifest["rows"], backups.read_counts(database))
    _refuse_faults(faults)
    say(
        f"{sum(manifest['rows'].values())} rows, each table as listed; nothing is broken."
    )
    _try_out(database.parent, f"sqlite:///{database}")
    say("Migrated; the front page answers.")


def _verify_postgres(
    dump: Path, manifest: dict[str, Any], home: Path, *, say: Say
) -> None:
    name = f"pirtti_verify_{os.getpid()}"
    load_postgres(dump, name, manifest)
    try:
        say(f"{sum(manifest['rows'].values())} rows, each table as listed.")
        _try_out(home, _address_of(name))
        say("Migrated; the front page answers.")
    finally:
        drop_postgres(name)


def load_postgres(dump: Path, name: str, manifest: dict[str, Any]) -> None:
    """Make a new database from a dump; it is dropped again if it is not right."""
    databases.run_postgres(["createdb"], [name], database="postgres")
    try:
        databases.run_postgres(
            ["pg_restore", "--no-owner", "--no-privileges", "--exit-on-error"],
            [f"--dbname={name}", str(dump)],
        )
        _refuse_faults(backups.counts_differ(manifest["rows"], _counts_of(name)))
    except talk.GiveUp:
        drop_postgres(name)
        raise


def _refuse_faults(faults: list[str]) -> None:
    if faults:
        raise talk.GiveUp(
            "The restored database is not right: " + "; ".join(faults[:5])
        )


def _counts_of(name: str) -> dict[str, int]:
    """Count the rows of another database of the same server."""
    other = connection.copy()
    other.settings_dict = {**connection.settings_dict, "NAME": name}
    try:
        return databases.postgres_counts(other)
    finally:
        other.close()


def drop_postgres(name: str) -> None:
    """Delete a database that was made for trying a backup."""
    databases.run_postgres(["dropdb", "--if-exists"], [name], database="postgres")


def _address_of(name: str) -> str:
    return os.environ["DATABASE_URL"].split("?")[0].rpartition("/")[0] + f"/{name}"


def _try_out(home: Path, address: str) -> None:
    """Migrate the restored database and ask for a page, in a process of its own."""
    statics.collect()
    shutil.copytree(settings.STATIC_ROOT, home / "static", dirs_exist_ok=True)
    done = subprocess.run(  # our own module, no word from outside
        [sys.executable, "-m", "pirtti.config.smoke"],
        env=os.environ
        | {
            "DATABASE_URL": address,
            "PIRTTI_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "pirtti.config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise talk.GiveUp(
            f"The restored data does not work: {done.stderr.strip()[-800:]}"
        )


def put_back(file: Path, *, now: dt.datetime, say: Say) -> Path:
    """Replace this installation's data by a backup's; return where the old now lies.

    The backup is verified first, so a bad one changes nothing.
    """
    home = Path(settings.HOME)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restoring-") as scratch:
        trial, fresh = Path(scratch) / "trial", Path(scratch) / "fresh"
        trial.mkdir()
        manifest = verify(file, into=trial, say=say)
        backups.unpack(file, fresh)
        beside = home / f"replaced-{now:%Y-%m-%d-%H%M%S}"
        beside.mkdir()
        if connection.vendor == "sqlite":
            _swap_sqlite(fresh, beside)
        else:
            _swap_postgres(fresh, manifest, now)
        _swap(Path(settings.MEDIA_ROOT), beside / "media", fresh / "media")
    return beside


def _swap_sqlite(fresh: Path, beside: Path) -> None:
    current = Path(connection.settings_dict["NAME"])
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    for leftover in ("-wal", "-shm", "-journal"):
        path = current.with_name(current.name + leftover)
        if path.exists():
            shutil.move(path, beside / path.name)
    _swap(current, beside / current.name, fresh / databases.SQLITE_NAME)


def _swap(current: Path, old: Path, new: Path) -> None:
    if current.exists():
        shutil.move(current, old)
    if new.exists():
        shutil.move(new, current)


def _swap_postgres(fresh: Path, manifest: dict[str, Any], now: dt.datetime) -> None:
    """Load the dump beside the database in use, then change their names."""
    name = str(connection.settings_dict["NAME"])
    arriving, leaving = f"{name}_arriving", f"{name}_replaced_{now:%Y%m%d%H%M%S}"
    drop_postgres(arriving)
    load_postgres(fresh / databases.POSTGRES_NAME, arriving, manifest)
    connection.close()
    for old, new in ((name, leaving), (arriving, name)):
        databases.run_postgres(
            ["psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1"],
            [f'--command=ALTER DATABASE "{old}" RENAME TO "{new}"'],
            database="postgres",
        )
