"""Sentences about themes and wishes."""

from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.programme_rules import ProgrammeRefusal

REFUSALS: dict[Enum, Promise | str] = {
    ProgrammeRefusal.NEEDS_WISH: _("Write what you wish for, in a few words."),
    ProgrammeRefusal.MANY_WISHES: _(
        "Many wishes are waiting to be read here. Come back with yours in some days."
    ),
    ProgrammeRefusal.NEEDS_THEME: _("Give the theme a name in one language."),
    ProgrammeRefusal.MANY_THEMES: _(
        "So many themes are in store already that no more fit. Take some away first."
    ),
    ProgrammeRefusal.NO_ROTATION: _(
        "No rhythm of this activity has themes yet. Tell in its rhythm how often "
        "there is a theme."
    ),
    ProgrammeRefusal.NO_THEMES: _("No themes are in store. Write one first."),
    ProgrammeRefusal.WISH_DONE: _("This wish is a theme already."),
}
