"""Decisions about what members thought: when one may say it, what may be shown; no Django.

The rule of showing: an average is shown only of at least five answers, and only when
answering is over. While it is open one more answer would give itself away: the
average before it and the average after it are known. The average of the whole group
takes the meetings that are shown by themselves; what was hidden (small meetings) joins
only when the group is over and when it is at least five answers together, since
otherwise the difference of two averages would tell of four people or fewer.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from pirtti.core import small_cells

LINES = ("welcome", "said", "useful", "again")
CLOSING = ("strength", "people", "recommend")
MOST = 10
# One may say it for a week after a meeting.
OPEN_DAYS = 7
# About the whole group: two weeks after its end, while families are still there.
CLOSING_DAYS = 14
MARKS_KEPT = dt.timedelta(days=30)


class Said(StrEnum):
    """What may be chosen of the group at its end."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


class Refusal(Enum):
    """Why an answer was not taken."""

    NOT_OPEN = auto()
    ANSWERED_ALREADY = auto()
    NOTHING_ANSWERED = auto()


def is_open(ended_at: dt.datetime, now: dt.datetime) -> bool:
    """Say whether a meeting can be answered about: from its end, for a week."""
    return ended_at <= now < ended_at + dt.timedelta(days=OPEN_DAYS)


def is_over(ended_at: dt.datetime, now: dt.datetime) -> bool:
    """Say whether nobody can answer about a meeting any more."""
    return now >= ended_at + dt.timedelta(days=OPEN_DAYS)


def is_all_over(ended_on: dt.date | None, today: dt.date) -> bool:
    """Say whether a group has ended and no meeting of it can be answered about."""
    return ended_on is not None and today > ended_on + dt.timedelta(days=OPEN_DAYS)


def may_close(ended_on: dt.date | None, today: dt.date) -> bool:
    """Say whether the whole group can be answered about; `ended_on` None: it goes on."""
    return ended_on is not None and today < ended_on + dt.timedelta(days=CLOSING_DAYS)


@dataclass(frozen=True)
class Average:
    """An average and of how many answers; of nothing when they are too few."""

    answers: int
    value: float | None

    @property
    def is_shown(self) -> bool:
        """Say whether there is anything to show."""
        return self.value is not None


HIDDEN = Average(answers=0, value=None)


def average(values: Sequence[int]) -> Average:
    """Return the average of a line, to one decimal; `HIDDEN` of fewer than five."""
    if len(values) < small_cells.LIMIT:
        return HIDDEN
    return Average(len(values), round(sum(values) / len(values), 1))


def over_all(meetings: Iterable[Sequence[int]], *, has_ended: bool) -> Average:
    """Return the average of one line over meetings that can't be answered any more."""
    shown: list[int] = []
    small: list[int] = []
    for values in meetings:
        (shown if len(values) >= small_cells.LIMIT else small).extend(values)
    if has_ended and len(small) >= small_cells.LIMIT:
        shown += small
    return average(shown)


def choices(counts: Mapping[Said, int]) -> tuple[int | small_cells.Hidden, ...] | None:
    """Return how many chose each, small numbers hidden; None of fewer than five answers."""
    told = [counts.get(each, 0) for each in Said]
    if sum(told) < small_cells.LIMIT:
        return None
    return small_cells.protect(told).cells
