"""Load the areas and postal codes of Finland, and the lists of kinds and audiences.

May be run again: what is there stays as it is.
"""

import argparse

from pirtti.config import beginnings, talk


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""
    del parser


def run(options: argparse.Namespace) -> int:
    """Load the areas."""
    del options
    with talk.progress("Areas of Finland") as show:
        added = beginnings.load(show)
    talk.say(f"{added} areas added." if added else "The areas of Finland are there.")
    return 0
