"""How much waits for one's answer: proposals, ideas, what is to be confirmed."""

import datetime as dt
from dataclasses import dataclass

from pirtti.founding import queries as founding
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.rules import May
from pirtti.proposals import freshness, queries


@dataclass(frozen=True)
class Asks:
    """Numbers for the links that lead there."""

    proposals: int
    to_confirm: int
    ideas: int = 0

    @property
    def is_any(self) -> bool:
        """Say whether anything waits."""
        return bool(self.proposals or self.to_confirm or self.ideas)


def asks(viewer: Viewer, *, now: dt.datetime) -> Asks:
    """Count what waits for the viewer (four queries, none for those who can't answer).

    An idea for a group and a group that wishes for support count alike.
    """
    may_decide = network.may_anywhere(viewer, May.PUBLISH)
    may_plan = network.may_anywhere(viewer, May.EDIT_CALENDAR)
    may_run = network.may_anywhere(viewer, May.RUN_GROUPS)
    return Asks(
        proposals=queries.waiting(viewer).count() if may_decide else 0,
        to_confirm=freshness.to_confirm(viewer, now).count() if may_plan else 0,
        ideas=_ideas(viewer) if may_run else 0,
    )


def _ideas(viewer: Viewer) -> int:
    return founding.waiting(viewer).count() + founding.support_asked(viewer).count()
