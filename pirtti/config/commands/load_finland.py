"""Load the counties, municipalities and postal codes of Finland.

May be run again: what is there stays as it is.
"""

import argparse

from pirtti.config import talk
from pirtti.network import actions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take no arguments."""
    del parser


def run(options: argparse.Namespace) -> int:
    """Load the areas."""
    del options
    with talk.progress("Areas of Finland") as show:
        added = actions.load_finland(show)
    talk.say(f"{added} areas added." if added else "The areas of Finland are there.")
    return 0
