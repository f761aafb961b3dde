"""What a group is, and where in its life it may go; no Django.

A group's kind is six axes that do not depend on one another (`domain.md` §0.1);
what people call them differs by town, so the words can be changed and the axes not.
"""

import datetime as dt
import math
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

# A hidden group ends for good so long after its last meeting (signups erases by it too).
KEPT_AFTER = dt.timedelta(days=30)
# Who led a group without an end is forgotten so long after their own last day.
LED_KEPT = dt.timedelta(days=365)
MOST_SUPPORT_VISITS = 3
# Leaders hear of families that wait for an answer once in so long a time, by day:
# a seat is held two days for who has to be called.
ASKING_TOLD_AGAIN = dt.timedelta(hours=20)
# Leaders are told so long before their time ends.
LEADER_ASKED_BEFORE = dt.timedelta(days=30)
# A cohort that goes on together does so for half a year, unless told otherwise.
MOVES_ON_FOR = dt.timedelta(days=182)


class Audience(StrEnum):
    """For whom (kenelle)."""

    EVERYONE = "everyone"
    DIRECTED = "directed"  # for those who use a service already (suunnattu)
    TARGETED = "targeted"  # for a need (kohdennettu)


class Joining(StrEnum):
    """Whether newcomers may come after the start."""

    ROLLING = "rolling"  # avoin
    CLOSED = "closed"  # suljettu


class Entry(StrEnum):
    """How one gets in."""

    WALK_IN = "walk_in"
    SIGN_UP = "sign_up"
    INVITATION = "invitation"
    OWN_WORKER = "own_worker"


class Leadership(StrEnum):
    """Who leads."""

    VOLUNTEER = "volunteer"
    PROFESSIONAL = "professional"
    PAIR = "pair"  # a worker and a volunteer together
    EXPERIENCE = "experience"  # by experience, without workers


class Meets(StrEnum):
    """Where it meets."""

    ON_SITE = "on_site"
    ONLINE = "online"
    BOTH = "both"


class Listing(StrEnum):
    """Who can find it."""

    PUBLIC = "public"
    UNLISTED = "unlisted"


class State(StrEnum):
    """Where in its life a group is (elinkaari)."""

    IDEA = "idea"
    PLANNED = "planned"
    RECRUITING = "recruiting"
    DECISION = "decision"
    RUNNING = "running"
    ENDED = "ended"
    CANCELLED = "cancelled"


class Category(StrEnum):
    """The seven forms of the 2007 evaluation (S1 table 6)."""

    CHILD_AND_PARENT = "child_parent"
    OPEN_TO_ALL = "all"
    MOTHERS = "mothers"
    IMMIGRANTS = "immigrants"
    FATHERS = "fathers"
    PARENTS = "parents"
    OTHER = "other"


class Choice(StrEnum):
    """What is decided on the decision day (päätöspäivä)."""

    START = "start"
    POSTPONE = "postpone"
    MERGE = "merge"
    CANCEL = "cancel"


class Refusal(Enum):
    """Why something about a group was not done."""

    NOT_NOW = auto()
    NO_LEADER = auto()
    NO_DATES = auto()
    DATE_PAST = auto()
    DATE_BACKWARDS = auto()
    OTHER_IS_FULL = auto()
    OTHER_NOT_OPEN = auto()
    SAME_GROUP = auto()
    MUST_BE_UNLISTED = auto()
    LEADER_TWICE = auto()
    LEADER_LAST = auto()
    REASON_NEEDED = auto()
    NO_SIGN_UP = auto()
    GROUP_ALREADY = auto()


# What may follow what. Postponing goes from the decision back to recruiting.
NEXT: dict[State, frozenset[State]] = {
    State.IDEA: frozenset({State.PLANNED, State.CANCELLED}),
    State.PLANNED: frozenset({State.RECRUITING, State.RUNNING, State.CANCELLED}),
    State.RECRUITING: frozenset({State.DECISION, State.RUNNING, State.CANCELLED}),
    State.DECISION: frozenset({State.RUNNING, State.RECRUITING, State.CANCELLED}),
    State.RUNNING: frozenset({State.ENDED}),
    State.ENDED: frozenset(),
    State.CANCELLED: frozenset(),
}


class Lack(StrEnum):
    """What a group lacks, in the order in which it is told."""

    NO_LEADER = "no_leader"
    NO_DATES = "no_dates"
    NO_SIGN_UP = "no_sign_up"
    BELOW_MINIMUM = "below_minimum"
    LATE_TASKS = "late_tasks"
    ALONE = "alone"
    LEADER_ENDS = "leader_ends"


@dataclass(frozen=True)
class Facts:
    """What is known of a group now; numbers of families only.

    `seats` are those of families that are in, by what the sign-up counts;
    `led_until` is the last day on which somebody leads it.
    """

    state: State
    leaders: int = 0
    led_until: dt.date | None = None
    late_tasks: int = 0
    open_tasks: int = 0
    next_at: dt.datetime | None = None
    has_sign_up: bool = True
    walks_in: bool = False
    families: int = 0
    waiting: int = 0
    asked: int = 0
    seats: int = 0
    free: int = 0
    minimum: int = 0
    ends_on: dt.date | None = None


# Groups that are over: nobody joins or leads them any more.
OVER = (State.ENDED, State.CANCELLED)
# States in which something may still be lacking.
ALIVE = (
    State.IDEA,
    State.PLANNED,
    State.RECRUITING,
    State.DECISION,
    State.RUNNING,
)


@dataclass(frozen=True)
class Axes:
    """The six axes of one group."""

    audience: Audience = Audience.EVERYONE
    joining: Joining = Joining.ROLLING
    entry: Entry = Entry.SIGN_UP
    leadership: Leadership = Leadership.PAIR
    meets: Meets = Meets.ON_SITE
    listing: Listing = Listing.PUBLIC


def may_follow(before: State, after: State) -> bool:
    """Say whether a group may go from one step to another."""
    return after in NEXT[before]


def usual_listing(audience: Audience) -> Listing:
    """Return who can find a group unless somebody says otherwise (`domain.md` §5)."""
    return Listing.PUBLIC if audience == Audience.EVERYONE else Listing.UNLISTED


def refuse_axes(axes: Axes) -> Refusal | None:
    """Say why axes do not go together: a targeted group is never listed."""
    if axes.audience == Audience.TARGETED and axes.listing == Listing.PUBLIC:
        return Refusal.MUST_BE_UNLISTED
    return None


def takes_newcomers(
    axes: Axes, state: State, *, first_on: dt.date | None, today: dt.date
) -> bool:
    """Say whether a family may still come in.

    A closed group takes nobody after its first meeting (`domain.md` glossary).
    """
    if state in {State.IDEA, State.PLANNED, State.ENDED, State.CANCELLED}:
        return False
    if axes.joining == Joining.ROLLING:
        return True
    if first_on is None:
        return state != State.RUNNING
    return today <= first_on


def refuse_step(before: State, after: State) -> Refusal | None:
    """Say why a group can't go from one step to another, or None."""
    return None if may_follow(before, after) else Refusal.NOT_NOW


def refuse_recruiting(
    *,
    before: State,
    leaders: int,
    next_on: dt.date | None,
    decision_on: dt.date | None,
    today: dt.date,
    has_sign_up: bool,
) -> Refusal | None:
    """Say why families can't be asked to join yet, or None.

    The decision day is at the latest the day of the first meeting.
    """
    checks = (
        (not may_follow(before, State.RECRUITING), Refusal.NOT_NOW),
        (leaders < 1, Refusal.NO_LEADER),
        (next_on is None, Refusal.NO_DATES),
        (not has_sign_up, Refusal.NO_SIGN_UP),
        (decision_on is not None and decision_on < today, Refusal.DATE_PAST),
        (
            decision_on is not None and next_on is not None and decision_on > next_on,
            Refusal.DATE_BACKWARDS,
        ),
    )
    return next((reason for wrong, reason in checks if wrong), None)


def refuse_postponing(
    *, decision_on: dt.date | None, until: dt.date | None, today: dt.date
) -> Refusal | None:
    """Say why the decision can't be put off to a day, or None."""
    if until is None or until <= today:
        return Refusal.DATE_PAST
    if decision_on is not None and until <= decision_on:
        return Refusal.DATE_BACKWARDS
    return None


def weeks_later(*, decision_on: dt.date | None, until: dt.date, today: dt.date) -> int:
    """Return by how many whole weeks meetings move when the decision is put off."""
    return math.ceil((until - (decision_on or today)).days / 7)


def is_led_alone(leaders: int) -> bool:
    """Say whether to recommend a pair: responsibility is shared by two (S2 Vetäjä)."""
    return leaders == 1


def lacks(facts: Facts, *, today: dt.date) -> list[Lack]:
    """List what a group lacks that still lives, what matters most first."""
    if facts.state not in ALIVE:
        return []
    soon = today + LEADER_ASKED_BEFORE
    checks = {
        Lack.NO_LEADER: facts.leaders < 1,
        Lack.NO_DATES: facts.next_at is None and facts.state != State.IDEA,
        Lack.NO_SIGN_UP: not facts.has_sign_up and not facts.walks_in,
        Lack.BELOW_MINIMUM: facts.state in {State.RECRUITING, State.DECISION}
        and facts.seats < facts.minimum,
        Lack.LATE_TASKS: facts.late_tasks > 0,
        Lack.ALONE: is_led_alone(facts.leaders),
        Lack.LEADER_ENDS: facts.led_until is not None
        and facts.led_until <= min(soon, facts.ends_on or soon)
        and facts.led_until != facts.ends_on,
    }
    return [lack for lack, holds in checks.items() if holds]
