"""What happens to followings, and how what changed is told."""

import datetime as dt

from pirtti.notices.actions.following import (
    ask_again,
    confirm,
    erase_all,
    follow,
    forget_old,
    stop,
    want_reminder,
)
from pirtti.notices.actions.telling import (
    hear,
    make_letters,
    make_reminders,
    prune_bulletins,
)

__all__ = [
    "ask_again",
    "confirm",
    "erase_all",
    "follow",
    "forget_old",
    "hear",
    "make_letters",
    "make_reminders",
    "prune_bulletins",
    "stop",
    "tidy",
    "want_reminder",
]


def tidy(now: dt.datetime) -> int:
    """Do the daily housekeeping of this app; returns how many rows went."""
    ask_again(now)
    return forget_old(now) + prune_bulletins(now)
