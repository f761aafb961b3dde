"""Who is asked what, by when, and in which state an answer is; no Django."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

# One reminder, a week before the answers are wanted.
REMINDER_DAYS = 7
# A season is planned at most so long ahead, and lasts at most so long.
MOST_DAYS_AHEAD = 2 * 366
LONGEST_SEASON_DAYS = 366
# Rhythms of the year before a season are offered as its start.
LOOK_BACK_DAYS = 366
# An old part of a rhythm that was changed meanwhile is not offered again.
SAME_SEASON_DAYS = 42


class Decision(StrEnum):
    """What is said of a rhythm for the coming season."""

    SAME = "same"
    CHANGED = "changed"
    NOT = "not"
    NEW = "new"


class AskState(StrEnum):
    """Where an organisation's answer is."""

    ANSWERED = "answered"
    BEGUN = "begun"
    NOT_YET = "not_yet"
    LATE = "late"


class ContactWarning(Enum):
    """Why word may not reach an organisation (`domain.md` rows 92 and 94)."""

    NO_ADDRESS = auto()
    NO_DEPUTY = auto()
    ROLE_OVER = auto()
    ROLE_ENDS_BEFORE_DEADLINE = auto()


class Refusal(Enum):
    """Why something about planning was not done."""

    SEASON_ENDS_BEFORE_START = auto()
    SEASON_TOO_LONG = auto()
    DEADLINE_GONE = auto()
    DEADLINE_AFTER_START = auto()
    TOO_FAR_AHEAD = auto()
    ROUND_CLOSED = auto()
    ROUND_OPEN = auto()
    UNDECIDED = auto()
    NOTHING_SAID = auto()
    NUDGED_TODAY = auto()
    NO_ADDRESS = auto()
    ALREADY_ANSWERED = auto()
    NOT_OFFERED = auto()
    NEEDS_WEEKDAY = auto()
    NO_SUCH_DAY = auto()
    DAY_IS_GONE = auto()
    NOTHING_TO_PUBLISH = auto()


def refuse_round(
    *, first_on: dt.date, last_on: dt.date, deadline: dt.date, today: dt.date
) -> Refusal | None:
    """Say why a round can't be opened like this, or None."""
    checks = (
        (Refusal.SEASON_ENDS_BEFORE_START, last_on < first_on),
        (Refusal.SEASON_TOO_LONG, (last_on - first_on).days > LONGEST_SEASON_DAYS),
        (Refusal.DEADLINE_GONE, deadline < today),
        (Refusal.DEADLINE_AFTER_START, deadline >= first_on),
        (Refusal.TOO_FAR_AHEAD, (first_on - today).days > MOST_DAYS_AHEAD),
    )
    return next((reason for reason, holds in checks if holds), None)


def reminder_on(deadline: dt.date, *, opened_on: dt.date) -> dt.date | None:
    """Return the day of the one reminder; None when the round opened after it."""
    day = deadline - dt.timedelta(days=REMINDER_DAYS)
    return day if day > opened_on else None


def late_on(deadline: dt.date) -> dt.date:
    """Return the first day on which a missing answer is late."""
    return deadline + dt.timedelta(days=1)


def ask_state(
    *, has_begun: bool, has_answered: bool, deadline: dt.date, today: dt.date
) -> AskState:
    """Say where an answer is; the day of the deadline itself is not late."""
    if has_answered:
        return AskState.ANSWERED
    if today > deadline:
        return AskState.LATE
    return AskState.BEGUN if has_begun else AskState.NOT_YET


def refuse_answer(*, undecided: int, told: int, told_nothing: bool) -> Refusal | None:
    """Say why an answer can't be sent yet, or None.

    Every rhythm offered needs a word; with nothing promised at all one has to say so.
    """
    if told_nothing:
        return None
    if undecided:
        return Refusal.UNDECIDED
    return None if told else Refusal.NOTHING_SAID


def refuse_nudge(
    *, is_closed: bool, has_answered: bool, nudged_on: dt.date | None, today: dt.date
) -> Refusal | None:
    """Say why an organisation can't be nudged now, or None: once a day at most."""
    if is_closed:
        return Refusal.ROUND_CLOSED
    if has_answered:
        return Refusal.ALREADY_ANSWERED
    return Refusal.NUDGED_TODAY if nudged_on == today else None


def contact_warnings(
    *,
    has_address: bool,
    has_deputy: bool,
    has_account: bool,
    role_ends_on: dt.date | None,
    deadline: dt.date,
) -> list[ContactWarning]:
    """List why word may not reach an organisation until the deadline.

    `role_ends_on` is the last day of any role in force of the contact's account.
    """
    checks = (
        (ContactWarning.NO_ADDRESS, not has_address),
        (ContactWarning.NO_DEPUTY, has_address and not has_deputy),
        (ContactWarning.ROLE_OVER, has_account and role_ends_on is None),
        (
            ContactWarning.ROLE_ENDS_BEFORE_DEADLINE,
            role_ends_on is not None and role_ends_on < deadline,
        ),
    )
    return [warning for warning, holds in checks if holds]


def is_short_notice(*, told_on: dt.date, from_on: dt.date, notice_days: int) -> bool:
    """Say whether a change was told later than the partners agreed."""
    return (from_on - told_on).days < notice_days


@dataclass(frozen=True)
class Offer:
    """What matters of a rhythm when it is offered as the start of a season."""

    series: int
    activity: int
    starts_on: dt.date
    ends_on: dt.date | None


def offered(rhythms: Iterable[Offer], *, first_on: dt.date) -> list[int]:
    """List the rhythms of last season that a planning round offers.

    Those that met within the year before the season. Of an activity whose rhythm was
    changed meanwhile only the newest part counts: what ended over six weeks before
    the activity's last rhythm did is history.
    """
    by_activity: dict[int, list[Offer]] = defaultdict(list)
    earliest = first_on - dt.timedelta(days=LOOK_BACK_DAYS)
    for one in rhythms:
        if one.starts_on < first_on and _end(one, first_on) >= earliest:
            by_activity[one.activity].append(one)
    found = []
    for parts in by_activity.values():
        newest = max(_end(one, first_on) for one in parts)
        limit = newest - dt.timedelta(days=SAME_SEASON_DAYS)
        found += [one.series for one in parts if _end(one, first_on) >= limit]
    return found


def _end(one: Offer, first_on: dt.date) -> dt.date:
    return min(one.ends_on or first_on, first_on)
