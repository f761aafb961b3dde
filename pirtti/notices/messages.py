"""Sentences about following by e-mail."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.notices.rules import Refusal

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.LINK_UNKNOWN: _(
        "This link leads to nothing any more: perhaps it was stopped already. Nothing more is "
        "sent to you because of it."
    ),
    Refusal.TOO_MANY_TRIES: _(
        "There have been many tries in a short time. Wait a while and try again."
    ),
}
STOPPED = _("Stopped. We will not write to you about this any more.")
ERASED = _("Everything is erased. We know nothing of your address any more.")
EMAIL_MISSING = _("Type your e-mail address.")
