"""Reads about places for their own pages: what is missing, what may be chosen."""

import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from pirtti.core.content import plain
from pirtti.network import access, geodata
from pirtti.network.access import Viewer
from pirtti.network.models import (
    Area,
    OpeningException,
    Organisation,
    Place,
    PlaceKind,
    Room,
)
from pirtti.network.rules import Level, May
from pirtti.visits.models import OwnCategory

_NUMBER = re.compile(r"[0-9]{1,18}")
# What a first visit needs (F7, F8), in the words of "not told yet: …".
NEEDED: dict[str, Promise | str] = {
    "street": _("street address"),
    "entrance": _("which door"),
    "entrance_photo": _("photo of the door"),
    "prams": _("room for prams"),
    "step_free": _("steps"),
    "toilet": _("toilet"),
    "changing_table": _("changing table"),
    "food": _("food"),
    "price": _("price"),
    "languages": _("languages spoken"),
    "greeter": _("who greets you"),
    "transport": _("how to get there"),
    "easy": _("easy language"),
}


@dataclass(frozen=True)
class Listed:
    """One place in the list, and what a family would still miss."""

    place: Place
    missing: list[str]
    has_hours: bool


def missing(place: Place) -> list[str]:
    """List what a first visit needs and nobody has told yet."""
    return [
        str(words)
        for name, words in NEEDED.items()
        if not _is_told(getattr(place, name))
    ]


def _is_told(value: object) -> bool:
    return bool(str(value).strip() if isinstance(value, LazyI18nString) else value)


def own_places(viewer: Viewer) -> list[Listed]:
    """List the places that the viewer looks after (two queries)."""
    places = (
        access.places_where(viewer, May.EDIT_PLACE)
        .select_related("area", "kind", "host")
        .prefetch_related("opening_hours")
        .order_by("area__path", "slug")
    )
    return [
        Listed(place, missing(place), bool(place.opening_hours.all()))
        for place in places
    ]


def may_add(viewer: Viewer) -> bool:
    """Say whether the viewer may add a place: those with a role at an area."""
    return access.areas_where(viewer, May.EDIT_PLACE).exists()


@dataclass(frozen=True)
class Choices:
    """What may be chosen for a place: within own reach, and what it has already."""

    kind: QuerySet[PlaceKind]
    area: QuerySet[Area]
    host: QuerySet[Organisation]
    partners: QuerySet[Organisation]

    @property
    def has_partners(self) -> bool:
        """Say whether there is anybody to be a partner."""
        return self.partners.exists()


def choices_for(viewer: Viewer, place: Place) -> Choices:
    """Return what the viewer may choose for a place."""
    areas = access.areas_where(viewer, May.EDIT_PLACE).exclude(
        level__in=[Level.COUNTRY, Level.COUNTY]
    )
    hosts = access.organisations_where(viewer, May.EDIT_ORGANISATION)
    return Choices(
        kind=PlaceKind.objects.all(),
        area=Area.objects.filter(Q(pk__in=areas.values("pk")) | Q(pk=place.area_id)),
        host=Organisation.objects.filter(
            Q(pk__in=hosts.values("pk")) | Q(pk=place.host_id)
        ).order_by("slug"),
        partners=_partners(viewer, place),
    )


def _partners(viewer: Viewer, place: Place) -> QuerySet[Organisation]:
    """Return the organisations around a place: of its areas, and those it has."""
    if place.area_id:
        near = Q(area_id__in=place.area.line) | Q(
            area__path__startswith=_town(place.area)
        )
    else:
        near = Q(area__in=access.areas_where(viewer, May.EDIT_PLACE))
    chosen = Q(partner_places=place.pk) if place.pk else Q(pk=None)
    found = Organisation.objects.filter(near | chosen).values("pk")
    return (
        Organisation.objects.filter(pk__in=found)
        .exclude(pk=place.host_id)
        .order_by("slug")
    )


def _town(area: Area) -> str:
    """Return the path of the municipality that an area is, or lies in."""
    steps = 3  # country, county, municipality
    return "".join(f"{pk}." for pk in area.line[:steps])


def is_there(place: Place, name: LazyI18nString, area: Area) -> bool:
    """Say whether another place of the area has this very name already."""
    others = Place.objects.filter(area=area).exclude(pk=place.pk)
    return any(plain(other.name) == plain(name) for other in others)


def has_room(room: Room, name: LazyI18nString) -> bool:
    """Say whether another room of the place has this very name already."""
    others = Room.objects.filter(place=room.place).exclude(pk=room.pk)
    return any(plain(other.name) == plain(name) for other in others)


def free_slug(
    model: type[Place] | type[Organisation], name: LazyI18nString, code: str
) -> str:
    """Return a word for the address from a name; with the code when it is taken."""
    word = geodata.slug_for(str(plain_first(name)))[:60].strip("-")
    if not word:
        return f"p-{code}"
    taken = model.objects.filter(slug=word).exists()
    return f"{word}-{code}" if taken else word


def plain_first(name: LazyI18nString) -> str:
    """Return a name in Finnish, or in the first language that it has."""
    data = name.data if isinstance(name.data, dict) else {"fi": str(name)}
    return data.get("fi") or next((text for text in data.values() if text), "")


def room_of(place: Place, pk: str) -> Room:
    """Fetch a room of this place, or a new one for no number; Http404 for others."""
    if not pk:
        return Room(place=place)
    found = place.rooms.filter(pk=int(pk)).first() if _NUMBER.fullmatch(pk) else None
    if found is None:
        raise Http404
    return found


def exception_of(place: Place, pk: int) -> OpeningException:
    """Fetch an exception of this place's hours; Http404 for others."""
    found = place.opening_exceptions.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def category_of(place: Place, pk: int) -> OwnCategory:
    """Fetch one of this place's own counters; Http404 for others."""
    found = OwnCategory.objects.filter(place=place, pk=pk).first()
    if found is None:
        raise Http404
    return found
