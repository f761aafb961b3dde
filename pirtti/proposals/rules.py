"""Decisions about proposals, values checks and what has grown stale; no Django."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

# A link for proposing stays open a season; it can be made anew.
LINK_DAYS = 90
LONGEST_LINK_DAYS = 366
# A new actor's approval is looked at again in a year unless the house says otherwise.
APPROVAL_DAYS = 366
# C4: what nobody confirmed for 60 days is flagged, and 30 days later told to families.
STALE_DAYS = 60
DOUBT_DAYS = 30
# One letter a week at most, whatever grows stale meanwhile.
LETTER_EVERY_DAYS = 7
# A link in a letter confirms for as long as the letter may lie in an inbox.
CONFIRM_LINK_DAYS = 90
# A cancelled date is missed when nothing stands in its place within a week.
REPLACED_WITHIN_DAYS = 7
# … and looked for this far ahead.
CANCELLED_AHEAD_DAYS = 21
# Clashes are looked for this far ahead: a term.
CLASH_DAYS = 120
# Decided proposals are kept for a year.
KEPT_DAYS = 365


class State(StrEnum):
    """Where a proposal stands."""

    WAITING = "waiting"
    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """One line of a proposal's history."""

    SENT = "sent"
    CHANGED = "changed"
    ASKED = "asked"
    APPROVED = "approved"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Decision(StrEnum):
    """What a house decided about a new actor (`domain.md` row 13)."""

    APPROVED = "approved"
    DECLINED = "declined"
    LATER = "later"


class HowOften(StrEnum):
    """How often a proposed activity meets."""

    WEEKLY = "weekly"
    EVEN = "even"
    ODD = "odd"
    ONCE = "once"


class Missing(StrEnum):
    """What an organisation is told about, in one letter."""

    STALE = "stale"
    NO_DATES = "no_dates"
    CANCELLED = "cancelled"
    NO_CONTACT = "no_contact"


class Refusal(Enum):
    """Why something about a proposal was not done."""

    LINK_CLOSED = auto()
    TOO_MANY = auto()
    NOT_BY_HAND = auto()
    DECIDED_ALREADY = auto()
    NEEDS_WORDS = auto()
    NEEDS_PLACE = auto()
    NEEDS_ORGANISATION = auto()
    LINK_TOO_LONG = auto()
    ONE_SCOPE = auto()
    DAY_GONE = auto()
    DAY_TOO_FAR = auto()
    UNTIL_BEFORE_DAY = auto()
    VALID_UNTIL_GONE = auto()


@dataclass(frozen=True)
class Meeting:
    """When something meets on one day (wall clock)."""

    on: dt.date
    starts_at: dt.time
    ends_at: dt.time


def refuse_link(
    *, revoked: bool, expires_at: dt.datetime, now: dt.datetime
) -> Refusal | None:
    """Say why a link does not take proposals, or None when it does."""
    return Refusal.LINK_CLOSED if revoked or now >= expires_at else None


def refuse_link_days(last_on: dt.date, *, today: dt.date) -> Refusal | None:
    """Say why a link can't be open until `last_on`, or None."""
    if last_on < today:
        return Refusal.DAY_GONE
    far = last_on > today + dt.timedelta(days=LONGEST_LINK_DAYS)
    return Refusal.LINK_TOO_LONG if far else None


def refuse_change(state: State) -> Refusal | None:
    """Say why the proposer can't change or withdraw any more, or None."""
    open_states = {State.WAITING, State.ASKED}
    return None if state in open_states else Refusal.DECIDED_ALREADY


def refuse_decision(state: State, step: Step, *, words: str = "") -> Refusal | None:
    """Say why a coordinator can't take this step, or None.

    What was declined may still be approved; what stands in the calendar or was
    taken back may not be decided again. Asking and declining need a sentence.
    """
    closed = {State.APPROVED, State.WITHDRAWN}
    if step != Step.APPROVED:
        closed = closed | {State.DECLINED}
    if state in closed:
        return Refusal.DECIDED_ALREADY
    needs_words = step in {Step.ASKED, Step.DECLINED}
    return Refusal.NEEDS_WORDS if needs_words and not words else None


def refuse_days(
    first: dt.date, until: dt.date | None, *, today: dt.date
) -> Refusal | None:
    """Say what is wrong with the days of a proposal, or None."""
    if first < today:
        return Refusal.DAY_GONE
    if first > today + dt.timedelta(days=LONGEST_LINK_DAYS):
        return Refusal.DAY_TOO_FAR
    return Refusal.UNTIL_BEFORE_DAY if until and until < first else None


def overlap(one: Meeting, other: Meeting) -> bool:
    """Say whether two meetings are on at the same moment; touching ends do not count."""
    return (
        one.on == other.on
        and one.starts_at < other.ends_at
        and other.starts_at < one.ends_at
    )


def clashing(wanted: Iterable[Meeting], others: Iterable[Meeting]) -> set[dt.date]:
    """Return the days on which some wanted meeting overlaps another."""
    by_day: dict[dt.date, list[Meeting]] = {}
    for meeting in others:
        by_day.setdefault(meeting.on, []).append(meeting)
    return {
        meeting.on
        for meeting in wanted
        if any(overlap(meeting, other) for other in by_day.get(meeting.on, ()))
    }


def is_doubtful(told_on: dt.date | None, *, today: dt.date) -> bool:
    """Say whether families should be told to check: flagged 30 days ago, or longer.

    Whoever confirms takes the flag away, so nothing else is looked at.
    """
    return told_on is not None and (today - told_on).days >= DOUBT_DAYS


def may_write_again(last_letter_on: dt.date | None, *, today: dt.date) -> bool:
    """Say whether an organisation may get a letter again: one a week at most."""
    return last_letter_on is None or (today - last_letter_on).days >= LETTER_EVERY_DAYS


def lacks_replacement(cancelled: dt.date, planned: Iterable[dt.date]) -> bool:
    """Say whether nothing takes place within a week of a cancelled day."""
    return all(abs((day - cancelled).days) > REPLACED_WITHIN_DAYS for day in planned)


def is_in_force(
    decision: Decision, *, valid_until: dt.date | None, revoked: bool, today: dt.date
) -> bool:
    """Say whether a house's approval of an actor holds today."""
    lasts = valid_until is None or valid_until >= today
    return decision == Decision.APPROVED and lasts and not revoked
