"""Index anew everything that the search finds.

The index follows every change by itself, and the nightly housekeeping learns further
forms of new words. This does both now: after rows were changed by hand, or when
`pirtti/search/data/words.toml` has changed.
"""

import argparse

from pirtti.config import talk
from pirtti.search import actions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument(
        "--no-learning", action="store_true", help="do not ask the dictionary"
    )


def run(options: argparse.Namespace) -> int:
    """Index everything."""
    with talk.progress("Indexing") as show:
        found = actions.reindex(show, learn=not options.no_learning)
    talk.say(f"{found} things can be found.")
    return 0
