"""What a group is, and where in its life it may go; no Django.

A group's kind is six axes that do not depend on one another (`domain.md` §0.1);
what people call them differs by town, so the words can be changed and the axes not.
"""

import datetime as dt
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

# A hidden group ends for good so long after its last meeting (signups erases by it too).
KEPT_AFTER = dt.timedelta(days=30)
MOST_SUPPORT_VISITS = 3
# Leaders are told so long before their time ends.
LEADER_ASKED_BEFORE = dt.timedelta(days=30)


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


class Refusal(Enum):
    """Why something about a group was not done."""

    NOT_NOW = auto()
    NO_LEADER = auto()
    NO_DATES = auto()
    TOO_FEW = auto()
    DATE_PAST = auto()
    DATE_BACKWARDS = auto()
    OTHER_IS_FULL = auto()
    OTHER_NOT_OPEN = auto()
    SAME_GROUP = auto()
    MUST_BE_UNLISTED = auto()
    LEADER_TWICE = auto()
    LEADER_LAST = auto()
    VISITS_USED = auto()
    REASON_NEEDED = auto()


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
    return state != State.RUNNING and (first_on is None or today <= first_on)


def is_led_alone(leaders: int) -> bool:
    """Say whether to recommend a pair: responsibility is shared by two (S2 Vetäjä)."""
    return leaders == 1
