"""The sender: looks every few seconds whether something is due, and sends it.

It runs as a thread of every serving process, or on its own (`pirtti worker`). While
nothing is due it only reads. Of several senders one has the turn; that only saves
work: what keeps a letter from going out twice is its own lease (`actions.claim`).
"""

import datetime as dt
import logging
import secrets
import threading
from collections.abc import Callable

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from pirtti.post import actions, chores, delivery, queries
from pirtti.post.transport import Line

log = logging.getLogger(__name__)

TURN = "post"
TURN_LENGTH = dt.timedelta(minutes=2)
PAUSE_SECONDS = 5.0
# After the database failed.
LONG_PAUSE_SECONDS = 30.0
ENDING_SECONDS = 15.0


def run(stop: threading.Event, *, pause: float = PAUSE_SECONDS) -> None:
    """Send what becomes due until `stop` is set; the letter in hand is finished."""
    holder = secrets.token_hex(8)
    wait = pause
    while not stop.wait(wait):
        try:
            wait = 0 if send_due(holder, is_over=stop.is_set) else pause
        except DatabaseError:
            log.exception("The database did not answer the sender")
            connections.close_all()
            wait = LONG_PAUSE_SECONDS
        except Exception:
            log.exception("The sender stumbled")
            wait = LONG_PAUSE_SECONDS
        close_old_connections()
    connections.close_all()


def send_due(holder: str, *, is_over: Callable[[], bool] = delivery.never) -> int:
    """Do one round of chores and letters, if any is due and it is our turn.

    Returns how much was done; 0 means that one may pause.
    """
    now = timezone.now()
    if queries.oldest_due(now) is None:
        return 0
    if not actions.take_turn(TURN, holder=holder, now=now, length=TURN_LENGTH):
        return 0
    try:
        done = _chores(now)
        with Line() as line:
            done += delivery.deliver(line, is_over=is_over).all
        return done
    finally:
        actions.leave_turn(TURN, holder=holder, now=timezone.now())


def send_all(*, most_rounds: int = 10_000) -> int:
    """Send everything that is due now, then return how much was done."""
    holder, done = secrets.token_hex(8), 0
    for _round in range(most_rounds):
        more = send_due(holder)
        if not more:
            break
        done += more
    return done


def _chores(now: dt.datetime) -> int:
    done = 0
    for chore in chores.all_chores():
        if chore.since(now) is None:
            continue
        try:
            chore.work(now)
        except Exception:
            # What stumbles here must not hold up the letters.
            log.exception("The chore %s could not be done", chore.name)
            continue
        done += 1
    return done


def start(stop: threading.Event) -> threading.Thread:
    """Start the sender beside what this process does; it ends with it."""
    thread = threading.Thread(target=run, args=(stop,), name="post", daemon=True)
    thread.start()
    return thread
