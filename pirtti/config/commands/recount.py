"""Count the figures anew from the raw rows and tell every difference.

The figures are kept as the counts are written, so there should be none: ends with
0 when there was none, else 1.
"""

import argparse

from pirtti.config import talk
from pirtti.visits import actions
from pirtti.visits.models import CountSheet

SHOWN = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument(
        "--fix", action="store_true", help="put right what is not right"
    )


def run(options: argparse.Namespace) -> int:
    """Recount."""
    total, done = CountSheet.objects.count(), 0
    with talk.progress("Counting") as show:

        def count_on(more: int) -> None:
            nonlocal done
            done += more
            show(done, total)

        found = actions.recount(fix=options.fix, progress=count_on)
    return _tell(found, fixed=options.fix)


def _tell(found: list[actions.Difference], *, fixed: bool) -> int:
    for one in found[:SHOWN]:
        talk.say(f"{one.what} {one.key}: stored {one.stored}, counted {one.counted}")
    if not found:
        talk.say("All agree.")
        return 0
    end = "were not right and are now." if fixed else "are not right: run with --fix."
    talk.say(f"{len(found)} numbers {end}")
    return 1
