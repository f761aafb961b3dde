"""Sentences about the board of a group and about what members thought."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.meetings import board_rules, rating_rules

TOO_MANY = _("That was a lot at once. Wait a little while and try again.")

REFUSALS: dict[Enum, Promise | str] = {
    board_rules.Refusal.BOARD_CLOSED: _("Nothing can be written here any more."),
    board_rules.Refusal.NOTHING_WRITTEN: _("Write something first."),
    board_rules.Refusal.TOO_MANY_MESSAGES: TOO_MANY,
    board_rules.Refusal.NO_MAIL_ADDRESS: _(
        "We know only a phone number of yours, so we can't send mails."
    ),
    rating_rules.Refusal.NOT_OPEN: _(
        "The time for answering is over. Thank you for wanting to!"
    ),
    rating_rules.Refusal.ANSWERED_ALREADY: _("You have answered already. Thank you!"),
    rating_rules.Refusal.NOTHING_ANSWERED: _(
        "Answer at least one question, or leave the page: both are fine."
    ),
}

# What was done, as the journal tells it: never what somebody wrote.
DONE: dict[str, Promise | str] = {
    "board.hidden": _("hid a message of the board"),
    "board.shown": _("showed a message of the board"),
}

REASONS: dict[board_rules.Reason, Promise | str] = {
    board_rules.Reason.HURTFUL: _("It hurts somebody"),
    board_rules.Reason.PRIVATE: _("It tells something private"),
    board_rules.Reason.SELLING: _("It sells or advertises"),
    board_rules.Reason.OTHER: _("Something else"),
}

# Own words, asked of nobody but this group: how it felt, and whether it helped.
LINES: dict[str, Promise | str] = {
    "welcome": _("Did I feel welcome?"),
    "said": _("Could I say what I wanted to?"),
    "useful": _("Was it useful for my everyday life?"),
    "again": _("Do I want to come again?"),
}
ENDS = (_("Not at all"), _("Very much"))

CLOSING: dict[str, Promise | str] = {
    "strength": _("Did the group give you strength for everyday life?"),
    "people": _("Did you find people to keep in touch with?"),
    "recommend": _("Would you recommend such a group to a friend?"),
}
SAID: dict[rating_rules.Said, Promise | str] = {
    rating_rules.Said.YES: _("Yes"),
    rating_rules.Said.PARTLY: _("Partly"),
    rating_rules.Said.NO: _("No"),
}
