"""Take off the second step of one account: its phone and recovery codes are lost.

Make sure first who asks: call them back by a number that you knew before. After this
a code by e-mail is enough for them to sign in. Other devices of the account are signed
out, its owner gets a letter, and the journal has a line of it. Example:

  pirtti take-off-second-step worker@centre.example
"""

import argparse

from pirtti.config import talk
from pirtti.core.refusals import Refused
from pirtti.people import access, second_actions


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument("email", help="e-mail address that the account signs in with")


def run(options: argparse.Namespace) -> int:
    """Take it off and say so."""
    user = access.account_with(options.email)
    if user is None:
        raise talk.GiveUp(f"There is no account for {options.email}.")
    try:
        second_actions.turn_off(user, by=None)
    except Refused as refused:
        raise talk.GiveUp(f"{user.email} has no second step.") from refused
    talk.say(f"{user.email} signs in by a code by e-mail only. A letter tells them so.")
    return 0
