"""Where and with whom: areas, organisations, places, roles."""

from pirtti.network.models.areas import Area, AreaQuerySet, PostalCode
from pirtti.network.models.organisations import Organisation
from pirtti.network.models.places import (
    Answer,
    OpeningException,
    OpeningHours,
    Place,
    PlaceKind,
    PlaceQuerySet,
    Room,
)
from pirtti.network.models.roles import RoleGiven, RoleQuerySet

__all__ = [
    "Answer",
    "Area",
    "AreaQuerySet",
    "OpeningException",
    "OpeningHours",
    "Organisation",
    "Place",
    "PlaceKind",
    "PlaceQuerySet",
    "PostalCode",
    "RoleGiven",
    "RoleQuerySet",
    "Room",
]
