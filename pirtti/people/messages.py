"""Sentences about accounts and signing in."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.people.rules import News, Refusal

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
    Refusal.SECOND_STEP_ON: _("The second step is on already."),
    Refusal.SECOND_STEP_OFF: _("The second step is not on."),
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

# The second step of signing in.
WRONG_APP_CODE = _(
    "The code is not right. Look at the app again: it shows a new code every half minute,"
    " and each works once."
)
APP_CODE_MISSING = _("Type the code that the app shows.")
OFFER_OLD = _(
    "This page was open for long, so its picture has changed. Let the app read it again."
)
SECOND_STEP_SAID: dict[News, Promise | str] = {
    News.ON: _("The second step is on. Keep your recovery codes now."),
    News.OFF: _("The second step is off."),
    News.RENEWED: _("You have new recovery codes. The old ones no longer work."),
}
SECOND_STEP_REQUIRED = _(
    "Your role asks for a second step when you sign in. Turn it on here, then go on with"
    " your work."
)
SIGN_IN_ANEW = _("To be sure that it is you, sign in once more.")
# What the letter about it says.
SECOND_STEP_NEWS: dict[News, Promise | str] = {
    News.ON: _(
        "A second step was turned on for signing in to your account. Other devices were"
        " signed out."
    ),
    News.OFF: _(
        "The second step of signing in to your account was turned off. Other devices were"
        " signed out."
    ),
    News.RENEWED: _(
        "Your account has new recovery codes. The old ones no longer work, and other"
        " devices were signed out."
    ),
    News.CODE_USED: _(
        "One of your recovery codes was used to sign in to your account."
    ),
    News.TAKEN_OFF: _(
        "Whoever looks after this installation took off the second step of signing in to"
        " your account. You can turn it on again on the page Your account."
    ),
}
