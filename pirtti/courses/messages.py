"""Sentences of courses: refusals, and how one signs up."""

from enum import Enum

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from pirtti.courses.rules import Refusal

REFUSALS: dict[Enum, Promise | str] = {
    Refusal.NO_SESSIONS: _("Give at least one day."),
    Refusal.TOO_MANY_SESSIONS: _("A course has at most 20 sessions."),
    Refusal.NEEDED_OUT_OF_RANGE: _(
        "A certificate needs at least one session, and no more than there are."
    ),
    Refusal.SEATS_OUT_OF_RANGE: _("Give 1–200 seats."),
    Refusal.SEATS_TAKEN: _("More seats than that are taken already."),
    Refusal.OVER: _("The last session of this course has begun already."),
    Refusal.SESSION_AHEAD: _("This session has not begun yet."),
    Refusal.CERTIFICATE_NOT_YET: _(
        "There is no certificate for this course yet: some sessions are missing."
    ),
}


def how_to_sign_up() -> LazyI18nString:
    """Say in every language of the pages how one gets a seat."""
    said = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            said[code] = gettext(
                "Leaders and staff sign in and take a seat. Others ask the organiser."
            )
    return LazyI18nString(said)
