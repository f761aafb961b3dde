"""The page of letters: what waits, what could not be sent, what went out."""

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise

from pirtti.post import kinds, queries
from pirtti.post.models import Letter

State = Letter.State
# The states in the order of the page, and how many letters of each it shows.
SHOWN = {State.FAILED: 50, State.SENDING: 20, State.WAITING: 20, State.SENT: 20}


@dataclass(frozen=True)
class Row:
    """One letter in a line: what it is about, to whom (masked), when, and what failed."""

    pk: int
    what: Promise | str
    to: str
    at: dt.datetime
    attempts: int
    fault: str
    kept: int | None
    is_failed: bool


@dataclass(frozen=True)
class Part:
    """The letters of one state: how many there are, and the newest."""

    title: str
    count: int
    rows: list[Row]


@dataclass(frozen=True)
class Page:
    """Everything that the page shows."""

    parts: list[Part]
    is_late: bool
    oldest: dt.datetime | None
    keeps: bool

    @property
    def has_any(self) -> bool:
        """Say whether there is any letter to show."""
        return any(part.rows for part in self.parts)


def page(now: dt.datetime) -> Page:
    """Read the page: a tally, and one query a state."""
    tally = queries.tally(now)
    parts = [
        Part(str(state.label), tally.counts.get(state, 0), _rows(state, limit))
        for state, limit in SHOWN.items()
    ]
    return Page(parts, tally.is_late, tally.oldest, queries.keeps_mails())


def _rows(state: State, limit: int) -> list[Row]:
    return [_row(letter) for letter in queries.letters(state, limit=limit)]


def _row(letter: Letter) -> Row:
    kind = kinds.get(letter.kind)
    kept = getattr(letter, "kept_mail", None)
    return Row(
        pk=letter.pk,
        what=kind.subject if kind else letter.kind,
        to=queries.shown_address(letter),
        at=letter.ended_at or letter.not_before,
        attempts=letter.attempts,
        fault=letter.fault,
        kept=kept.pk if kept else None,
        is_failed=letter.state == State.FAILED,
    )
