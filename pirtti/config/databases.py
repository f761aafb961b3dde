"""Copying whole databases out and in: SQLite by its backup, PostgreSQL by pg_dump."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from pirtti.config import talk
from pirtti.config.talk import Progress

SQLITE_NAME = "database.sqlite3"
POSTGRES_NAME = "database.dump"
PAGES_AT_ONCE = 2000


def copy_out(into: Path, *, progress: Progress) -> tuple[Path, dict[str, int]]:
    """Copy the database into a folder; return the file and the rows of each table.

    The counts belong to exactly the copied state, also while others write.
    """
    if connection.vendor == "sqlite":
        return _copy_sqlite(into / SQLITE_NAME, progress=progress)
    return _dump_postgres(into / POSTGRES_NAME)


def _copy_sqlite(file: Path, *, progress: Progress) -> tuple[Path, dict[str, int]]:
    connection.ensure_connection()
    with closing(open_sqlite(file)) as copy:
        connection.connection.backup(
            copy,
            pages=PAGES_AT_ONCE,
            progress=lambda _status, left, total: progress(total - left, total),
        )
        # One file, to be read with any SQLite.
        copy.execute("PRAGMA journal_mode=DELETE")
        return file, sqlite_counts(copy)


def open_sqlite(file: Path) -> Any:
    """Open an SQLite file with the library that Django uses."""
    return sqlite3.connect(file)


def sqlite_counts(database: Any) -> dict[str, int]:
    """Count the rows of every table of an open SQLite database."""
    tables = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    ).fetchall()
    return {
        table: database.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608
        for (table,) in sorted(tables)
    }


def sqlite_faults(file: Path) -> list[str]:
    """Return what SQLite finds broken in a file: nothing, if all is well."""
    with closing(open_sqlite(file)) as database:
        checked = [row[0] for row in database.execute("PRAGMA integrity_check")]
        orphans = database.execute("PRAGMA foreign_key_check").fetchall()
    faults = [line for line in checked if line != "ok"]
    return faults + [f"{row[0]}: row {row[1]} points to nothing" for row in orphans]


def _dump_postgres(file: Path) -> tuple[Path, dict[str, int]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        rows = {
            table: _count(cursor, table)
            for table in connection.introspection.table_names(cursor)
        }
        run_postgres(
            ["pg_dump", "--format=custom", "--no-owner", "--no-privileges"],
            [f"--snapshot={snapshot}", f"--file={file}"],
        )
    return file, rows


def _count(cursor: Any, table: str) -> int:
    cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - our own table names
    return int(cursor.fetchone()[0])


def postgres_counts(database: Any) -> dict[str, int]:
    """Count the rows of every table of a PostgreSQL database (a Django connection)."""
    with database.cursor() as cursor:
        names = database.introspection.table_names(cursor)
        return {table: _count(cursor, table) for table in names}


def run_postgres(
    command: Sequence[str], more: Sequence[str], *, database: str | None = None
) -> None:
    """Run one of PostgreSQL's own programs on our server; the password stays unseen."""
    given = connection.settings_dict
    if shutil.which(command[0]) is None:
        raise talk.GiveUp(
            f"The program {command[0]} is missing. Debian: postgresql-client"
        )
    done = subprocess.run(  # noqa: S603 - the program and its words are ours
        [*command, *more],
        env=os.environ
        | {
            "PGHOST": str(given["HOST"] or ""),
            "PGPORT": str(given["PORT"] or ""),
            "PGUSER": str(given["USER"] or ""),
            "PGPASSWORD": str(given["PASSWORD"] or ""),
            "PGDATABASE": database or str(given["NAME"]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise talk.GiveUp(f"{command[0]} did not succeed: {done.stderr.strip()[-500:]}")
