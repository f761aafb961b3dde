"""Read the subscribed calendars of partners whose time has come.

`pirtti tend`, and so `pirtti serve`, does this every hour by itself. A calendar that
can't be read is tried again later; what it brought stays.
"""

import argparse

from django.utils import timezone

from pirtti.config import talk
from pirtti.imports import actions, messages


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument(
        "--all", action="store_true", help="also those whose time has not come yet"
    )


def run(options: argparse.Namespace) -> int:
    """Read them; 1 when one could not be read."""
    with talk.progress("Reading calendars") as show:
        read = actions.refresh_due(timezone.now(), every=options.all, progress=show)
    failed = [source for source in read if source.failures]
    for source in failed:
        talk.say(f"{source.name}: {messages.source_sentence(source.last_error)}")
    talk.say(f"{len(read) - len(failed)} calendars read, {len(failed)} not.")
    return 1 if failed else 0
