"""Treat an installation badly and see that it holds: `race`, `double-submit`, `kill`.

Each drill serves a new empty installation of its own on this machine (on PostgreSQL
in a new database beside yours) and takes it away again; yours is not touched. Ends
with 0 when everything held, else with 1 and what went wrong.
"""

import argparse

from pirtti.config import talk
from pirtti.config.drills import kill, race, scratch, twice


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    drills = parser.add_subparsers(dest="drill", required=True)
    one = drills.add_parser("race", help="many families want few seats at once")
    one.add_argument("--n", type=int, default=200, help="families (200)")
    one.add_argument("--seats", type=int, default=10, help="seats (10)")
    one.add_argument("--repeat", type=int, default=1, help="how often (1)")
    drills.add_parser("double-submit", help="each form five times at once")
    one = drills.add_parser("kill", help="kill what serves while families sign up")
    one.add_argument("--rounds", type=int, default=5, help="how often (5)")


def run(options: argparse.Namespace) -> int:
    """Run one drill."""
    with scratch.scratch() as place:
        if options.drill == "race":
            wrong = _races(place, options)
        elif options.drill == "kill":
            wrong = kill.kill(place, rounds=options.rounds)
        else:
            wrong = twice.twice(place)
    for line in wrong:
        talk.say(line)
    talk.say("It did not hold." if wrong else "It held.")
    return 1 if wrong else 0


def _races(place: scratch.Scratch, options: argparse.Namespace) -> list[str]:
    wrong = []
    with talk.progress("Racing") as show:
        for number in range(options.repeat):
            first = number * options.n
            found = race.race(
                place, families=options.n, seats=options.seats, first=first
            )
            wrong += [f"race {number + 1}: {line}" for line in found]
            show(number + 1, options.repeat)
    return wrong
