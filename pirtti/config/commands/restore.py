"""Verify a backup, or put one back.

--verify restores it into a place of its own, compares every file and the rows of
every table with its list, migrates it and asks for the front page; nothing of this
installation is touched. Without --verify the backup (verified first) replaces what
is here, and what was here is kept beside.
"""

import argparse
import tempfile
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from pirtti.config import lock, restoring, schema, talk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument("file", type=Path, help="the backup (.tar.gz)")
    parser.add_argument(
        "--verify", action="store_true", help="only try whether it is good"
    )
    parser.add_argument(
        "--into",
        type=Path,
        metavar="FOLDER",
        help="with --verify: keep the copy in FOLDER",
    )
    parser.add_argument("--yes", action="store_true", help="replace without asking")


def run(options: argparse.Namespace) -> int:
    """Verify or put back."""
    if options.into and not options.verify:
        raise talk.GiveUp("--into belongs to --verify.")
    return _verify(options) if options.verify else _put_back(options)


def _verify(options: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="pirtti-verify-") as scratch:
        into = Path(options.into or scratch).resolve()
        into.mkdir(parents=True, exist_ok=True)
        if any(into.iterdir()):
            raise talk.GiveUp(f"{into} is not empty.")
        manifest = restoring.verify(options.file, into=into, say=talk.say)
    talk.say(f"The backup of {manifest['made_at']} is good.")
    return 0


def _put_back(options: argparse.Namespace) -> int:
    if lock.is_served(Path(settings.HOME)):
        raise talk.GiveUp(
            "Pirtti is serving from here. End it first (Ctrl-C), then restore."
        )
    if not options.yes and not talk.ask(f"Replace everything here by {options.file}?"):
        raise talk.GiveUp("Nothing was changed. (--yes replaces without asking.)")
    beside = restoring.put_back(options.file, now=timezone.now(), say=talk.say)
    schema.migrate(backup_first=False)
    talk.say(f"Restored. What was here before is kept: {beside}")
    return 0
