"""What upper floors do when something happens to an account.

As `network.followers`: an upper app says in its `apps.py` that it wants to hear, in the
transaction of the change; this floor calls and never imports it.
"""

from collections.abc import Callable

from pirtti.people.models import JournalEntry, User
from pirtti.people.rules import News

Follower = Callable[[User, News, JournalEntry], None]

_second_steps: dict[str, Follower] = {}


def follow_second_steps(name: str, hear: Follower) -> None:
    """Hear what happened to somebody's second step, with the journal's line of it."""
    _second_steps[name] = hear


def second_step_changed(user: User, what: News, line: JournalEntry) -> None:
    """Tell all who follow; called inside the transaction of the change."""
    for hear in _second_steps.values():
        hear(user, what, line)
