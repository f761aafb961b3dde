"""What the pages of sign-ups say before and after: seats, the line, what is stored."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pirtti.calendar.models import Activity, Occurrence
from pirtti.signups import rules, words
from pirtti.signups.models import Intake, InvitationCode, Party
from pirtti.site import intakes

State = rules.State
TONES = {
    State.HELD: "warn",
    State.ASKED: "info",
    State.IN: "good",
    State.WAITING: "info",
    State.OFFERED: "warn",
    State.GONE: "info",
}


@dataclass(frozen=True)
class Seats:
    """What the button on a public page tells: how many seats are free."""

    intake: int
    words: str
    is_full: bool
    has_queue: bool


def seats_of(thing: Activity | Occurrence, now: dt.datetime) -> Seats | None:
    """Return what a page tells of seats; None where nobody signs up now (one query)."""
    found = intakes.open_of(thing, now)
    if found is None:
        return None
    return Seats(
        intake=found.pk,
        words=seats(found),
        is_full=intakes.is_full(found),
        has_queue=found.when_full != Intake.WhenFull.CLOSED,
    )


def seats(intake: Intake) -> str:
    """Say how many seats are free, or that one can queue and how many wait."""
    if not intakes.is_full(intake):
        return free(intake)
    if intake.when_full == Intake.WhenFull.CLOSED:
        return _("All seats are taken. You can ask for word when one opens.")
    if not intake.waiting:
        return _("All seats are taken just now. You can queue: nobody waits yet.")
    return ngettext(
        "All seats are taken just now. You can queue: one family waits.",
        "All seats are taken just now. You can queue: %(number)s families wait.",
        intake.waiting,
    ) % {"number": intake.waiting}


def free(intake: Intake) -> str:
    """Say how many seats are free, by what is counted."""
    number = intake.free
    if intake.counts == Intake.Counts.FAMILIES:
        found = ngettext(
            "There is room for one more family.",
            "There is room for %(number)s families.",
            number,
        )
    elif intake.counts == Intake.Counts.COUPLES:
        found = ngettext(
            "There is room for one more couple.",
            "There is room for %(number)s couples.",
            number,
        )
    elif intake.counts == Intake.Counts.CHILDREN:
        found = ngettext(
            "There is room for one more child.",
            "There is room for %(number)s children.",
            number,
        )
    else:
        found = ngettext(
            "There is one seat free.", "There are %(number)s seats free.", number
        )
    return found % {"number": number}


def fairness(intake: Intake) -> str:
    """Say the rule of fairness in one plain sentence."""
    if intake.when_full == Intake.WhenFull.CLOSED:
        return _("Seats go in the order in which families sign up.")
    return _(
        "Seats go in the order in which families sign up. One that opens is for the family "
        "that has waited longest and fits in; nobody passes the line."
    )


def kept(intake: Intake) -> str:
    """Say what is stored and until when."""
    last = intake.ends_on + rules.KEPT_AFTER
    return _(
        "We store only what you write here, locked. You can erase it at any time; on "
        "%(day)s it is erased by itself."
    ) % {"day": words.day(last)}


def age_limits(intake: Intake) -> str:
    """Say for which ages it is; empty when for all, or when ages are not asked."""
    low, high = intake.age_from_months, intake.age_to_months
    if not intake.asks_ages or (low is None and high is None):
        return ""
    if low is None or low <= 0:
        return _("For children up to %(to)s.") % {"to": words.age(high or 0)}
    if high is None:
        return _("For children from %(from)s on.") % {"from": words.age(low)}
    told = {"from": words.age(low), "to": words.age(high)}
    return _("For children from %(from)s to %(to)s.") % told


def before(intake: Intake, code: InvitationCode | None) -> list[tuple[str, str]]:
    """List what one should know before signing up: icon and sentence."""
    lines = [("users", seats(intake)), ("baby", age_limits(intake))]
    if intake.needs_approval and code is None:
        lines.append(
            ("message-circle", _("The leader answers you before the seat is yours."))
        )
    if intake.closes_at is not None:
        told = _("Sign up by %(moment)s.") % {"moment": words.until(intake.closes_at)}
        lines.append(("clock", told))
    lines += [("list", fairness(intake)), ("lock", kept(intake))]
    return [(icon, sentence) for icon, sentence in lines if sentence]


def stands(party: Party, place: int | None, now: dt.datetime) -> str:
    """Say where a family stands, in one or two sentences."""
    state = State(party.state)
    if state is State.WAITING:
        return _waiting(party, place)
    if state is State.HELD:
        return _held(party)
    if state is State.OFFERED:
        return _offered(party, now)
    return {
        State.ASKED: _(
            "You have asked for a seat. The leader answers you; until then it is kept for you."
        ),
        State.IN: _("You are in. Welcome, just as you are."),
        State.GONE: _(
            "You have no seat here any more. What you told is erased in two days, or at once "
            "when you press the button below."
        ),
    }[state]


def _held(party: Party) -> str:
    if party.by_phone:
        return _(
            "A seat is kept for you. The leader calls or texts you within two days; you need "
            "not do anything before that."
        )
    if party.until is None:
        return _("A seat is kept for you. Press the button, and it is yours.")
    told = {"moment": words.until(party.until)}
    return (
        _("A seat is kept for you until %(moment)s. Press the button, and it is yours.")
        % told
    )


def _offered(party: Party, now: dt.datetime) -> str:
    if party.until is None or now >= party.until:
        return _(
            "A seat was offered to you, but the time to answer is over. It goes to the next "
            "in line."
        )
    told = {"moment": words.until(party.until)}
    return _("A seat is offered to you until %(moment)s. Do you take it?") % told


def _waiting(party: Party, place: int | None) -> str:
    if party.confirmed_at is None and party.until is not None:
        told = {"moment": words.until(party.until)}
        return (
            _("All seats are taken. Press the button by %(moment)s to join the line.")
            % told
        )
    if place is None or place <= 1:
        return _("You are next in line. We tell you when a seat opens.")
    return _(
        "You are in line, your place is %(place)s. We tell you when a seat opens."
    ) % {"place": place}


def must_confirm(party: Party) -> bool:
    """Say whether the family has to press once that the address is its own."""
    is_waiting = party.state in {State.HELD, State.WAITING}
    return is_waiting and party.confirmed_at is None and not party.by_phone


def can_answer(party: Party, now: dt.datetime) -> bool:
    """Say whether an offer waits for an answer."""
    in_time = party.until is None or now < party.until
    return party.state == State.OFFERED and in_time
