"""Write everything into one file: database, uploads and a list to check them by.

Others may go on working meanwhile. Without FILE it goes to PIRTTI_HOME/backups.
The secret key is not in the backup: copy PIRTTI_HOME/secret-key once to a safe place.
"""

import argparse
from pathlib import Path

from django.utils import timezone

from pirtti.config import backups, talk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument("file", nargs="?", type=Path, help="where to write (.tar.gz)")


def run(options: argparse.Namespace) -> int:
    """Write the backup."""
    now = timezone.now()
    file = options.file or backups.default_file(now)
    if file.exists():
        raise talk.GiveUp(f"{file} is there already. Choose another name.")
    with talk.progress("Backup") as show:
        manifest = backups.write(file, now=now, progress=show)
    rows = sum(manifest["rows"].values())
    talk.say(f"{file}: {rows} rows, {len(manifest['files'])} files.")
    talk.say(f"Try it out: pirtti restore --verify {file}")
    return 0
