"""Somebody who is at a place: what a family sees of a worker's card (F17)."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from pirtti.core.content import Shown, shown
from pirtti.presence.queries import Present
from pirtti.site import cards

# More names than this are a number: the line stays quiet.
MOST_IN_LINE = 3


@dataclass(frozen=True)
class Someone:
    """Somebody who is here today."""

    said: Shown
    organisation: Shown
    times: str
    place: Shown
    topics: Shown
    languages: str
    photo: str


def someone(present: Present, *, tells_place: bool = False) -> Someone:
    """Tell of somebody who is there, in the language of the page."""
    language, card = get_language() or "fi", present.card
    return Someone(
        said=present.said(language),
        organisation=shown(card.organisation.name, language),
        times=present.times(language),
        place=shown(present.stay.place.name if tells_place else None, language),
        topics=shown(card.topics, language),
        languages=", ".join(cards.language_label(code) for code in card.languages),
        photo=card.photo.url if card.photo else "",
    )


def in_one_line(here: list[Present]) -> str:
    """Tell in one quiet line who is where today; empty when nobody is."""
    if not here:
        return ""
    told = "; ".join(_short(one) for one in here[:MOST_IN_LINE])
    more = len(here) - MOST_IN_LINE
    if more > 0:
        others = ngettext("%(number)s more", "%(number)s more", more)
        told = f"{told}; {others % {'number': more}}"
    return _("Here today: %(people)s") % {"people": told}


def _short(present: Present) -> str:
    language = get_language() or "fi"
    place = shown(present.stay.place.name, language)
    return f"{present.said(language)} {present.times(language)}, {place}"
