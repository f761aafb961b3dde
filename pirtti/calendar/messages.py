"""Sentences about activities and their dates."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.rules import Refusal, RuleFault
from pirtti.core import messages

REFUSALS: dict[Enum, Promise | str] = {
    RuleFault.ENDS_BEFORE_START: _("The last day is before the first day."),
    RuleFault.NO_SUCH_WEEKDAY: _("Choose a weekday."),
    RuleFault.NO_SUCH_WEEK_OF_MONTH: _(
        "Choose which weeks of the month: the first, the second … or the last."
    ),
    RuleFault.INTERVAL_OUT_OF_RANGE: _("Tell every how many weeks it meets: 2–12."),
    RuleFault.PARITY_WITH_INTERVAL: _(
        "Even or odd weeks go only with “every week”. Choose one of the two."
    ),
    RuleFault.NO_DATES: _("Between these days there would be no date at all."),
    RuleFault.END_NOT_AFTER_START: _("The end has to be after the beginning."),
    RuleFault.CROSSES_MIDNIGHT: _(
        "The end is before the beginning. If it lasts over midnight, make two dates of it."
    ),
    RuleFault.TOO_LONG: _("One date can last 16 hours at most."),
    RuleFault.AGES_OUT_OF_RANGE: _("Give ages in months, from 0 to 347."),
    RuleFault.AGES_BACKWARDS: _("The youngest age is above the oldest age."),
    Refusal.NEEDS_REASON: _("Tell families why it is cancelled, in a few words."),
    Refusal.NEEDS_PLACE: _("Choose a place, or give an address on the net."),
    Refusal.NEEDS_ORGANISER: _("Choose at least one organiser."),
    Refusal.IS_HIDDEN: _("This is a hidden group: it is never shown to everybody."),
    Refusal.NO_DATES_YET: _("Give at least one date before publishing."),
    Refusal.PLACE_HIDDEN: _("The place is not public yet. Publish it first."),
    Refusal.PAST: _("This date is already over. Its count can still be corrected."),
    Refusal.CHANGED_SINCE: messages.CHANGED_SINCE,
    Refusal.NOTHING_CHANGES: _("Nothing would change. Choose what is to be different."),
    Refusal.UNDO_TOO_LATE: _("This was over 30 days ago and can't be taken back."),
    Refusal.UNDONE_ALREADY: _("This has been taken back already."),
    Refusal.TOO_MANY_DATES: _("At most 200 dates can be changed at once."),
}
