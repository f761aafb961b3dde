"""Sentences of the desk: gaps, refusals, and the journal in words."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.calendar import messages as calendar
from pirtti.core import messages as core
from pirtti.desk.rules import Gap, Refusal
from pirtti.network import messages as network
from pirtti.visits import messages as visits

GAPS: dict[Gap, Promise | str] = {
    Gap.NOBODY: _("Nobody is named for this yet"),
    Gap.DRAFT: _("Still a draft: families do not see it"),
    Gap.HOLIDAY: _("On a public holiday"),
    Gap.OPEN_BUT_EMPTY: _("The door is open, but nothing is planned"),
    Gap.ENDS_SOON: _("Ends soon"),
}

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.DAY_GONE: _("That day is already gone. Give a day to come."),
    Refusal.DAY_TOO_FAR: _("That day is over three years away. Check the year."),
    Refusal.FIRST_DAY_TOO_OLD: _("The first day is over a year ago. Check the year."),
    Refusal.LAST_DAY_GONE: _(
        "The last day can be today or later: what was held stays in the figures."
    ),
    Refusal.ENDS_ALREADY: _(
        "The rhythm ends before that already. Add a new rhythm to go on longer."
    ),
    Refusal.DATE_OVER: _(
        "This date is over and can't be changed any more. Its count can still be corrected."
    ),
    Refusal.OUT_OF_REACH: _(
        "Like this you could no longer change the activity yourself. Choose one of your own "
        "places, or keep your own organisation among the organisers."
    ),
    Refusal.ROOM_ELSEWHERE: _(
        "This room is in another place. Choose a room of the place."
    ),
    Refusal.NOTHING_TO_UNDO: core.CHANGED_SINCE,
}

# What was done to a date or an activity, as the journal of the page tells it.
DONE: dict[str, Promise | str] = {
    "calendar.activity_saved": _("saved what is told of the activity"),
    "calendar.published": _("published it for families"),
    "calendar.unpublished": _("took it back as a draft"),
    "calendar.series_added": _("added a rhythm"),
    "calendar.series_ended": _("ended a rhythm"),
    "calendar.series_reopened": _("let a rhythm go on again"),
    "calendar.date_changed": _("changed this date"),
    "calendar.date_cancelled": _("cancelled this date"),
    "calendar.date_restored": _("took the cancellation back"),
}
SOMETHING = _("did something else")

# What a date may have of its own, by the names that `Occurrence.own` holds.
OWN: dict[str, Promise | str] = {
    "on": _("day"),
    "starts_at": _("beginning"),
    "ends_at": _("end"),
    "place": _("place"),
    "room": _("room"),
    "theme": _("theme"),
    "guest": _("guest"),
    "who": _("who is there"),
}


def sentence(reason: Enum) -> Promise | str:
    """Return the sentence of a refusal of the desk or of a floor below it."""
    for table in (REFUSALS, calendar.REFUSALS, network.REFUSALS, visits.REFUSALS):
        if reason in table:
            return table[reason]  # type: ignore[index]
    raise KeyError(reason)


def done(verb: str) -> str:
    """Say what a line of the journal did."""
    return str(DONE.get(verb, SOMETHING))


def own_words(names: object) -> list[str]:
    """Name what a date has of its own, in a steady order; unknown names are left out."""
    known = names if isinstance(names, list) else []
    return [str(word) for name, word in OWN.items() if name in known]
