"""What an idea for a group needs, how it goes on, and when it is forgotten; no Django.

The six steps are the checklist of the source: leader, telling, for whom, networks,
resources, content (S2). An idea asks for nothing but what the next person needs.
"""

import datetime as dt
from enum import Enum, StrEnum, auto

# A draft that nobody sent, and an idea that was declined, are forgotten so long after.
DRAFT_KEPT = dt.timedelta(days=30)
DECLINED_KEPT = dt.timedelta(days=90)
# What became a group, and what nobody answered.
ACCEPTED_KEPT = dt.timedelta(days=90)
UNANSWERED_KEPT = dt.timedelta(days=180)
# An invitation to lead waits so long for an answer.
INVITED_KEPT = dt.timedelta(days=14)
# A group ends by itself unless somebody decided when: half a year (S2 Kenelle).
USUAL_LENGTH = dt.timedelta(days=182)
LONGEST = dt.timedelta(days=3 * 365)
MOST_MEETINGS = 200
OLDEST_MONTHS = 28 * 12
# A task that came with the idea is due so long after unless somebody says when.
TASK_DAYS = 14


class Step(StrEnum):
    """The six steps of an idea, in order."""

    LEADER = "leader"
    TELLING = "telling"
    WHOM = "whom"
    NETWORKS = "networks"
    RESOURCES = "resources"
    CONTENT = "content"


STEPS = tuple(Step)
# The page after the steps: looking through, sending, and later how it stands.
READY = "ready"


class State(StrEnum):
    """Where an idea stands."""

    DRAFT = "draft"
    SENT = "sent"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class What(StrEnum):
    """One line of what was said about an idea."""

    SENT = "sent"
    ASKED = "asked"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Leading(StrEnum):
    """Who would lead: a pair is recommended, nobody is turned down."""

    ALONE = "alone"
    PAIR = "pair"
    SEEKING = "seeking"


class LeadsAs(StrEnum):
    """As whom one leads; none of them needs a training (S1 §7.5)."""

    PEER = "peer"
    EXPERIENCE = "experience"
    WORKER = "worker"


class Has(StrEnum):
    """Whether something is there already."""

    HERE = "here"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


class Content(StrEnum):
    """What one does together."""

    TALK = "talk"
    THEMES = "themes"
    BOTH = "both"


class HowOften(StrEnum):
    """How often one meets."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"
    OTHER = "other"


class Channel(StrEnum):
    """Where people are told of the group (S2 Viestintä)."""

    SOCIAL = "social"
    MEMBER_LETTER = "member_letter"
    MAIL = "mail"
    NOTICE_BOARD = "notice_board"
    ACQUAINTANCES = "acquaintances"
    CLINIC = "clinic"
    DAY_CARE = "day_care"
    CALENDAR = "calendar"


class LifeStage(StrEnum):
    """Where in life a child with a special need is (S2)."""

    SMALL = "small"
    BECOMING_INDEPENDENT = "becoming_independent"
    ADULT = "adult"


# What may be there or missing, and the task it becomes (`groups.models.Task.What`).
RESOURCES = {
    "room": "room",
    "child_care": "child_care",
    "food": "catering",
    "budget": "budget",
}


class Refusal(Enum):
    """Why something about an idea or its support was not done."""

    LINK_UNKNOWN = auto()
    TOO_MANY = auto()
    NOT_BY_HAND = auto()
    NEEDS_AREA = auto()
    NEEDS_ALIAS = auto()
    NEEDS_CONTACT = auto()
    NEEDS_WHOM = auto()
    SENT_ALREADY = auto()
    DECIDED_ALREADY = auto()
    NEEDS_WORDS = auto()
    AGES_BACKWARDS = auto()
    UNTIL_GONE = auto()
    UNTIL_TOO_FAR = auto()
    NEEDS_PLACE = auto()
    ACCOUNT_CLOSED = auto()
    CONTACT_LOST = auto()
    ASKED_ALREADY = auto()
    DAY_AHEAD = auto()
    VISITS_USED = auto()
    INVITED_ALREADY = auto()
    LEADS_ALREADY = auto()


def is_open(state: State) -> bool:
    """Say whether the proposer may still change it."""
    return state in {State.DRAFT, State.SENT, State.ASKED}


def waits(state: State) -> bool:
    """Say whether somebody may still decide about it."""
    return state in {State.SENT, State.ASKED}


def beside(step: Step) -> tuple[str, str]:
    """Return the page before and the page after a step; the first has none before."""
    number = STEPS.index(step)
    before = STEPS[number - 1].value if number else ""
    after = STEPS[number + 1].value if number + 1 < len(STEPS) else READY
    return before, after


def missing(*, alias: str, has_contact: bool, for_whom: str) -> list[Refusal]:
    """List what the one who answers can't do without."""
    found = [
        (bool(alias), Refusal.NEEDS_ALIAS),
        (has_contact, Refusal.NEEDS_CONTACT),
        (bool(for_whom), Refusal.NEEDS_WHOM),
    ]
    return [reason for is_there, reason in found if not is_there]


def step_of(reason: Refusal) -> Step:
    """Return the step where something that is missing is asked."""
    return Step.WHOM if reason == Refusal.NEEDS_WHOM else Step.LEADER


def refuse_ages(low: int | None, high: int | None) -> Refusal | None:
    """Say why ages in months can't be."""
    if low is not None and high is not None and high < low:
        return Refusal.AGES_BACKWARDS
    return None


def refuse_until(until: dt.date | None, *, today: dt.date) -> Refusal | None:
    """Say why a last day can't be."""
    if until is None:
        return None
    if until < today:
        return Refusal.UNTIL_GONE
    return Refusal.UNTIL_TOO_FAR if until > today + LONGEST else None


def refuse_decision(state: State, what: What, *, words: str = "x") -> Refusal | None:
    """Say why an idea can't be asked about, declined or accepted."""
    if not waits(state):
        return Refusal.DECIDED_ALREADY
    if what in {What.ASKED, What.DECLINED} and not words:
        return Refusal.NEEDS_WORDS
    return None


def usual_end(
    until: dt.date | None, meetings: int | None, how_often: str, *, today: dt.date
) -> dt.date:
    """Return the day a group ends: as decided, as many meetings take, or half a year."""
    if until is not None:
        return until
    days = {HowOften.WEEKLY: 7, HowOften.FORTNIGHTLY: 14, HowOften.MONTHLY: 31}
    between = next((days[one] for one in days if one == how_often), None)
    if meetings and between:
        return today + min(dt.timedelta(days=between * meetings + TASK_DAYS), LONGEST)
    return today + USUAL_LENGTH


def refuse_visit(
    on: dt.date, *, is_remote: bool, used: int, most: int, today: dt.date
) -> Refusal | None:
    """Say why a visit of the support person can't be: three, and never ahead (S2).

    Advice from afar is not limited.
    """
    if on > today:
        return Refusal.DAY_AHEAD
    return Refusal.VISITS_USED if not is_remote and used >= most else None


class Kind(StrEnum):
    """The letters of this app."""

    MINE = "idea_sent"
    NEWS = "idea_news"
    ARRIVED = "idea_arrived"
    ACCEPTED = "idea_accepted"
    INVITED = "idea_lead_together"
    SUPPORT = "idea_support"
