"""What personal invitations say on paper, in one language or two side by side.

A nurse, a day-care or a family worker hands them over. They are warm and ask nothing;
no need and no diagnosis stands on them, and of a hidden group neither name, place nor
organiser: a letter may lie on the kitchen table. The same pile always prints the same
codes, as they follow from the seeds that are stored.
"""

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from i18nfield.strings import LazyI18nString

from pirtti.core import addresses, content
from pirtti.desk import words
from pirtti.groups import queries
from pirtti.groups.models import Group
from pirtti.papers import sheets, writing
from pirtti.signups import access
from pirtti.signups.models import Invitation, InvitationCode

MOST_ORGANISERS = 3


def languages(request: HttpRequest) -> tuple[str, ...]:
    """Read `?in=fi&with=sv`; the page's language unless told. Http404 if unknown."""
    own = request.GET.get("in", "") or words.language()
    beside = request.GET.get("with", "")
    known = dict(settings.LANGUAGES)
    if own not in known or (beside and beside not in known):
        raise Http404
    return (own, beside) if beside and beside != own else (own,)


def letters(request: HttpRequest, pile: Invitation, group: Group) -> bytes:
    """Write a pile as personal letters, one on each A5."""
    sheet = _sheet(request, pile, group, paper="a5")
    return writing.letters(sheet, on=timezone.localdate())


def cards(request: HttpRequest, pile: Invitation, group: Group) -> bytes:
    """Write a pile as cards, eight on each A4."""
    sheet = _sheet(request, pile, group, paper="a4")
    return writing.cards(sheet, on=timezone.localdate())


def _sheet(
    request: HttpRequest, pile: Invitation, group: Group, *, paper: str
) -> sheets.Invitations:
    spoken = languages(request)
    told = [_told(pile, group, code) for code in spoken]
    with translation.override(spoken[0]):
        codes = [_code(request, one) for one in pile.codes.order_by("pk")]
        title = _("Invitations")
    return sheets.Invitations(
        title=title,
        language=spoken[0],
        publisher=settings.INSTALLATION_NAME,
        paper=paper,
        flipped=False,
        told=told,
        codes=codes,
    )


def _code(request: HttpRequest, code: InvitationCode) -> sheets.Code:
    path = reverse("site:invited", args=[access.word_of_code(code)])
    address = addresses.absolute(request, path)
    return sheets.Code(
        short=address.partition("://")[2].rstrip("/"),
        qr=writing.drawn_code(address),
        qr_words=_("QR code of this invitation"),
    )


def _told(pile: Invitation, group: Group, language: str) -> sheets.Told:
    with translation.override(language):
        return sheets.Told(
            language=language,
            title=_("Welcome along!"),
            greeting=_greeting(group, language),
            lines=[
                _(
                    "You got this from somebody who thought that you might like it there."
                ),
                _(
                    "Come as you are. You may tell a lot or just listen: everybody has "
                    "something to give, and nobody needs to manage alone."
                ),
                _(
                    "Have a look first, it binds you to nothing. Your name is written "
                    "nowhere, and nobody hears of it if you leave this be."
                ),
            ],
            facts=[] if group.is_hidden else _facts(group, language),
            how=_("Point the camera of your phone at the code, or type the address."),
            until=_("The invitation is yours until %(day)s.")
            % {"day": words.day_and_year(pile.valid_until)},
            sender="" if group.is_hidden else _sender(group, language),
        )


def _greeting(group: Group, language: str) -> str:
    if group.is_hidden:
        return _("You are invited to a meeting of parents.")
    name = _in(group.activity.name, language)
    return _("You are invited: %(name)s.") % {"name": name}


def _facts(group: Group, language: str) -> list[tuple[str, str]]:
    """Tell where it is and when it meets first or next."""
    found = []
    place = group.activity.place
    if place is not None:
        told = ", ".join(filter(None, [_in(place.name, language), place.street]))
        found.append((_("Where"), told))
    elif group.activity.online_url:
        found.append((_("Where"), _("Online")))
    coming = queries.coming(group, now=timezone.now())
    if coming:
        found.append(
            (
                _("First time") if _is_new(group) else _("Next time"),
                words.when(coming[0]),
            )
        )
    return found


def _is_new(group: Group) -> bool:
    return group.first_on is None or group.first_on >= timezone.localdate()


def _sender(group: Group, language: str) -> str:
    organisers = group.activity.organisers.order_by("slug")[:MOST_ORGANISERS]
    return ", ".join(_in(one.name, language) for one in organisers)


def _in(text: LazyI18nString | str, language: str) -> str:
    return content.shown(text, language).text
