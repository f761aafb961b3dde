"""What upper floors do when places and organisations change.

As `calendar.followers`: an upper app says in its `apps.py` what it wants to hear of,
in the transaction of the change; the network calls and never imports them.
"""

from collections.abc import Callable, Collection

Follower = Callable[[Collection[int]], None]

_places: dict[str, Follower] = {}
_organisations: dict[str, Follower] = {}


def follow_places(name: str, hear: Follower) -> None:
    """Hear which places (by number) were stored, shown or hidden."""
    _places[name] = hear


def follow_organisations(name: str, hear: Follower) -> None:
    """Hear which organisations (by number) were stored."""
    _organisations[name] = hear


def places_changed(pks: Collection[int]) -> None:
    """Tell all who follow places; called inside the transaction of the change."""
    for hear in _places.values():
        hear(pks)


def organisations_changed(pks: Collection[int]) -> None:
    """Tell all who follow organisations; called inside the transaction of the change."""
    for hear in _organisations.values():
        hear(pks)
