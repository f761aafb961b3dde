"""Sentences about planning."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pirtti.planning.rules import (
    AgeBand,
    AskState,
    ContactWarning,
    Mismatch,
    Part,
    Refusal,
    What,
)

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.SEASON_ENDS_BEFORE_START: _("The season ends before it begins."),
    Refusal.SEASON_TOO_LONG: _("A season can last a year at most."),
    Refusal.DEADLINE_GONE: _("The deadline is already gone. Give a day to come."),
    Refusal.DEADLINE_AFTER_START: _("The deadline has to be before the season begins."),
    Refusal.TOO_FAR_AHEAD: _("The season begins over two years from now."),
    Refusal.ROUND_CLOSED: _(
        "This planning round is closed. Ask the coordinator to open it again."
    ),
    Refusal.ROUND_OPEN: _("Close the planning round first."),
    Refusal.UNDECIDED: _("Say something of each activity first: some still wait."),
    Refusal.NOTHING_SAID: _(
        "Nothing is planned yet. Add something, or tell that there is nothing this season."
    ),
    Refusal.NUDGED_TODAY: _("They were reminded today already. Try again tomorrow."),
    Refusal.NO_ADDRESS: _("No e-mail address is known for them. Give them a call."),
    Refusal.ALREADY_ANSWERED: _("They have answered already."),
    Refusal.NOT_OFFERED: _("This activity is not among those asked about."),
    Refusal.NEEDS_WEEKDAY: _("Choose at least one weekday."),
    Refusal.NO_SUCH_DAY: _("There is no such day in the year."),
    Refusal.DAY_IS_GONE: _("That day is already gone. Give a day to come."),
    Refusal.NOTHING_TO_PUBLISH: _(
        "There is nothing in the calendar of this season yet, so nothing to publish."
    ),
}

STATES: dict[AskState, Promise | str] = {
    AskState.ANSWERED: _("Answered"),
    AskState.BEGUN: _("Begun"),
    AskState.NOT_YET: _("Not yet"),
    AskState.LATE: _("Late"),
}

WARNINGS: dict[ContactWarning, Promise | str] = {
    ContactWarning.NO_ADDRESS: _("No contact address: the letter reaches nobody"),
    ContactWarning.NO_DEPUTY: _("No deputy is named"),
    ContactWarning.ROLE_OVER: _("The contact person's role has ended"),
    ContactWarning.ROLE_ENDS_BEFORE_DEADLINE: _(
        "The contact person's role ends before the deadline"
    ),
}

MISMATCHES: dict[Mismatch, Promise | str] = {
    Mismatch.DEADLINE_IN_CLOSURE: _("The deadline lies in their holiday closure"),
    Mismatch.ASKED_IN_CLOSURE: _("They are closed the whole time that they are asked"),
    Mismatch.DEADLINE_BEFORE_BUDGET: _(
        "The deadline is before their budget is decided, so they can't promise for sure"
    ),
    Mismatch.PLANNED_BEFORE_ASKED: _(
        "They had made their own plan just before they were asked"
    ),
    Mismatch.STARTS_IN_CLOSURE: _("The season begins in their holiday closure"),
}

PARTS: dict[Part, Promise | str] = {
    Part.MORNING: _("Morning 6–11"),
    Part.MIDDAY: _("Midday 11–14"),
    Part.AFTERNOON: _("Afternoon 14–17"),
    Part.EVENING: _("Evening 17–21"),
}

BANDS: dict[AgeBand, Promise | str] = {
    AgeBand.BABY: _("Under 1 year"),
    AgeBand.TODDLER: _("1–2 years"),
    AgeBand.SMALL: _("3–6 years"),
    AgeBand.SCHOOL: _("7 years and over"),
}

CHANGES: dict[What, Promise | str] = {
    What.NEW: pgettext_lazy("edition", "New"),
    What.ENDED: _("Ended"),
    What.MOVED: _("Moved to another place"),
    What.TIMES: _("Time changed"),
}
