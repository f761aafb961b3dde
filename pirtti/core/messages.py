"""Sentences for texts, times and prices that can't be taken as they are."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.core.texts import TextFault
from pirtti.core.timewords import Reason

TEXT_FAULTS: dict[TextFault, Promise | str] = {
    TextFault.CONTROL: _(
        "The text holds an invisible sign that can't be stored. Type it anew."
    ),
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
    Reason.EMPTY: _("Fill this in."),
    Reason.NOT_A_TIME: _("Give the time in numbers, for example 9.30."),
    Reason.NO_SUCH_TIME: _("There is no such time. Give it for example as 9.30."),
    Reason.NOT_TWO_TIMES: _("Give two times, for example 9.30–11.30."),
    Reason.NOT_A_DATE: _("Give the day in numbers, for example 23.11."),
    Reason.NO_SUCH_DATE: _("There is no such day. Give it for example as 23.11."),
    Reason.WRONG_WEEKDAY: _("The weekday and the day do not go together."),
    Reason.NOT_A_PRICE: _("Give the price in euros, for example 2,50. Free is 0."),
}
