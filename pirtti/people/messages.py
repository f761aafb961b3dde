"""Sentences about accounts and signing in."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.people.rules import Refusal

REFUSALS: dict[Refusal, Promise | str] = {
    Refusal.LINK_UNKNOWN: _(
        "This link is not known. Look whether the whole address came along, or ask for a new one."
    ),
    Refusal.LINK_USED: _(
        "This link has been used already. It opens only once: ask for a new one."
    ),
    Refusal.LINK_OLD: _(
        "This link is too old. It is valid for a day: ask for a new one."
    ),
    Refusal.ACCOUNT_CLOSED: _("This account is closed. Ask your coordinator."),
    Refusal.TOO_MANY_TRIES: _(
        "There have been many tries in a short time. Wait a quarter of an hour and try again."
    ),
    Refusal.EMAIL_TAKEN: _("This address has an account already."),
}

WRONG_CODE = _(
    "The code is not right. Look at the newest message and type the code again."
)
CODE_MEANT_FOR_ANOTHER_TIME = _(
    "The code was wrong three times, so it no longer works. Ask for a new one."
)
MAIL_NOT_SENT = _(
    "The message could not be sent just now. Try again in a while, or ask your coordinator"
    " for a one-time link."
)
ACCOUNT_SAVED = _("Saved.")
EMAIL_MISSING = _("Type your e-mail address.")
CODE_MISSING = _("Type the code from the message.")
NAME_MISSING = _("Type your name as colleagues know it.")
