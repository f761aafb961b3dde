"""Send the letters that are due.

`pirtti serve` does this by itself. On its own it is for installations that want a
process for it, beside `pirtti serve --no-worker`; several at once do no harm.
Ctrl-C ends it after the letter in hand. --once sends what is due now, and ends.
"""

import argparse
import signal
import threading

from pirtti.config import schema, talk
from pirtti.post import worker


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument(
        "--once", action="store_true", help="send what is due now, and end"
    )


def run(options: argparse.Namespace) -> int:
    """Send until somebody ends it."""
    if schema.pending():
        raise talk.GiveUp("The database is not ready. Run: pirtti migrate")
    if options.once:
        talk.say(f"{worker.send_all()} letters and chores done.")
        return 0
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_signal: stop.set())
    signal.signal(signal.SIGINT, lambda *_signal: stop.set())
    talk.say("Sending letters as they become due. Ctrl-C ends it.")
    worker.run(stop)
    talk.say("The sender has ended.")
    return 0
