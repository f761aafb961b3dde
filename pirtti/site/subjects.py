"""What has a calendar of its own that others can follow, read along or embed."""

from typing import NamedTuple

from django.http import Http404
from django.urls import reverse
from i18nfield.strings import LazyI18nString

from pirtti.calendar import access as calendar_access
from pirtti.calendar.scopes import Scope
from pirtti.network import access as network_access
from pirtti.network import queries
from pirtti.network.models import Area


class Subject(NamedTuple):
    """An area, a place or an organisation by its public word.

    `area` is the one whose version tells whether anything of it has changed; it was
    read before the rest.
    """

    kind: str
    slug: str
    name: LazyI18nString
    area: Area
    scope: Scope

    @property
    def page(self) -> str:
        """Return the path of its page."""
        return reverse(f"site:{self.kind}", args=[self.slug])

    @property
    def embed(self) -> str:
        """Return the path of its calendar for other sites."""
        return reverse("site:embed", args=[self.kind, self.slug])


def find(kind: str, slug: str) -> Subject:
    """Find what an address names; Http404 when it is not there for families."""
    if kind == "area":
        area = network_access.area_by_slug(slug)
        return Subject(kind, slug, area.name, area, Scope(area=area))
    if kind == "place":
        place = network_access.public_place(slug)
        return Subject(kind, slug, place.name, place.area, Scope(place=place))
    if kind == "organisation":
        # What it arranges may be anywhere, so any change in the country may be its.
        country = queries.country()
        found = calendar_access.public_organisation(slug)
        scope = Scope(organisation=found)
        return Subject(kind, slug, found.name, country or found.area, scope)
    raise Http404
