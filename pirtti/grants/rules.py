"""Who may apply when, what may be granted, when a report is due; no Django.

The activity grant is applied for each January (`domain.md` row 27). Amounts are in cents.
"""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

MOST_CENTS = 9_999_999
MOST_MEETINGS = 400
MOST_VISITS = 100_000
# A window is at most so long; a report is due at most so long after it closed.
LONGEST_WINDOW = dt.timedelta(days=183)
LONGEST_REPORT = dt.timedelta(days=2 * 366)
# Leaders are reminded so long before the report is due.
REMINDED_BEFORE = dt.timedelta(days=14)
# What was never sent, or was withdrawn, goes so long after the window closed.
UNSENT_KEPT = dt.timedelta(days=30)
# Vouchers are kept for six years (accounting act, chapter 2 § 10).
KEPT = dt.timedelta(days=6 * 366)


class ForGroups(StrEnum):
    """Which groups a call is for, by where they meet."""

    LOCAL = "local"
    ONLINE = "online"
    BOTH = "both"


class CallState(StrEnum):
    """Where a call stands, by its days."""

    COMING = "coming"
    OPEN = "open"
    CLOSED = "closed"


class State(StrEnum):
    """Where an application stands."""

    DRAFT = "draft"
    SENT = "sent"
    WITHDRAWN = "withdrawn"
    GRANTED = "granted"
    DECLINED = "declined"


class Refusal(Enum):
    """Why something about a grant was not done."""

    WINDOW_BACKWARDS = auto()
    WINDOW_TOO_LONG = auto()
    REPORT_TOO_EARLY = auto()
    REPORT_TOO_LATE = auto()
    MOST_OUT_OF_RANGE = auto()
    ASKED_MORE = auto()
    CALL_DECIDED = auto()
    NOT_OPEN_YET = auto()
    WINDOW_CLOSED = auto()
    NOT_FOR_GROUP = auto()
    GROUP_OVER = auto()
    NOTHING_ASKED = auto()
    ABOVE_MOST = auto()
    PURPOSE_NEEDED = auto()
    DECIDED_ALREADY = auto()
    SENT_ALREADY = auto()
    NOT_SENT = auto()
    STILL_OPEN = auto()
    OWN_GROUP = auto()
    NOTHING_GRANTED = auto()
    MORE_THAN_ASKED = auto()
    REASON_NEEDED = auto()
    NOT_GRANTED = auto()
    MORE_THAN_GRANTED = auto()
    DONE_NEEDED = auto()
    REPORT_CLOSED = auto()


DECIDED = (State.GRANTED, State.DECLINED)
# What those who decide see: neither drafts nor what was withdrawn.
SEEN = (State.SENT, *DECIDED)
# Groups by where they meet (`groups.rules.Meets`), for each kind of call.
_MEETS: dict[ForGroups, frozenset[str]] = {
    ForGroups.LOCAL: frozenset({"on_site", "both"}),
    ForGroups.ONLINE: frozenset({"online", "both"}),
    ForGroups.BOTH: frozenset({"on_site", "online", "both"}),
}


@dataclass(frozen=True)
class Days:
    """The days of a call: its window, both ends included, and when reports are due."""

    opens_on: dt.date
    closes_on: dt.date
    report_due_on: dt.date

    def state(self, today: dt.date) -> CallState:
        """Say whether the window is to come, open or closed."""
        if today < self.opens_on:
            return CallState.COMING
        return CallState.OPEN if today <= self.closes_on else CallState.CLOSED


@dataclass(frozen=True)
class Wanted:
    """What a group asks for: how much, for what, for how many meetings."""

    cents: int
    purpose: str
    meetings: int


@dataclass(frozen=True)
class Told:
    """What a group reports: what was used and done, how often, how many came."""

    cents_used: int
    done: str
    meetings: int
    visits: int


@dataclass(frozen=True)
class Standing:
    """What a decision is made from."""

    state: State
    call: CallState
    asked: int
    is_own_group: bool


def usual_days(today: dt.date) -> Days:
    """Return the window of the January that is now or comes next, reports a year later."""
    year = today.year if today <= dt.date(today.year, 1, 31) else today.year + 1
    ends = dt.date(year, 1, 31)
    return Days(dt.date(year, 1, 1), ends, ends.replace(year=year + 1))


def meets_for(kind: ForGroups) -> frozenset[str]:
    """Return where groups may meet that such a call is for."""
    return _MEETS[kind]


def refuse_call(
    days: Days, *, most_cents: int, asked: int = 0, has_decisions: bool = False
) -> Refusal | None:
    """Say why a call can't be like this, or None.

    `asked` is the largest sum of an application that was sent already.
    """
    after = days.report_due_on - days.closes_on
    checks = (
        (has_decisions, Refusal.CALL_DECIDED),
        (days.closes_on < days.opens_on, Refusal.WINDOW_BACKWARDS),
        (days.closes_on - days.opens_on > LONGEST_WINDOW, Refusal.WINDOW_TOO_LONG),
        (after <= dt.timedelta(0), Refusal.REPORT_TOO_EARLY),
        (after > LONGEST_REPORT, Refusal.REPORT_TOO_LATE),
        (not 0 < most_cents <= MOST_CENTS, Refusal.MOST_OUT_OF_RANGE),
        (most_cents < asked, Refusal.ASKED_MORE),
    )
    return _first(checks)


def refuse_applying(
    wanted: Wanted, *, call: CallState, state: State, most_cents: int, send: bool
) -> Refusal | None:
    """Say why an application can't be kept or sent like this, or None."""
    checks = (
        (state in DECIDED, Refusal.DECIDED_ALREADY),
        (call == CallState.COMING, Refusal.NOT_OPEN_YET),
        (call == CallState.CLOSED, Refusal.WINDOW_CLOSED),
        (state == State.SENT and not send, Refusal.SENT_ALREADY),
        (wanted.cents <= 0, Refusal.NOTHING_ASKED),
        (wanted.cents > most_cents, Refusal.ABOVE_MOST),
        (not wanted.purpose.strip(), Refusal.PURPOSE_NEEDED),
    )
    return _first(checks)


def refuse_withdrawing(state: State) -> Refusal | None:
    """Say why an application can't be taken back, or None."""
    if state in DECIDED:
        return Refusal.DECIDED_ALREADY
    return None if state == State.SENT else Refusal.NOT_SENT


def refuse_decision(
    standing: Standing, *, granted: int | None, reason: str
) -> Refusal | None:
    """Say why a decision can't be made like this, or None; `granted` None declines.

    All are decided on when the window has closed, so that all are looked at alike.
    """
    checks = (
        (standing.is_own_group, Refusal.OWN_GROUP),
        (standing.state in DECIDED, Refusal.DECIDED_ALREADY),
        (standing.state != State.SENT, Refusal.NOT_SENT),
        (standing.call != CallState.CLOSED, Refusal.STILL_OPEN),
        (granted is not None and granted <= 0, Refusal.NOTHING_GRANTED),
        (
            granted is not None and granted > standing.asked,
            Refusal.MORE_THAN_ASKED,
        ),
        (
            (granted is None or granted < standing.asked) and not reason.strip(),
            Refusal.REASON_NEEDED,
        ),
    )
    return _first(checks)


def refuse_report(
    told: Told,
    *,
    state: State,
    granted: int,
    has_report: bool,
    due_on: dt.date,
    today: dt.date,
) -> Refusal | None:
    """Say why a report can't be sent like this, or None.

    A late first report is taken; one that was sent is corrected until its day.
    """
    checks = (
        (state != State.GRANTED, Refusal.NOT_GRANTED),
        (has_report and today > due_on, Refusal.REPORT_CLOSED),
        (told.cents_used > granted, Refusal.MORE_THAN_GRANTED),
        (not told.done.strip(), Refusal.DONE_NEEDED),
    )
    return _first(checks)


def is_report_late(
    state: State, *, reported_on: dt.date | None, due_on: dt.date, today: dt.date
) -> bool:
    """Say whether a report is missing after its day, or came after it."""
    return state == State.GRANTED and (reported_on or today) > due_on


def _first(checks: Collection[tuple[bool, Refusal]]) -> Refusal | None:
    return next((reason for wrong, reason in checks if wrong), None)
