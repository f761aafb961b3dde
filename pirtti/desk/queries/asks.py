"""How much waits for one's answer: proposals, and what is to be confirmed."""

import datetime as dt
from dataclasses import dataclass

from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.rules import May
from pirtti.proposals import freshness, queries


@dataclass(frozen=True)
class Asks:
    """Numbers for the links that lead there."""

    proposals: int
    to_confirm: int

    @property
    def is_any(self) -> bool:
        """Say whether anything waits."""
        return bool(self.proposals or self.to_confirm)


def asks(viewer: Viewer, *, now: dt.datetime) -> Asks:
    """Count what waits for the viewer (two queries, none for those who can't answer)."""
    may_decide = network.may_anywhere(viewer, May.PUBLISH)
    may_plan = network.may_anywhere(viewer, May.EDIT_CALENDAR)
    return Asks(
        proposals=queries.waiting(viewer).count() if may_decide else 0,
        to_confirm=freshness.to_confirm(viewer, now).count() if may_plan else 0,
    )
