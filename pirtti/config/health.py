"""What `pirtti doctor` looks at: one line each, in words, with what to do."""

import datetime as dt
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core import checks as django_checks
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from pirtti.config import backups, checks, schema, sqlite
from pirtti.network.models import Area
from pirtti.people.models import Brake, User
from pirtti.post import queries as post

LEAST_FREE_SHARE = 0.10
LEAST_FREE_BYTES = 1_000_000_000
OLDEST_BACKUP = dt.timedelta(hours=26)


@dataclass(frozen=True)
class Finding:
    """One sentence of the doctor; `ok` is None when it is only worth knowing."""

    ok: bool | None
    sentence: str


Look = Callable[[], Iterator[Finding]]


def examine() -> Iterator[Finding]:
    """Look at everything; the database's troubles do not hide the others."""
    for look in LOOKS:
        try:
            yield from look()
        except DatabaseError as error:
            yield Finding(
                ok=False, sentence=f"The database does not answer: {error}".strip()
            )


def database() -> Iterator[Finding]:
    """Which database, and does it keep what it is given."""
    with connection.cursor() as cursor:
        if not schema.is_sqlite():
            cursor.execute("SHOW server_version")
            yield Finding(ok=True, sentence=f"PostgreSQL {cursor.fetchone()[0]}.")
            return
        cursor.execute("PRAGMA journal_mode")
        mode = str(cursor.fetchone()[0]).upper()
    version = sqlite.version_in_use()
    name = f"SQLite {'.'.join(map(str, version))}, journal {mode}"
    if mode == "WAL" and not sqlite.is_wal_safe(version):
        yield Finding(
            ok=False,
            sentence=f"{name}: this version can break the database. Install pysqlite3.",
        )
    elif mode != "WAL":
        yield Finding(
            ok=None,
            sentence=f"{name}: safe, but slower. With the wheel pysqlite3 WAL can be used.",
        )
    else:
        yield Finding(ok=True, sentence=f"{name}: safe.")


def migrations() -> Iterator[Finding]:
    """Does the database fit this version."""
    if schema.unknown():
        yield Finding(
            ok=False, sentence="A newer Pirtti has used this database. Install it."
        )
    waiting = schema.pending()
    if waiting:
        yield Finding(
            ok=False, sentence=f"{len(waiting)} migrations wait. Run: pirtti migrate"
        )
    else:
        yield Finding(ok=True, sentence="The database fits this version of Pirtti.")


def references() -> Iterator[Finding]:
    """Does every row point to something."""
    if not schema.is_sqlite():
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        orphans = cursor.fetchmany(20)
    if orphans:
        tables = ", ".join(sorted({row[0] for row in orphans}))
        yield Finding(
            ok=False,
            sentence=f"Rows point to nothing in: {tables}. Put back the last good backup.",
        )
    else:
        yield Finding(ok=True, sentence="Every row points to something that is there.")


def writing() -> Iterator[Finding]:
    """Can anything be written; the row is taken back at once."""
    if schema.pending():
        return
    with transaction.atomic():
        probe = Brake(key="doctor", tokens=0, refilled_at=timezone.now())
        Brake.objects.bulk_create([probe], ignore_conflicts=True)
        transaction.set_rollback(True)
    yield Finding(ok=True, sentence="The database can be written.")


def has_room(*, free: int, total: int) -> bool:
    """Say whether a disk (in bytes) has room: a tenth and 1 GB, or 20 GB."""
    share = free >= LEAST_FREE_BYTES and free >= LEAST_FREE_SHARE * total
    return share or free >= 20 * LEAST_FREE_BYTES


def disk() -> Iterator[Finding]:
    """Is there room."""
    usage = shutil.disk_usage(settings.HOME)
    free = f"{usage.free / 1e9:.1f} GB free ({usage.free / usage.total:.0%})"
    if has_room(free=usage.free, total=usage.total):
        yield Finding(ok=True, sentence=f"The disk has room: {free}.")
    else:
        yield Finding(ok=False, sentence=f"The disk is nearly full: {free}. Make room.")


def secret_key() -> Iterator[Finding]:
    """Can others on this machine read the key."""
    file = Path(settings.HOME) / "secret-key"
    if not file.exists():
        yield Finding(ok=True, sentence="The secret key comes from PIRTTI_SECRET_KEY.")
    elif stat.S_IMODE(file.stat().st_mode) & 0o077:
        yield Finding(
            ok=False, sentence=f"Others can read the secret key: chmod 600 {file}"
        )
    else:
        yield Finding(ok=True, sentence="Only the owner can read the secret key.")


def settings_problems() -> Iterator[Finding]:
    """What the system checks say about the settings."""
    problems = checks.all_problems()
    for problem in problems:
        sentence = f"{problem.msg} {problem.hint or ''}".rstrip()
        yield Finding(ok=problem.level < django_checks.WARNING, sentence=sentence)
    if not problems:
        yield Finding(ok=True, sentence="The settings go together.")


def addresses() -> Iterator[Finding]:
    """Will links and mails reach people."""
    if checks.is_public() and not settings.PUBLIC_ADDRESS:
        yield Finding(
            ok=False,
            sentence="Links in mails and QR codes need PIRTTI_ADDRESS=https://…",
        )
    if checks.is_public() and not settings.TLS:
        yield Finding(
            ok=False,
            sentence="The pages go unencrypted. Serve over https, set PIRTTI_TLS=1.",
        )
    if settings.EMAIL_BACKEND == checks.CONSOLE_MAIL and not checks.is_public():
        yield Finding(
            ok=None, sentence="Mails are printed to the terminal (no PIRTTI_EMAIL_URL)."
        )


def last_backup() -> Iterator[Finding]:
    """Is there a backup of today."""
    if settings.DEMO:
        yield Finding(ok=None, sentence="This is the demo: no daily backup is made.")
        return
    newest = backups.newest()
    if newest is None:
        lacking = not schema.pending() and User.objects.exists()
        yield Finding(
            ok=False if lacking else None,
            sentence="There is no backup yet. Run: pirtti backup",
        )
        return
    old = backups.age(newest, timezone.now())
    hours = int(old.total_seconds() // 3600)
    fresh = old <= OLDEST_BACKUP
    yield Finding(
        ok=fresh,
        sentence=f"The last backup is {hours} hours old: {newest.name}."
        + ("" if fresh else " Run: pirtti backup"),
    )


def letters() -> Iterator[Finding]:
    """Does anybody send the letters that are due."""
    if schema.pending():
        return
    now = timezone.now()
    told = post.tally(now)
    failed = told.counts.get("failed", 0)
    if told.is_late and told.oldest:
        minutes = int((now - told.oldest).total_seconds() // 60)
        yield Finding(
            ok=False,
            sentence=f"Letters have been due for {minutes} minutes: nobody sends them."
            " Is pirtti serve or pirtti worker running?",
        )
    elif failed:
        yield Finding(
            ok=None,
            sentence=f"{failed} letters could not be sent: see the page Letters.",
        )
    else:
        yield Finding(ok=True, sentence="Letters go out in time.")


def contents() -> Iterator[Finding]:
    """Is there anything to show."""
    if schema.pending():
        return
    if not Area.objects.exists():
        yield Finding(ok=False, sentence="There are no areas. Run: pirtti load-finland")
    if not User.objects.filter(is_active=True).exists():
        yield Finding(
            ok=None,
            sentence="There is no account yet. Run: pirtti create-coordinator E-MAIL",
        )


LOOKS: list[Look] = [
    database,
    migrations,
    references,
    writing,
    disk,
    secret_key,
    settings_problems,
    addresses,
    last_backup,
    letters,
    contents,
]
