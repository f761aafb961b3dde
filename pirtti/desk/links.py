"""Which pages of the desk a person sees in the navigation."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.network import access
from pirtti.network.rules import May


@dataclass(frozen=True)
class Link:
    """One link of the desk's navigation."""

    url: str
    label: Promise | str
    icon: str
    current: bool


# A page, its name, its picture, and the right without which it is left out.
PAGES: list[tuple[str, Promise | str, str, May | None]] = [
    ("desk:today", _("Today"), "house", None),
    ("desk:week", _("Week"), "calendar-days", May.SEE_DESK),
    ("desk:activities", _("Activities"), "coffee", May.EDIT_CALENDAR),
    ("desk:planning", _("Planning"), "clipboard-list", May.EDIT_CALENDAR),
    ("desk:figures", _("Figures"), "chart-column", May.SEE_FIGURES),
    ("desk:silent", _("Silent cafés"), "bell", May.SEE_SILENT),
    ("desk:places", _("Places"), "map-pin", May.EDIT_PLACE),
    ("desk:organisations", _("Organisations"), "hand-heart", May.EDIT_ORGANISATION),
    ("desk:roles", _("Roles"), "users", May.GIVE_ROLES),
]


def maybe(name: str, *args: object) -> str:
    """Return the address of a page, or nothing when there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def desk_links(request: HttpRequest) -> list[Link]:
    """List the pages that the viewer's roles open; none for those not signed in."""
    viewer = request.user
    if not viewer.is_authenticated:
        return []
    first = maybe("desk:today")
    found = []
    for name, label, icon, right in PAGES:
        url = maybe(name)
        if url and (right is None or access.may_anywhere(viewer, right)):
            is_here = request.path == url or (
                url != first and request.path.startswith(url)
            )
            found.append(Link(url, label, icon, is_here))
    return found
