"""Sentences about what is brought in."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pirtti.core import messages as core
from pirtti.core.texts import TextFault
from pirtti.imports.rules import Fault, Note, Outcome, Refusal, SourceFault, Why

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.EMPTY: _("There is nothing in it to bring in."),
    Refusal.TOO_BIG: _(
        "The file is too big for this page (2 MB at most). Bring it in in parts, or ask "
        "whoever runs this Pirtti to use the command pirtti import."
    ),
    Refusal.TOO_MANY_ROWS: _(
        "There are too many rows for this page (5,000 at most). Bring them in in parts."
    ),
    Refusal.NOT_A_TABLE: _(
        "This is neither a calendar nor a table. Save it as .ics, .csv or .xlsx."
    ),
    Refusal.OLD_WORKBOOK: _(
        "This is an old kind of Excel file, or one locked with a password. Save it as .xlsx."
    ),
    Refusal.BROKEN_FILE: _("The file is broken and can't be read. Save it anew."),
    Refusal.NO_COLUMNS: _(
        "No headings were found. The first row names the columns: for example Name, Place, "
        "Day, Start, End."
    ),
    Refusal.SWOLLEN: _(
        "The file would swell far too large when opened. It was not opened."
    ),
    Refusal.TOO_SLOW: _("The file is too laborious to read. Bring it in in parts."),
    Refusal.NOTHING_CHOSEN: _("Tick at least one row."),
    Refusal.TAKEN_ALREADY: _("This was brought in already."),
    Refusal.UNDO_TOO_LATE: _("An import can be undone for 30 days. That time is over."),
    Refusal.NOT_TAKEN: _("There is nothing to undo: it was undone already."),
    Refusal.OUT_OF_REACH: _("Choose a place or organisation of your own."),
    Refusal.TOO_OFTEN: _("It was read just now. Wait a minute."),
}

FAULTS: dict[Fault, Promise | str] = {
    Fault.NAME_MISSING: _("The name is missing."),
    Fault.DAY_MISSING: _("The day is missing."),
    Fault.TIMES_MISSING: _("Tell when it begins and when it ends."),
    Fault.DAY_UNREADABLE: _(
        "The day can't be read. Write it for example as 23.11.2026."
    ),
    Fault.WRONG_WEEKDAY: _("The weekday and the day do not go together."),
    Fault.TIME_UNREADABLE: _("The time can't be read. Write it for example as 9.30."),
    Fault.END_BEFORE_START: _("The end is before the beginning."),
    Fault.CROSSES_MIDNIGHT: _("It goes on over midnight. Make two dates of it."),
    Fault.TOO_LONG: _("One date can last 16 hours at most."),
    Fault.SEVERAL_DAYS: _("It lasts several days. Give each day a row of its own."),
    Fault.ALL_DAY: _(
        "It lasts the whole day: there are no times that families could come by."
    ),
    Fault.DAY_GONE: _("The day is over a month ago."),
    Fault.DAY_TOO_FAR: _("The day is over three years away. Check the year."),
    Fault.RHYTHM_UNREADABLE: _(
        "The rhythm can't be read. Write a weekday, and for example “even weeks”."
    ),
    Fault.SEASON_UNREADABLE: _("The season can't be read. Write it as 7.1.–30.5."),
    Fault.NO_DATES: _("Between these days there would be no date at all."),
    Fault.AGES_UNREADABLE: _("The ages can't be read. Write them as 0–6 v or 0–11 kk."),
    Fault.PRICE_UNREADABLE: _("The price can't be read. Write it as 2,50. Free is 0."),
    Fault.IDENTITY_CODE: core.TEXT_FAULTS[TextFault.IDENTITY_CODE],
    Fault.TEXT_TOO_LONG: _("A text of this row is too long."),
    Fault.TEXT_BROKEN: _("A text of this row holds signs that can't be stored."),
    Fault.FORMULA: _("There is a formula where a text should be."),
    Fault.ROW_BROKEN: _("This row is broken and can't be read."),
    Fault.PRIVATE: _("It is marked as private, so it was not read."),
    Fault.TOO_DENSE: _("It repeats more often than daily, or without end."),
    Fault.PLACE_UNKNOWN: _("The place is not known. Choose it above."),
    Fault.ORGANISER_UNKNOWN: _("The organiser is not known. Choose it above."),
}

NOTES: dict[Note, Promise | str] = {
    Note.ZONE_UNKNOWN: _(
        "Its time zone is not known; the times are taken as Finnish time."
    ),
    Note.AUDIENCE_UNKNOWN: _("Whom it is for is not on our list, and is left out."),
    Note.CANCELLED: _("Cancelled in the calendar it comes from."),
    Note.MORE_DATES: _("It has more dates than are taken at once."),
}

OUTCOMES: dict[Outcome, Promise | str] = {
    Outcome.MADE: _("New"),
    Outcome.CHANGED: pgettext_lazy("row of an import", "Changed"),
    Outcome.SAME: _("Already brought in"),
    Outcome.LEFT: _("Edited by hand here, left as it is"),
    Outcome.SEEN: _("Already in the calendar"),
    Outcome.SKIPPED: _("Can't be brought in"),
}

LEFT: dict[Why, Promise | str] = {
    Why.EDITED: _("it has been edited since"),
    Why.HELD: _("visits have been counted, or people have signed up"),
    Why.NOT_ALONE: _("there is something else in it that did not come from here"),
}

SOURCES: dict[SourceFault, Promise | str] = {
    SourceFault.BAD_ADDRESS: _(
        "Give an address that begins with https:// and leads to a calendar (.ics)."
    ),
    SourceFault.INSIDE: _("This address leads into a closed network. It is not read."),
    SourceFault.UNKNOWN_HOST: _("There is no such address on the net just now."),
    SourceFault.NO_ANSWER: _("Nobody answered at that address."),
    SourceFault.NOT_SECURE: _("The connection to that address is not secure."),
    SourceFault.TOO_SLOW: _("It did not answer within ten seconds."),
    SourceFault.TOO_BIG: _("The calendar is too big (2 MB and 5,000 dates at most)."),
    SourceFault.TOO_MANY_REDIRECTS: _("The address leads on and on."),
    SourceFault.MISSING: _("There is no calendar at that address any more."),
    SourceFault.CLOSED: _(
        "The calendar is not public. Ask its owner for a public address."
    ),
    SourceFault.SERVER: _("The other end has trouble just now."),
    SourceFault.NOT_A_CALENDAR: _("What is there is not a calendar (.ics)."),
    SourceFault.NOBODY_MAY: _(
        "Whoever added it has no role here any more. Press “Read it now” to go on yourself."
    ),
    SourceFault.EMPTY: _(
        "All coming dates are gone from it at once. That looks like a mistake, so they were kept."
    ),
}
REFUSALS.update(SOURCES.items())


def source_sentence(fault: str) -> Promise | str:
    """Return the sentence of a calendar's last fault; nothing when there is none."""
    return SOURCES[SourceFault(fault)] if fault else ""
