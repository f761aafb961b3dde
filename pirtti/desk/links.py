"""Which pages of the desk a person sees in the navigation."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pirtti.meetings import leading_access
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
    ("desk:groups", _("Groups"), "users", May.RUN_GROUPS),
    ("desk:planning", _("Planning"), "clipboard-list", May.EDIT_CALENDAR),
    ("desk:figures", _("Figures"), "chart-column", May.SEE_FIGURES),
    ("desk:silent", _("Silent cafés"), "bell", May.SEE_SILENT),
    ("desk:places", _("Places"), "map-pin", May.EDIT_PLACE),
    ("desk:organisations", _("Organisations"), "hand-heart", May.EDIT_ORGANISATION),
    ("desk:roles", _("Roles"), "key", May.GIVE_ROLES),
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
    found = []
    if leading_access.may_open(viewer):
        found.append(_link(request, "desk:my_groups", _("My groups"), "hand-heart"))
        if not access.held_roles(viewer):
            return found
    for name, label, icon, right in PAGES:
        if maybe(name) and (right is None or access.may_anywhere(viewer, right)):
            found.append(_link(request, name, label, icon))
    return found


def _link(request: HttpRequest, name: str, label: Promise | str, icon: str) -> Link:
    """Make the link of a page; the day's own is here only on that very page."""
    url = maybe(name)
    is_first = name == "desk:today"
    is_here = request.path == url or (not is_first and request.path.startswith(url))
    return Link(url, label, icon, is_here)
