"""Who gets a seat, who waits, and whose turn it is; no Django.

The rule of fairness (docs/decisions/0010 tells why): a seat that opens is for
the family that has waited longest and fits in. A big family that does not fit yet is
passed over at most `MOST_PASSED` times; after that what opens is kept until it fits.
Nobody who comes new gets a seat while somebody waits.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

# A seat is held so long for who has not confirmed the contact yet.
HOLD = dt.timedelta(minutes=30)
# Who gave a phone number is called by a person, which takes longer.
HOLD_FOR_A_CALL = dt.timedelta(days=2)
OFFER_HOURS = 48
# A night is no time to answer: an offer's end in it moves to the morning.
MORNING, NIGHT = dt.time(9), dt.time(21)
MOST_PASSED = 2
# Everything about a family is erased so long after the last date.
KEPT_AFTER = dt.timedelta(days=30)
GONE_KEPT = dt.timedelta(days=2)
ALERTS_UNCONFIRMED_KEPT = dt.timedelta(days=7)
MOST_SEATS = 10_000
# A pile is for one desk of one source; the printed file stays small enough to open.
MOST_IN_PILE = 200
INVITED_FOR = dt.timedelta(days=366)
# A child to be born: at most nine months ahead.
UNBORN_MONTHS = -9
OLDEST_MONTHS = 18 * 12 - 1
MOST_NICKNAME = 40


class State(StrEnum):
    """Where a family stands."""

    HELD = "held"  # a seat is held until the contact is confirmed
    ASKED = "asked"  # a seat is held until the organiser says yes
    IN = "in"
    WAITING = "waiting"
    OFFERED = "offered"  # a seat is held until the family answers
    GONE = "gone"  # told so, then erased


# The states in which a family takes its seats.
SEATED = (State.HELD, State.ASKED, State.IN, State.OFFERED)


class Kind(StrEnum):
    """The letters that go to families; each names the family by number."""

    CONFIRM = "signup_confirm"
    KNOWN = "signup_known"  # signed up again: here is your link
    ASKED = "signup_asked"
    IN = "signup_in"
    IN_LINE = "signup_in_line"
    OFFER = "signup_offer"
    OFFER_OVER = "signup_offer_over"
    DECLINED = "signup_declined"
    REMOVED = "signup_removed"
    MOVED = "signup_moved"
    ALERT_CONFIRM = "signup_alert_confirm"
    ALERT = "signup_alert"


class Need(StrEnum):
    """What a family may tick, where the organiser handles it."""

    CHILD_CARE = "child_care"
    INTERPRETER = "interpreter"
    ACCESS = "access"
    MILK = "milk"
    GLUTEN = "gluten"
    NUTS = "nuts"
    EGG = "egg"
    FISH = "fish"
    OTHER_ALLERGY = "other_allergy"


ALLERGIES = (Need.MILK, Need.GLUTEN, Need.NUTS, Need.EGG, Need.FISH, Need.OTHER_ALLERGY)


class Heard(StrEnum):
    """How a family heard of it (mistä kuulit)."""

    FRIEND = "friend"
    CLINIC = "clinic"
    DAY_CARE = "day_care"
    WORKER = "worker"
    NOTICE = "notice"
    NET = "net"
    SOCIAL = "social"
    PLACE = "place"
    OTHER = "other"


class Refusal(Enum):
    """Why something about signing up was not done, in the order in which it is told."""

    LINK_UNKNOWN = auto()
    NOT_OPEN_YET = auto()
    CLOSED = auto()
    INVITATION_NEEDED = auto()
    INVITATION_USED = auto()
    NOBODY_COMES = auto()
    TOO_MANY_ADULTS = auto()
    TOO_MANY_CHILDREN = auto()
    CHILD_NEEDED = auto()
    AGES_NEEDED = auto()
    AGE_OUTSIDE = auto()
    NEED_NOT_HANDLED = auto()
    MORE_THAN_THERE_IS = auto()
    FULL = auto()
    OFFER_OVER = auto()
    TOO_MANY_TRIES = auto()
    SEATS_TAKEN = auto()
    NOT_WAITING = auto()
    WINDOW_BACKWARDS = auto()
    MINIMUM_ABOVE = auto()
    PILE_TOO_LARGE = auto()
    INVITED_PAST = auto()
    INVITED_TOO_LONG = auto()


@dataclass(frozen=True)
class Wanted:
    """What a family asks for: people, and the children's ages in months."""

    adults: int
    children: int
    ages: tuple[int, ...] = ()
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Terms:
    """What an intake asks of whoever signs up."""

    counts: str
    capacity: int
    most_adults: int
    most_children: int
    asks_ages: bool = False
    age_from_months: int | None = None
    age_to_months: int | None = None
    needs: frozenset[str] = frozenset()


@dataclass(frozen=True)
class InLine:
    """One family in the queue, as the rule of fairness needs it."""

    pk: int
    seats: int
    passed: int


def seats_of(counts: str, wanted: Wanted) -> int:
    """Return how many seats a family takes, by what the intake counts."""
    seats = {
        "families": 1,
        "couples": 1,
        "people": wanted.adults + wanted.children,
        "adults": wanted.adults,
        "children": wanted.children,
    }
    return seats[counts]


def refuse_party(wanted: Wanted, terms: Terms) -> Refusal | None:
    """Say why a family can't sign up so, or None."""
    checks = (
        (wanted.adults + wanted.children < 1, Refusal.NOBODY_COMES),
        (wanted.adults > terms.most_adults, Refusal.TOO_MANY_ADULTS),
        (wanted.children > terms.most_children, Refusal.TOO_MANY_CHILDREN),
        (seats_of(terms.counts, wanted) < 1, Refusal.CHILD_NEEDED),
        (terms.asks_ages and len(wanted.ages) != wanted.children, Refusal.AGES_NEEDED),
        (_is_outside(wanted.ages, terms), Refusal.AGE_OUTSIDE),
        (not wanted.needs <= terms.needs, Refusal.NEED_NOT_HANDLED),
        (
            seats_of(terms.counts, wanted) > terms.capacity,
            Refusal.MORE_THAN_THERE_IS,
        ),
    )
    return next((reason for wrong, reason in checks if wrong), None)


def _is_outside(ages: Iterable[int], terms: Terms) -> bool:
    """Say whether no child has the age asked for (a sibling may be older or younger)."""
    known = list(ages)
    if not known:
        return False
    lowest = UNBORN_MONTHS if terms.age_from_months is None else terms.age_from_months
    highest = OLDEST_MONTHS if terms.age_to_months is None else terms.age_to_months
    return not any(lowest <= age <= highest for age in known)


def refuse_window(
    *,
    is_open: bool,
    opens_at: dt.datetime | None,
    closes_at: dt.datetime | None,
    ends_on: dt.date,
    now: dt.datetime,
    today: dt.date,
) -> Refusal | None:
    """Say why signing up is not possible now, or None."""
    if opens_at is not None and now < opens_at:
        return Refusal.NOT_OPEN_YET
    if not is_open or today > ends_on or (closes_at is not None and now >= closes_at):
        return Refusal.CLOSED
    return None


def whose_turn(queue: Sequence[InLine], free: int) -> tuple[list[int], list[int]]:
    """Say who gets the free seats, and who is passed over by it (numbers of rows).

    The queue is given in its order. See the rule of fairness at the top.
    """
    given: list[int] = []
    passed: list[int] = []
    waiting_over: list[int] = []
    for family in queue:
        if family.seats <= free:
            given.append(family.pk)
            free -= family.seats
            passed.extend(waiting_over)
            waiting_over = []
            continue
        if family.passed >= MOST_PASSED:
            break
        waiting_over.append(family.pk)
        if free < 1:
            break
    return given, passed


def offer_ends(now: dt.datetime, hours: int) -> dt.datetime:
    """Return when an offer ends (wall-clock `now`): never between 21 and 9."""
    end = now + dt.timedelta(hours=hours)
    if MORNING <= end.time() < NIGHT:
        return end
    day = end.date() if end.time() < MORNING else end.date() + dt.timedelta(days=1)
    return dt.datetime.combine(day, MORNING, tzinfo=end.tzinfo)


def age_now(months: int, *, told_on: dt.date, today: dt.date) -> int:
    """Return an age in months on a day (`today`) of one told on another."""
    return months + (today.year - told_on.year) * 12 + today.month - told_on.month


def refuse_capacity(*, capacity: int, taken: int, minimum: int) -> Refusal | None:
    """Say why a number of seats can't be set, or None."""
    if capacity < max(taken, 1):
        return Refusal.SEATS_TAKEN
    if minimum > capacity:
        return Refusal.MINIMUM_ABOVE
    return None


def refuse_pile(number: int, *, valid_until: dt.date, today: dt.date) -> Refusal | None:
    """Say why a pile of invitations can't be made, or None."""
    if not 1 <= number <= MOST_IN_PILE:
        return Refusal.PILE_TOO_LARGE
    if valid_until < today:
        return Refusal.INVITED_PAST
    if valid_until - today > INVITED_FOR:
        return Refusal.INVITED_TOO_LONG
    return None
