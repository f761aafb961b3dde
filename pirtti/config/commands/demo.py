"""Load the demo neighbourhood, where anybody may sign in as any role.

Never with real data: it refuses where people have accounts. --national makes a whole
country instead (428 cafés, about 12 000 gatherings and 250 000 visits a year), as load
for trying out; the same --seed gives the same country.
"""

import argparse
from pathlib import Path

from django.conf import settings

from pirtti.config import schema, talk
from pirtti.demo import actions
from pirtti.people.models import User


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument(
        "--if-empty", action="store_true", help="do nothing where there is data already"
    )
    parser.add_argument("--national", action="store_true", help="a whole country")
    parser.add_argument(
        "--years", type=int, default=1, help="with --national: years (1)"
    )
    parser.add_argument("--seed", type=int, default=1, help="with --national: seed (1)")


def run(options: argparse.Namespace) -> int:
    """Load it, and leave the mark that lets the next start know (docs/settings.md)."""
    if schema.is_sqlite() or schema.is_new():
        schema.migrate(backup_first=True)
    mark = Path(settings.HOME) / "demo"
    if User.objects.exists() and not mark.exists():
        if options.if_empty:
            return 0
        raise talk.GiveUp(
            "There are accounts here already. Load the demo into another folder:"
            " PIRTTI_HOME=var/demo pirtti demo"
        )
    if mark.exists() and options.if_empty:
        return 0
    _load(options)
    mark.touch()
    return 0


def _load(options: argparse.Namespace) -> None:
    if not options.national:
        with talk.progress("Demo neighbourhood") as show:
            actions.load_neighbourhood(show)
        talk.say("The demo neighbourhood is loaded.")
        return
    with talk.progress("A whole country") as show:
        actions.load_national(years=options.years, seed=options.seed, progress=show)
    talk.say(f"{options.years} years of a whole country are loaded.")
