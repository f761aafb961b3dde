"""Use an SQLite that does not lose data.

Python's own SQLite is often inside the range of the WAL-reset bug (3.7.0 to
3.51.2; fixed in 3.51.3 and in the branches 3.44.6 and 3.50.7; source:
`reliability.md` §0.2). The wheel `pysqlite3` carries a fixed one; where it has no
wheel we fall back to the rollback journal, which the bug does not touch.
"""

import sqlite3 as _system
import sys

try:
    import pysqlite3 as _bundled
    from pysqlite3 import dbapi2 as _bundled_dbapi
except ImportError:  # no wheel for this platform
    _bundled = None

FIXED_BRANCHES = {(3, 44): 6, (3, 50): 7, (3, 51): 3}


def is_wal_safe(version: tuple[int, ...]) -> bool:
    """Say whether this SQLite version is free of the WAL-reset bug.

    >>> is_wal_safe((3, 40, 1)), is_wal_safe((3, 50, 7)), is_wal_safe((3, 53, 4))
    (False, True, True)
    """
    major, minor, patch = version[:3]
    if (major, minor) >= (3, 52):
        return True
    fixed_from = FIXED_BRANCHES.get((major, minor))
    return fixed_from is not None and patch >= fixed_from


def use_fixed_sqlite() -> None:
    """Let `import sqlite3` mean the bundled version where there is one."""
    if _bundled is not None and is_wal_safe(_bundled.sqlite_version_info):
        sys.modules["sqlite3"] = _bundled
        sys.modules["sqlite3.dbapi2"] = _bundled_dbapi


def version_in_use() -> tuple[int, ...]:
    """Return the version of the SQLite that Django will use."""
    module = sys.modules.get("sqlite3", _system)
    return tuple(module.sqlite_version_info)


def journal_mode() -> str:
    """Return WAL where it is safe, else TRUNCATE."""
    return "WAL" if is_wal_safe(version_in_use()) else "TRUNCATE"


def options(*, synchronous: str) -> dict[str, object]:
    """Return Django's OPTIONS for SQLite (`reliability.md` §3.2)."""
    if synchronous not in {"FULL", "NORMAL"}:
        raise SystemExit("PIRTTI_SYNCHRONOUS is FULL or NORMAL.")
    return {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            f"PRAGMA journal_mode={journal_mode()};"
            f"PRAGMA synchronous={synchronous};"
            "PRAGMA journal_size_limit=67108864;"
            "PRAGMA cache_size=-16000;"
        ),
    }
