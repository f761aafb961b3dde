"""Sentences for what was typed and can't be taken as it is."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.core.texts import TextFault
from pirtti.core.timewords import Reason

FILL_IN = _("Fill this in.")
INVISIBLE_SIGN = _(
    "The text holds an invisible sign that can't be stored. Type it anew."
)

TEXT_FAULTS: dict[TextFault, Promise | str] = {
    TextFault.CONTROL: INVISIBLE_SIGN,
    TextFault.DIRECTION: _(
        "The text holds hidden signs that turn the writing direction."
    ),
    TextFault.IDENTITY_CODE: _(
        "This looks like a Finnish personal identity code. Pirtti never stores one: take it away."
    ),
    TextFault.TOO_LONG: _(
        "The text is too long: %(length)s signs, at most %(most)s fit."
    ),
    TextFault.BROKEN: _("The text is broken. Type it anew."),
    TextFault.TOO_MANY_MARKS: _("The text holds too many marks on one letter."),
}

TIME_FAULTS: dict[Reason, Promise | str] = {
    Reason.EMPTY: FILL_IN,
    Reason.NOT_A_TIME: _("Give the time in numbers, for example 9.30."),
    Reason.NO_SUCH_TIME: _("There is no such time. Give it for example as 9.30."),
    Reason.NOT_TWO_TIMES: _("Give two times, for example 9.30–11.30."),
    Reason.NOT_A_DATE: _("Give the day in numbers, for example 23.11."),
    Reason.NO_SUCH_DATE: _("There is no such day. Give it for example as 23.11."),
    Reason.WRONG_WEEKDAY: _("The weekday and the day do not go together."),
    Reason.NOT_A_PRICE: _("Give the price in euros, for example 2,50. Free is 0."),
}

# By Django's codes; `core.forms` puts them in the place of Django's own sentences.
FORM_FAULTS: dict[str, Promise | str] = {
    "required": FILL_IN,
    "max_length": _("This is too long: at most %(limit_value)s signs fit."),
    "min_length": _("This is too short: give at least %(limit_value)s signs."),
    "null_characters_not_allowed": INVISIBLE_SIGN,
}
FILE_FAULTS: dict[str, Promise | str] = {
    "required": _("Choose a file."),
    "invalid": _("The file did not come along. Choose it again."),
    "missing": _("The file did not come along. Choose it again."),
    "empty": _("The file is empty. Choose another one."),
    "max_length": _("The name of the file is too long. Give it a shorter name."),
}
CHOOSE = _("Choose …")
CHOOSE_ONE = _("Choose one of these.")
NOT_AN_EMAIL = _(
    "This does not look like an e-mail address. Example: name@centre.example"
)
NOT_AN_ADDRESS = _("Give an address that begins with https://.")
NOT_A_NUMBER = _("Give the number in digits, for example 12.")
NOT_A_FRACTION = _("Give the number in digits and a full stop, for example 60.3236.")
TOO_SMALL = _("Give a number that is at least %(limit_value)s.")
TOO_LARGE = _("Give a number that is at most %(limit_value)s.")
CHANGED_SINCE = _(
    "This can't be undone any more: something has changed since. Change it by hand."
)
NOT_BETWEEN = _("Give a number from %(least)s to %(most)s.")
