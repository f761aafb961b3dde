"""Reads about areas, places and opening hours."""

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from i18nfield.strings import LazyI18nString

from pirtti.network import rules
from pirtti.network.models import Area, Organisation, Place, PostalCode

POSTAL_CODE = re.compile(r"\b(\d{5})\b")
MOST_MATCHES = 12
# A part of a name is searched for from three letters on.
SHORTEST_PART = 3
# People mean the municipality before the neighbourhood before the county.
_ORDER = {
    rules.Level.MUNICIPALITY: 0,
    rules.Level.NEIGHBOURHOOD: 1,
    rules.Level.COUNTY: 2,
    rules.Level.COUNTRY: 3,
}


@dataclass(frozen=True)
class PlaceDay:
    """When a place is open on one day, and why it differs."""

    on: dt.date
    hours: list[tuple[dt.time, dt.time]]
    reason: str = ""
    is_exception: bool = False


def country() -> Area | None:
    """Return the top of the tree, or None in an empty installation."""
    return Area.objects.filter(level=rules.Level.COUNTRY).first()


def area_of_slug(slug: str) -> Area | None:
    """Return an area by its address word, or None (one query, none for no word)."""
    return Area.objects.filter(slug=slug).first() if slug else None


def area_ids(area: Area) -> list[int] | None:
    """Return the ids of an area's branch; None for the whole country (no filter)."""
    if area.level == rules.Level.COUNTRY:
        return None
    return list(Area.objects.within(area).values_list("pk", flat=True))


def ancestors(area: Area) -> list[Area]:
    """Return the areas above, largest first, and the area itself (one query)."""
    return list(Area.objects.above(area))


def areas_matching(words: str) -> list[Area]:
    """Find areas by a typed postal code or the beginning of a name, best first.

    A postal code gives its neighbourhood or municipality. Names match in any
    language, whatever the case, and without their dots and rings when nothing fits
    with them (a keyboard may lack ä); only the best kind of match is given (the
    whole name, else its beginning, else a part of it). Two queries at most.
    """
    text = " ".join(words.split())[:80]
    found = POSTAL_CODE.search(text)
    if found:
        row = (
            PostalCode.objects.filter(code=found[1])
            .select_related("municipality", "neighbourhood")
            .first()
        )
        return [row.neighbourhood or row.municipality] if row else []
    if not text:
        return []
    areas = list(Area.objects.exclude(level=rules.Level.COUNTRY))
    ranked = _ranked(areas, text, str.casefold) or _ranked(areas, text, _without_marks)
    best = min((rank for rank, _area in ranked), default=0)
    fitting = [pair for pair in ranked if pair[0] == best]
    fitting.sort(
        key=lambda pair: (_ORDER[rules.Level(pair[1].level)], pair[1].path or "")
    )
    return [area for _same, area in fitting[:MOST_MATCHES]]


def _ranked(
    areas: list[Area], text: str, plain: Callable[[str], str]
) -> list[tuple[int, Area]]:
    ranked = [
        (_rank(plain(text), {plain(name) for name in area.name.data.values()}), area)
        for area in areas
    ]
    return [(rank, area) for rank, area in ranked if rank is not None]


def _without_marks(text: str) -> str:
    """Write a name as a keyboard without ä, ö and å does: Jämsä as jamsa."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _rank(wanted: str, names: set[str]) -> int | None:
    """Return 0 for the whole name, 1 for its beginning, 2 for a part, None for no match."""
    if wanted in names:
        return 0
    if any(name.startswith(wanted) for name in names):
        return 1
    return (
        2
        if len(wanted) >= SHORTEST_PART and any(wanted in name for name in names)
        else None
    )


def areas_with_places() -> QuerySet[Area]:
    """List the areas where families have at least one public place (one query)."""
    active = Area.objects.filter(activities__is_published=True)
    return Area.objects.filter(
        Q(pk__in=Place.objects.public().values("area")) | Q(pk__in=active.values("pk"))
    )


def areas_by_id(ids: set[int | None]) -> list[Area]:
    """List areas by their ids (one query, none for no ids)."""
    wanted = [pk for pk in ids if pk is not None]
    return list(Area.objects.filter(pk__in=wanted)) if wanted else []


def lively(most: int) -> list[tuple[str, LazyI18nString]]:
    """List word and name of areas where something is arranged (two queries at most).

    When there are more than `most`, the wellbeing services counties instead.
    """
    found = list(areas_with_places().values_list("slug", "name")[: most + 1])
    if len(found) <= most:
        return found
    counties = Area.objects.filter(level=rules.Level.COUNTY)
    return list(counties.values_list("slug", "name"))


def points() -> QuerySet[Place, tuple[str, LazyI18nString, float | None, float | None]]:
    """List area word, area name, latitude and longitude of public places (one query)."""
    return (
        Place.objects.public()
        .filter(latitude__isnull=False, longitude__isnull=False)
        .order_by("area__path", "pk")
        .values_list("area__slug", "area__name", "latitude", "longitude")
    )


def public_places(area: Area) -> QuerySet[Place]:
    """List the public places of an area and below (one query)."""
    return Place.objects.public().within(area).select_related("kind", "area", "host")


def public_places_of(organisation: Organisation) -> QuerySet[Place]:
    """List the public places that an organisation keeps, or acts at (one query)."""
    partner = Place.partners.through.objects.filter(organisation=organisation)
    return (
        Place.objects.public()
        .filter(Q(host=organisation) | Q(pk__in=partner.values("place_id")))
        .select_related("kind", "area")
    )


def week_hours(place: Place, monday: dt.date) -> list[PlaceDay]:
    """Return a place's opening hours for the seven days from `monday` (two queries)."""
    lines = [line.as_rule() for line in place.opening_hours.all()]
    changes = list(place.opening_exceptions.filter(last_on__gte=monday))
    days = []
    for step in range(7):
        day = monday + dt.timedelta(days=step)
        change = next((item for item in changes if item.covers(day)), None)
        hours = rules.open_hours(day, lines, [change.as_rule()] if change else [])
        days.append(
            PlaceDay(
                day, hours, str(change.reason) if change else "", change is not None
            )
        )
    return days
