"""Sentences about proposals, values and what is missing."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.proposals.rules import Decision, Missing, Refusal, State, Step

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.LINK_CLOSED: _(
        "This link is no longer open. Ask whoever gave it to you for a new one."
    ),
    Refusal.TOO_MANY: _(
        "Many proposals have come from here in a short time. Try again in an hour."
    ),
    Refusal.NOT_BY_HAND: _(
        "Leave the hidden field empty: it is there to stop programs."
    ),
    Refusal.DECIDED_ALREADY: _("This has been decided already. Look at the history."),
    Refusal.NEEDS_WORDS: _("Write a sentence that the proposer will read."),
    Refusal.NEEDS_PLACE: _("Choose the place where it is held."),
    Refusal.NEEDS_ORGANISATION: _(
        "Choose your organisation from the list or write its name."
    ),
    Refusal.LINK_TOO_LONG: _("A link can be open for a year at most."),
    Refusal.ONE_SCOPE: _("Choose one of your places or areas."),
    Refusal.DAY_GONE: _("That day is already gone. Give a day to come."),
    Refusal.DAY_TOO_FAR: _("That day is over a year away. Check the year."),
    Refusal.UNTIL_BEFORE_DAY: _("The last day is before the first day."),
    Refusal.VALID_UNTIL_GONE: _("That day is already gone. Give a day to come."),
}

STEPS: dict[Step, Promise | str] = {
    Step.SENT: _("The proposal was sent"),
    Step.CHANGED: _("The proposer changed it"),
    Step.ASKED: _("A question to the proposer"),
    Step.APPROVED: _("Approved"),
    Step.DECLINED: _("Declined"),
    Step.WITHDRAWN: _("The proposer took it back"),
}

# How it stands, told to the proposer.
STANDS: dict[State, Promise | str] = {
    State.WAITING: _("The place answers you by e-mail."),
    State.ASKED: _("The place has a question. Change the proposal or answer below."),
    State.APPROVED: _("Thank you for arranging this!"),
    State.DECLINED: _("This time it does not fit in. Thank you for proposing it."),
    State.WITHDRAWN: _("You have taken it back."),
}

DECISIONS: dict[Decision, Promise | str] = {
    Decision.APPROVED: _("Welcome here"),
    Decision.DECLINED: _("Not this time"),
    Decision.LATER: _("Later, at the house meeting"),
}

MISSING: dict[Missing, Promise | str] = {
    Missing.STALE: _(
        "Does what is told still hold? Nobody has said so for two months."
    ),
    Missing.NO_DATES: _("Has no coming dates."),
    Missing.CANCELLED: _("The next date is cancelled and nothing stands in its place."),
    Missing.NO_CONTACT: _("No address is told where partners and Pirtti can ask."),
}

# What was done, as the journal tells it.
DONE: dict[str, Promise | str] = {
    "proposals.link_made": _("made a link for proposing"),
    "proposals.link_revoked": _("closed a link for proposing"),
    "proposals.values_saved": _("changed the values of the place"),
    "proposals.actor_approved": _("welcomed a new actor"),
    "proposals.actor_declined": _("decided not to take a new actor"),
    "proposals.actor_later": _("left a new actor to the house meeting"),
    "proposals.actor_revoked": _("ended the approval of an actor"),
    "proposals.approved": _("approved a proposal"),
    "proposals.confirmed": _("confirmed that what is told still holds"),
}
