"""Bring the database up to this version of Pirtti.

A backup is written first, unless there is nothing to lose or you say --no-backup.
On SQLite `pirtti serve` does this by itself; on PostgreSQL you do it here.
"""

import argparse

from pirtti.config import schema, talk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument(
        "--no-backup", action="store_true", help="change the database without a backup"
    )
    parser.add_argument(
        "--list", action="store_true", help="only tell what would be changed"
    )


def run(options: argparse.Namespace) -> int:
    """Migrate."""
    if options.list:
        for name in schema.pending():
            talk.say(name)
        return 0
    done = schema.migrate(backup_first=not options.no_backup)
    talk.say(f"{done} changes made." if done else "The database is up to date.")
    return 0
