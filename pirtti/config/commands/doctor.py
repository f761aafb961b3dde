"""Check that this installation is in good health.

Each line is a sentence with what to do. Ends with 0 when nothing is wrong, else 1.
"""

import argparse

from pirtti.config import health, talk

MARKS = {True: "fine ", None: "note ", False: "WRONG"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument("--quiet", action="store_true", help="show only what is wrong")


def run(options: argparse.Namespace) -> int:
    """Examine and tell."""
    wrong = 0
    for finding in health.examine():
        wrong += finding.ok is False
        if finding.ok is False or not options.quiet:
            talk.say(f"{MARKS[finding.ok]}  {finding.sentence}")
    if not options.quiet:
        talk.say(f"\n{wrong} things to put right." if wrong else "\nAll is well.")
    return 1 if wrong else 0
