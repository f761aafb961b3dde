"""Sentences about groups: why something was not done, and what was done."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.groups.rules import Refusal

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.NOT_NOW: _(
        "The group is at another step meanwhile. Look at the page again."
    ),
    Refusal.NO_LEADER: _("Name a leader first: families want to know who leads."),
    Refusal.NO_DATES: _("The group has no dates to come. Add a rhythm first."),
    Refusal.NO_SIGN_UP: _("Say first how many families fit in, in the settings."),
    Refusal.DATE_PAST: _("Give a day to come."),
    Refusal.DATE_BACKWARDS: _(
        "Give a decision day that is later than before, and not after the first meeting."
    ),
    Refusal.OTHER_IS_FULL: _("None of the families fits into the other group."),
    Refusal.OTHER_NOT_OPEN: _("The other group takes no families now. Choose another."),
    Refusal.SAME_GROUP: _("Choose another group than this one."),
    Refusal.MUST_BE_UNLISTED: _(
        "A targeted group is never listed: choose that only who was invited finds it."
    ),
    Refusal.LEADER_TWICE: _("This person leads the group already."),
    Refusal.LEADER_LAST: _("Name another leader first: the group needs somebody."),
    Refusal.REASON_NEEDED: _("Say why, in a sentence that families read."),
    Refusal.GROUP_ALREADY: _("This activity is a group already."),
}

# What was done, as the journal tells it.
DONE: dict[str, Promise | str] = {
    "groups.made": _("made it a group"),
    "groups.changed": _("changed what the group is"),
    "groups.recruiting": _("asked families to join"),
    "groups.decision": _("came to the decision day"),
    "groups.start": _("decided that the group begins"),
    "groups.postpone": _("put the beginning off"),
    "groups.merge": _("joined the group with another one"),
    "groups.joined": _("took another group in"),
    "groups.cancel": _("decided that the group does not begin"),
    "groups.run": _("let the group run"),
    "groups.moves_on": _("let the same families go on"),
    "groups.follow_on": _("offered a next group"),
    "groups.ended": _("ended the group"),
    "groups.leader_added": _("added a leader"),
    "groups.leader_ended": _("ended a leader’s part"),
    "groups.task_added": _("wrote a task down"),
    "groups.task_done": _("finished a task"),
    "groups.task_reopened": _("opened a task again"),
    "groups.words_set": _("changed what groups are called here"),
    "groups.list_opened": _("opened the list of families"),
}
