"""Sentences of the desk: gaps, refusals, and the journal in words."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.calendar import messages as calendar
from pirtti.calendar import programme_messages as programme
from pirtti.core import messages as core
from pirtti.courses import messages as courses
from pirtti.desk.rules import Gap, Refusal
from pirtti.founding import messages as founding
from pirtti.grants import messages as grants
from pirtti.groups import messages as groups
from pirtti.imports import messages as imports
from pirtti.meetings import board_messages as board
from pirtti.meetings import leading_messages as leading
from pirtti.network import messages as network
from pirtti.planning import messages as planning
from pirtti.presence import messages as presence
from pirtti.proposals import messages as proposals
from pirtti.signups import messages as signups
from pirtti.training import messages as training
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
    Refusal.TIMES_OVERLAP: _("These times overlap with others of the same day."),
    Refusal.NO_DATES_TICKED: _("Tick at least one date."),
    Refusal.NOTHING_TO_CHANGE: _("Give a time, a place or a room: what is to change?"),
    Refusal.TOO_MANY_DAYS: _("At most 30 days can be added at once."),
}

# What was done to a date or an activity, as the journal of the page tells it.
DONE: dict[str, Promise | str] = {
    "calendar.activity_saved": _("saved what is told of the activity"),
    "calendar.published": _("published it for families"),
    "calendar.unpublished": _("took it back as a draft"),
    "calendar.series_added": _("added a rhythm"),
    "calendar.series_ended": _("ended a rhythm"),
    "calendar.series_reopened": _("let a rhythm go on again"),
    "calendar.series_changed": _("changed a rhythm"),
    "calendar.dates_loaded": _("brought dates in"),
    "calendar.dates_unloaded": _("took an import back"),
    "calendar.taken_back": _("took a change back"),
    "calendar.date_changed": _("changed this date"),
    "calendar.date_cancelled": _("cancelled this date"),
    "calendar.date_restored": _("took the cancellation back"),
    "calendar.wish_taken": _("made a theme of a wish"),
    "calendar.wish_set_aside": _("set a wish aside"),
    "calendar.activity_unloaded": _("took an imported activity away"),
    "calendar.school_holidays": _("told the school holidays"),
    "calendar.theme_added": _("put a theme in store"),
    "calendar.theme_changed": _("changed a theme in store"),
    "calendar.theme_removed": _("took a theme out of store"),
    "calendar.themes_spread": _("spread themes over the coming dates"),
    **proposals.DONE,
    **groups.DONE,
    **leading.DONE,
    **board.DONE,
    **founding.DONE,
    **grants.DONE,
}
SOMETHING = _("did something else")
# Changes of many dates, by `Change.kind`.
CHANGES: dict[str, Promise | str] = {
    "rhythm": _("A rhythm was changed"),
    "bulk": _("Several dates were changed"),
    "bulk_cancel": _("Several dates were cancelled"),
}
# What dates hold that must not be lost unsaid, by the name of who holds it.
HOLDS: dict[str, Promise | str] = {
    "counts": _("visitors were counted"),
}
# How often a date has a theme, by `Series.theme_every`.
THEMES: dict[int, Promise | str] = {
    0: _("no themes"),
    1: _("each date has a theme"),
    2: _("every second date has a theme"),
    3: _("every third date has a theme"),
    4: _("every fourth date has a theme"),
}

# What a date may have of its own, by the names that `Occurrence.own` holds.
OWN: dict[str, Promise | str] = {
    "on": _("day"),
    "starts_at": _("beginning"),
    "ends_at": _("end"),
    "place": _("place"),
    "room": _("room"),
    "theme": _("theme"),
    "guest": _("guest"),
    "guest_organisation": _("guest’s organisation"),
    "who": _("who is there"),
}


def sentence(reason: Enum) -> Promise | str:
    """Return the sentence of a refusal of the desk or of a floor below it."""
    for table in (
        REFUSALS,
        calendar.REFUSALS,
        programme.REFUSALS,
        network.REFUSALS,
        visits.REFUSALS,
        proposals.REFUSALS,
        planning.REFUSALS,
        presence.REFUSALS,
        imports.REFUSALS,
        leading.REFUSALS,
        board.REFUSALS,
        training.REFUSALS,
        courses.REFUSALS,
        groups.REFUSALS,
        signups.REFUSALS,
        founding.REFUSALS,
        grants.REFUSALS,
    ):
        if reason in table:
            return table[reason]  # type: ignore[index]
    raise KeyError(reason)


def called(name: str) -> str:
    """Return the sentence of a calendar's refusal that was noted by its name."""
    for reason, words in calendar.REFUSALS.items():
        if reason.name == name:
            return str(words)
    return str(core.CHANGED_SINCE)


def done(verb: str) -> str:
    """Say what a line of the journal did."""
    return str(DONE.get(verb, SOMETHING))


def theme_words(every: int) -> str:
    """Say how often a date of a rhythm has a theme."""
    other = _("one date in %(number)s has a theme")
    return str(THEMES.get(every, other)) % {"number": every}


def holds_words(name: str) -> str:
    """Say what a date holds that must not be lost unsaid."""
    return str(HOLDS.get(name, _("something was written down")))


def change_words(kind: str) -> str:
    """Say what a change of many dates was."""
    return str(CHANGES.get(kind, _("Several dates were changed")))


def own_words(names: object) -> list[str]:
    """Name what a date has of its own, in a steady order; unknown names are left out."""
    known = names if isinstance(names, list) else []
    return [str(word) for name, word in OWN.items() if name in known]
