"""What the pages of planning show, made ready for their templates."""

import datetime as dt
from dataclasses import dataclass

from pirtti.desk import messages
from pirtti.network.access import Viewer
from pirtti.network.models import Area
from pirtti.planning import access, rules, words
from pirtti.planning import messages as planning
from pirtti.planning.models import Ask, Edition, Promise, Round
from pirtti.planning.queries import lines as line_queries
from pirtti.planning.queries import rounds as queries
from pirtti.planning.queries.rounds import AskRow, ChangeRow


@dataclass(frozen=True)
class Asked:
    """An answer that an own organisation still may give."""

    ask: Ask
    state: rules.AskState
    days_left: int


@dataclass(frozen=True)
class Opened:
    """A round of an own area, with how many have answered."""

    round: Round
    answered: int
    asked: int
    edition: Edition | None


@dataclass(frozen=True)
class Overview:
    """The first page of planning."""

    asked: list[Asked]
    rounds: list[Opened]
    changes: list[ChangeRow]
    may_open: bool


def overview(viewer: Viewer, *, today: dt.date) -> Overview:
    """Read what the first page of planning shows."""
    return Overview(
        asked=[_asked(ask, today) for ask in queries.asks_of(viewer)],
        rounds=[_opened(one) for one in queries.rounds_of(viewer)],
        changes=queries.coming_changes(viewer, today=today),
        may_open=access.may_open(viewer),
    )


def _asked(ask: Ask, today: dt.date) -> Asked:
    state = queries.state_of(ask, ask.round, today=today)
    return Asked(ask, state, (ask.round.deadline - today).days)


def _opened(planned: Round) -> Opened:
    asks = list(planned.asks.all())
    editions = list(planned.editions.all())
    return Opened(
        planned,
        sum(ask.answered_at is not None for ask in asks),
        len(asks),
        editions[0] if editions else None,
    )


@dataclass(frozen=True)
class Unwritten:
    """A promise that the calendar refused, and why."""

    promise: Promise
    name: str
    rhythm: str
    why: str


@dataclass(frozen=True)
class RoundPage:
    """The page of one round."""

    round: Round
    rows: list[AskRow]
    counts: list[tuple[str, int]]
    unwritten: list[Unwritten]
    editions: list[Edition]
    changes: list[rules.LineChange]
    days_left: int

    @property
    def late(self) -> list[AskRow]:
        """Return who is late."""
        return [row for row in self.rows if row.state == rules.AskState.LATE]

    @property
    def edition(self) -> Edition | None:
        """Return the newest edition."""
        return self.editions[0] if self.editions else None


def round_page(planned: Round, *, today: dt.date) -> RoundPage:
    """Read what the page of a round shows."""
    rows = queries.ask_rows(planned, today=today)
    editions = list(planned.editions.order_by("-number"))
    counts = [
        (str(planning.STATES[state]), sum(row.state == state for row in rows))
        for state in rules.AskState
    ]
    changes = line_queries.changes_since(editions[0], today=today) if editions else []
    return RoundPage(
        round=planned,
        rows=rows,
        counts=counts,
        unwritten=[_unwritten(one, planned) for one in queries.refused(planned)],
        editions=editions,
        changes=changes,
        days_left=(planned.deadline - today).days,
    )


def _unwritten(promise: Promise, planned: Round) -> Unwritten:
    series = promise.series
    name = series.activity.name if series else promise.name
    has_rhythm = promise.has_rhythm and promise.starts_at is not None
    return Unwritten(
        promise,
        str(name),
        words.rhythm_of_promise(promise, planned) if has_rhythm else "",
        messages.called(promise.fault),
    )


def areas_of(viewer: Viewer) -> list[Area]:
    """List the areas that the viewer plans in, largest first (one query)."""
    return list(access.areas_to_see(viewer).order_by("path"))


def area_asked(areas: list[Area], slug: str) -> Area:
    """Return the area an address asks for among one's own, else the first."""
    return next((area for area in areas if area.slug == slug), areas[0])
