"""Sentences of the leaders' pages: why not, the ready plan, who to talk to."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.meetings.leading_rules import Refusal
from pirtti.signups.rules import Need

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.MEETING_OVER: _("This meeting is over."),
    Refusal.MEETING_CANCELLED: _("This meeting was cancelled."),
    Refusal.NOT_YET: _("The meeting has not begun yet."),
    Refusal.NOTHING_COUNTED: _("Tell how many came, or tick who was there."),
    Refusal.UNKNOWN_FAMILY: _(
        "A family has left the group meanwhile. Look at the list and tick anew."
    ),
    Refusal.TOO_MANY_LETTERS: _(
        "The members have had several messages in a short time. Wait a few hours, or "
        "write it as the practical message of the meeting."
    ),
    Refusal.TOO_MANY_MATERIALS: _("There are many materials already. Remove one."),
    Refusal.NOTHING_MOVED: _("Give another day or time."),
    Refusal.DAY_GONE: _("This day is gone. Choose a day that is still to come."),
    Refusal.ALREADY_ASKED: _("A substitute is asked for already."),
    Refusal.REQUEST_OVER: _("A substitute is not needed any more. Thank you!"),
    Refusal.REQUEST_TAKEN: _("Somebody was quicker and comes. Thank you!"),
    Refusal.POOL_DAY_GONE: _("Give a day that is still to come."),
    Refusal.POOL_TOO_LONG: _("Give a day within a year."),
    Refusal.NOT_YOUR_AREA: _("Choose the area of a group that you lead."),
}

# What was done, as the journal tells it.
DONE: dict[str, Promise | str] = {
    "groups.meeting_planned": _("planned a meeting"),
    "groups.members_written": _("wrote to the members"),
    "groups.attendance_stored": _("told who came to a meeting"),
    "groups.material_added": _("added a material"),
    "groups.material_removed": _("removed a material"),
    "groups.contact_opened": _("looked at how to reach a family"),
    "groups.substitute_asked": _("asked for a substitute"),
    "groups.substitute_taken": _("stands in at a meeting"),
    "groups.substitute_withdrawn": _("took a request for a substitute back"),
}

# A need as a line to prepare by: shorter than what families tick.
NEEDS: dict[str, Promise | str] = {
    Need.CHILD_CARE: _("Child care"),
    Need.INTERPRETER: _("An interpreter"),
    Need.ACCESS: _("Access without steps"),
    Need.MILK: _("Allergy: milk"),
    Need.GLUTEN: _("Allergy: gluten"),
    Need.NUTS: _("Allergy: nuts"),
    Need.EGG: _("Allergy: egg"),
    Need.FISH: _("Allergy: fish"),
    Need.OTHER_ALLERGY: _("Another allergy: ask which"),
}

USUAL_INTRO = _(
    "Coffee and a round: how has the week been? Everybody may pass. Then free talk."
)
REPUT = _("The leader put the number right.")

# Talk one to one is not ours to arrange: others do it well, with people trained for it.
TALK: list[tuple[str, Promise | str, str]] = [
    (
        "Toivo",
        _("A trained peer to talk to, under a nickname"),
        "https://olkatoiminta.fi/",
    ),
    (
        "Tukinet",
        _("A crisis centre on the net: chat and groups"),
        "https://tukinet.net/",
    ),
]
TRAINING_URL = "https://www.mll.fi/"
