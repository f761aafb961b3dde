"""Backups: everything of an installation in one file, with a manifest to check it by.

A backup is a .tar.gz with `manifest.json`, the database (`database.sqlite3`, copied
with SQLite's own backup, or `database.dump` of pg_dump) and the uploads (`media/…`).
The secret key is not in it.
"""

import datetime as dt
import hashlib
import json
import os
import tarfile
import tempfile
from contextlib import closing
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from pirtti.config import databases, talk
from pirtti.config.talk import Progress

FORMAT = 1
MANIFEST = "manifest.json"


def folder() -> Path:
    """Return where backups are kept unless one says otherwise."""
    return Path(settings.HOME) / "backups"


def default_file(now: dt.datetime) -> Path:
    """Return the name of a backup made now."""
    return folder() / f"pirtti-{now:%Y-%m-%d-%H%M%S}.tar.gz"


def newest() -> Path | None:
    """Return the newest backup in the usual folder."""
    return max(folder().glob("pirtti-*.tar.gz"), default=None)


def write(file: Path, *, now: dt.datetime, progress: Progress) -> dict[str, Any]:
    """Write a backup; the file appears only when it is whole. Returns its manifest."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".making-") as scratch:
        database, rows = databases.copy_out(Path(scratch), progress=progress)
        parts = [(database.name, database), *_uploads()]
        manifest = _manifest(parts, rows=rows, now=now)
        half = Path(scratch) / "backup.tar.gz"
        with half.open("wb") as raw:
            os.fchmod(raw.fileno(), 0o600)
            _pack(raw, parts, manifest, progress=progress)
            raw.flush()
            os.fsync(raw.fileno())
        os.utime(half, (now.timestamp(), now.timestamp()))
        half.replace(file)
    return manifest


def _uploads() -> list[tuple[str, Path]]:
    media = Path(settings.MEDIA_ROOT)
    return [
        (f"media/{path.relative_to(media)}", path)
        for path in sorted(media.rglob("*"))
        if path.is_file() and not path.is_symlink()
    ]


def _manifest(
    parts: list[tuple[str, Path]], *, rows: dict[str, int], now: dt.datetime
) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "made_at": now.isoformat(timespec="seconds"),
        "pirtti": version("pirtti"),
        "engine": connection.vendor,
        "rows": rows,
        "files": {name: sha256(path) for name, path in parts},
    }


def _pack(
    raw: Any,
    parts: list[tuple[str, Path]],
    manifest: dict[str, Any],
    *,
    progress: Progress,
) -> None:
    about = Path(parts[0][1]).with_name(MANIFEST)
    about.write_text(json.dumps(manifest, indent=1, ensure_ascii=False))
    everything = [(MANIFEST, about), *parts]
    with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=3) as tar:
        for number, (name, path) in enumerate(everything, start=1):
            tar.add(path, arcname=name, recursive=False)
            progress(number, len(everything))


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def unpack(file: Path, into: Path) -> dict[str, Any]:
    """Unpack a backup into an empty folder and compare every file with the manifest.

    Raises `talk.GiveUp` when the file is no backup, is damaged or was changed.
    """
    try:
        with tarfile.open(file, mode="r:gz") as tar:
            tar.extractall(into, filter="data")
        manifest: dict[str, Any] = json.loads((into / MANIFEST).read_text())
    except FileNotFoundError as error:
        raise talk.GiveUp(f"There is no backup in {file}.") from error
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise talk.GiveUp(f"{file} is damaged or not a backup: {error}") from error
    if manifest.get("format") != FORMAT:
        raise talk.GiveUp(
            f"{file} was made by a Pirtti that this one does not understand."
        )
    _compare_files(into, manifest["files"])
    return manifest


def _compare_files(into: Path, expected: dict[str, str]) -> None:
    found = {
        str(path.relative_to(into)): path
        for path in into.rglob("*")
        if path.is_file() and path != into / MANIFEST
    }
    strange = set(found) ^ set(expected)
    if strange:
        raise talk.GiveUp(f"The backup's contents and its list differ: {min(strange)}.")
    for name, path in found.items():
        if sha256(path) != expected[name]:
            raise talk.GiveUp(
                f"The backup was changed or damaged: {name} is not as listed."
            )


def daily(now: dt.datetime) -> Path | None:
    """Write today's backup if there is none of the last 24 hours; drop the oldest.

    PIRTTI_BACKUPS says how many are kept (0: no daily backups).
    """
    last = newest()
    if not settings.BACKUPS_KEPT or (last and age(last, now) < dt.timedelta(hours=24)):
        return None
    file = default_file(now)
    with talk.progress("Daily backup") as show:
        write(file, now=now, progress=show)
    for old in sorted(folder().glob("pirtti-*.tar.gz"))[: -settings.BACKUPS_KEPT]:
        old.unlink()
    return file


def age(file: Path, now: dt.datetime) -> dt.timedelta:
    """Return how long ago a backup was written."""
    return now - dt.datetime.fromtimestamp(file.stat().st_mtime, tz=dt.UTC)


def counts_differ(expected: dict[str, int], found: dict[str, int]) -> list[str]:
    """List, as sentences, the tables whose number of rows is not the manifest's."""
    return [
        f"{table}: {found.get(table, 0)} rows, the list says {rows}"
        for table, rows in sorted(expected.items())
        if found.get(table, 0) != rows
    ]


def read_counts(path: Path) -> dict[str, int]:
    """Count the rows of every table of an SQLite file."""
    with closing(databases.open_sqlite(path)) as database:
        return databases.sqlite_counts(database)
