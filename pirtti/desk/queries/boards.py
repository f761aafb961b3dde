"""What leaders read of a group's board and of what members thought."""

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise

from pirtti.core import small_cells
from pirtti.groups.models import Group
from pirtti.meetings import board_messages as words
from pirtti.meetings import board_rules, rating_rules
from pirtti.meetings.queries import board, ratings
from pirtti.meetings.queries.board import message_of
from pirtti.people.models import User

__all__ = ["board_page", "message_of", "ratings_page"]


@dataclass(frozen=True)
class Row:
    """One message, with the reasons of those who reported it in words."""

    line: board.Line
    reasons: list[Promise | str]


@dataclass(frozen=True)
class BoardPage:
    """What is to be looked at first, then the whole board, the newest first."""

    reported: list[Row]
    rows: list[Row]
    older: int | None
    is_open: bool
    is_first: bool


def board_page(group: Group, by: User, before: str) -> BoardPage:
    """Read a page of the board for a leader."""
    number = board.number_of(before)
    found = board.of_leader(group, by=by.pk, before=number)
    return BoardPage(
        reported=_rows(board.reported_lines(group, by=by.pk)),
        rows=_rows(found.lines),
        older=found.older,
        is_open=found.is_open,
        is_first=number is None,
    )


def _rows(lines: list[board.Line]) -> list[Row]:
    return [
        Row(line, [words.REASONS[board_rules.Reason(one)] for one in line.reasons])
        for line in lines
    ]


@dataclass(frozen=True)
class Question:
    """A question with what was answered to it."""

    label: Promise | str
    average: rating_rules.Average


@dataclass(frozen=True)
class MeetingRow:
    """One meeting with its questions; `is_over` when nobody can answer any more."""

    on: dt.date
    is_over: bool
    is_shown: bool
    questions: list[Question]


@dataclass(frozen=True)
class Closing:
    """A question about the whole group: how many chose what; nothing of too few."""

    label: Promise | str
    said: list[tuple[Promise | str, int | small_cells.Hidden]]


@dataclass(frozen=True)
class RatingsPage:
    """The averages of a group and of its meetings, and the choices at its end."""

    total: list[Question]
    is_shown: bool
    meetings: list[MeetingRow]
    closing: list[Closing] | None


def ratings_page(group: Group) -> RatingsPage:
    """Read what may be shown of a group's answers."""
    found = ratings.trends(group, timezone.now())
    return RatingsPage(
        total=_questions(found.total),
        is_shown=any(line.is_shown for line in found.total),
        meetings=[
            MeetingRow(each.on, each.is_over, each.is_shown, _questions(each.lines))
            for each in found.meetings
        ],
        closing=_closing(found),
    )


def _questions(lines: tuple[rating_rules.Average, ...]) -> list[Question]:
    return [
        Question(words.LINES[name], line)
        for name, line in zip(rating_rules.LINES, lines, strict=True)
    ]


def _closing(found: ratings.Trends) -> list[Closing] | None:
    if found.closing is None:
        return None
    rows = zip(rating_rules.CLOSING, found.closing, strict=True)
    return [Closing(words.CLOSING[name], _said(cells or ())) for name, cells in rows]


def _said(
    cells: tuple[int | small_cells.Hidden, ...],
) -> list[tuple[Promise | str, int | small_cells.Hidden]]:
    return [
        (words.SAID[each], cell)
        for each, cell in zip(rating_rules.Said, cells, strict=bool(cells))
    ]
