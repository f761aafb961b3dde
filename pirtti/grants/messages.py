"""Sentences about grants: choices, refusals, how things stand."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pirtti.grants.rules import CallState, ForGroups, Refusal, State

Words = dict[str, Promise | str]

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.WINDOW_BACKWARDS: _("The last day is before the first one. Swap them."),
    Refusal.WINDOW_TOO_LONG: _("The window is at most half a year long."),
    Refusal.REPORT_TOO_EARLY: _("Give a day for the report after the window."),
    Refusal.REPORT_TOO_LATE: _(
        "Give a day for the report within two years after the window."
    ),
    Refusal.MOST_OUT_OF_RANGE: _("Give a sum between 0.01 and 99,999.99 euros."),
    Refusal.ASKED_MORE: _(
        "A group has asked for more already. The most can’t be less than that."
    ),
    Refusal.CALL_DECIDED: _(
        "The first decision has been made: the call stays as it is from then on."
    ),
    Refusal.NOT_OPEN_YET: _(
        "The call is not open yet. Keep your text, and send it when it opens."
    ),
    Refusal.WINDOW_CLOSED: _(
        "The call has closed, so this was not saved. Copy your text from here if you "
        "need it later."
    ),
    Refusal.NOT_FOR_GROUP: _("This call is for other groups."),
    Refusal.GROUP_OVER: _("The group has ended, so it can’t apply any more."),
    Refusal.NOTHING_ASKED: _("Tell how many euros the group needs."),
    Refusal.ABOVE_MOST: _("This is more than one group can get in this call."),
    Refusal.PURPOSE_NEEDED: _("Tell in a sentence what the money is for."),
    Refusal.DECIDED_ALREADY: _(
        "This has been decided already. Look at the page again."
    ),
    Refusal.SENT_ALREADY: _("The application has been sent already."),
    Refusal.NOT_SENT: _("The application has not been sent, or it was withdrawn."),
    Refusal.STILL_OPEN: _(
        "The call is still open. Decisions are made when it has closed, so that all are "
        "looked at alike."
    ),
    Refusal.OWN_GROUP: _(
        "You lead this group yourself, so somebody else decides on its application."
    ),
    Refusal.NOTHING_GRANTED: _("Tell how many euros are granted."),
    Refusal.MORE_THAN_ASKED: _("This is more than the group asked for."),
    Refusal.REASON_NEEDED: _("Say why, in a sentence that the leaders read."),
    Refusal.NOT_GRANTED: _("A report is written on what was granted."),
    Refusal.MORE_THAN_GRANTED: _(
        "This is more than was granted. Tell only what was used of the grant."
    ),
    Refusal.DONE_NEEDED: _("Tell in a few sentences what was done with the money."),
    Refusal.REPORT_CLOSED: _(
        "The day of the report is over, so the report stays as it was sent."
    ),
}

FOR_GROUPS: Words = {
    ForGroups.LOCAL: _("For groups that meet in a place"),
    ForGroups.ONLINE: _("For groups that meet online"),
    ForGroups.BOTH: _("For all groups, in a place and online"),
}
CALL_STATES: Words = {
    CallState.COMING: pgettext_lazy("call for grants", "Coming"),
    CallState.OPEN: pgettext_lazy("call for grants", "Open now"),
    CallState.CLOSED: pgettext_lazy("call for grants", "Closed"),
}
STATES: Words = {
    State.DRAFT: _("A draft"),
    State.SENT: pgettext_lazy("application", "Sent"),
    State.WITHDRAWN: pgettext_lazy("application", "Withdrawn"),
    State.GRANTED: pgettext_lazy("application", "Granted"),
    State.DECLINED: pgettext_lazy("application", "Not granted"),
}

# What was done, as the journal tells it.
DONE: Words = {
    "grants.call_saved": _("saved a call for grants"),
    "grants.draft_saved": _("kept a draft of an application"),
    "grants.sent": _("sent an application for a grant"),
    "grants.withdrawn": _("withdrew an application for a grant"),
    "grants.granted": _("granted a grant"),
    "grants.declined": _("declined an application for a grant"),
    "grants.reported": _("sent a report on a grant"),
}
