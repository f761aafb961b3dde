"""Other apps hear here of families that come, change and leave (the one inversion)."""

from collections.abc import Callable
from enum import StrEnum

from pirtti.signups.models import Party


class Happening(StrEnum):
    """What became of a family."""

    IN = "in"
    CHANGED = "changed"
    LEFT = "left"


Follower = Callable[[Party, Happening], None]
_followers: dict[str, Follower] = {}


def follow(name: str, hear: Follower) -> None:
    """Hear of families, inside the transaction of the change; LEFT comes before erasing."""
    _followers[name] = hear


def tell(party: Party, what: Happening) -> None:
    """Tell all who follow."""
    for hear in _followers.values():
        hear(party, what)
