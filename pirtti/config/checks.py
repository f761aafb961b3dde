"""Settings that would lose data or open doors are said before serving begins."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage

from pirtti.config import sqlite

LOOPBACK = {"127.0.0.1", "localhost", "[::1]", "testserver"}
# Locks do not hold, or not for sure, on file systems of other machines.
NETWORK_FILE_SYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "afs",
    "ceph",
    "glusterfs",
}
DOUBTFUL_FILE_SYSTEMS = {"9p", "fuse.sshfs", "fuse.rclone", "virtiofs", "vboxsf"}
CONSOLE_MAIL = "django.core.mail.backends.console.EmailBackend"


def all_problems(**_options: Any) -> list[CheckMessage]:
    """Return every problem of this installation's settings; a system check of Django."""
    problems = (find() for find in CHECKS)
    return [problem for problem in problems if problem]


def is_public() -> bool:
    """Say whether others than this machine can reach the pages."""
    return bool(set(settings.ALLOWED_HOSTS) - LOOPBACK) or settings.TLS


def file_system(path: Path, mounts: str) -> str:
    """Return the kind of file system that holds `path`.

    `mounts` is the text of /proc/self/mountinfo; "" when it does not tell.
    """
    best, kind = "", ""
    for line in mounts.splitlines():
        before, _dash, after = line.partition(" - ")
        point = before.split(" ")[4].replace("\\040", " ")
        holds = path.is_relative_to(point)
        if holds and len(point) >= len(best):
            best, kind = point, after.split(" ")[0]
    return kind


def _mounts() -> str:
    file = Path("/proc/self/mountinfo")
    return file.read_text() if file.exists() else ""


def may_break(init_command: str, version: tuple[int, ...]) -> bool:
    """Say whether these first words to this SQLite could cost data (WAL-reset bug)."""
    wants_wal = "journal_mode=wal" in init_command.lower()
    return wants_wal and not sqlite.is_wal_safe(version)


def wal_on_affected_sqlite() -> CheckMessage | None:
    """WAL with an SQLite of the WAL-reset bug can break the database."""
    options = settings.DATABASES["default"].get("OPTIONS", {})
    if not may_break(str(options.get("init_command", "")), sqlite.version_in_use()):
        return None
    return checks.Error(
        "This SQLite can break a database in WAL mode.",
        hint="Let pirtti.config.sqlite choose the journal mode, or install pysqlite3.",
        id="pirtti.E001",
    )


def network_file_system() -> CheckMessage | None:
    """SQLite's locks do not hold across machines."""
    if "sqlite" not in settings.DATABASES["default"]["ENGINE"]:
        return None
    folder = Path(settings.DATABASES["default"]["NAME"]).parent
    kind = file_system(folder, _mounts())
    if kind in NETWORK_FILE_SYSTEMS:
        return checks.Error(
            f"The database would lie on a network file system ({kind}).",
            hint="Set PIRTTI_HOME to a folder on this machine's own disk, or use PostgreSQL.",
            id="pirtti.E002",
        )
    if kind in DOUBTFUL_FILE_SYSTEMS:
        return checks.Warning(
            f"The database lies on a shared folder ({kind}).",
            hint="Good enough for a try; keep real data on this machine's own disk.",
            id="pirtti.W002",
        )
    return None


def debug_in_public() -> CheckMessage | None:
    """Error pages with details belong to the developer's own machine."""
    if not (settings.DEBUG and is_public()):
        return None
    return checks.Error(
        "PIRTTI_DEBUG is on, and others can reach the pages.",
        hint="Take PIRTTI_DEBUG away.",
        id="pirtti.E003",
    )


def demo_in_public() -> CheckMessage | None:
    """Anybody can sign in to a demo."""
    if not (settings.DEMO and is_public()):
        return None
    return checks.Error(
        "This is the demo, where anybody can sign in, and others can reach the pages.",
        hint="Start empty with another PIRTTI_HOME, or set PIRTTI_DEMO=0.",
        id="pirtti.E004",
    )


def mail_to_terminal_in_public() -> CheckMessage | None:
    """Sign-in codes that are printed to the terminal reach nobody."""
    if not (is_public() and settings.EMAIL_BACKEND == CONSOLE_MAIL):
        return None
    return checks.Warning(
        "Mails are printed to the terminal: nobody gets a sign-in code.",
        hint="Set PIRTTI_EMAIL_URL.",
        id="pirtti.W005",
    )


CHECKS: list[Callable[[], CheckMessage | None]] = [
    wal_on_affected_sqlite,
    network_file_system,
    debug_in_public,
    demo_in_public,
    mail_to_terminal_in_public,
]
