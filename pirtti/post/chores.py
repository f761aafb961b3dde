"""Work that makes letters: an app above says in its `apps.py` what it has.

The sender does it between letters, for example turning one cancelled date into the
letters of all who follow it.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Chore:
    """`since` tells from when on something waits (None: nothing does).

    `work` does a bounded piece of it and may be called again at once.
    """

    name: str
    since: Callable[[dt.datetime], dt.datetime | None]
    work: Callable[[dt.datetime], None]


_chores: dict[str, Chore] = {}


def register(chore: Chore) -> None:
    """Make a chore known; called from `apps.py`."""
    _chores[chore.name] = chore


def all_chores() -> list[Chore]:
    """Return the chores in the order in which they were registered."""
    return list(_chores.values())
