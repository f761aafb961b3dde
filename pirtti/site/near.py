"""Finding what is near: by typed words here, by position only on the device (F6)."""

from dataclasses import dataclass, field
from itertools import groupby

from django.urls import reverse
from django.utils.translation import get_language

from pirtti.core import content
from pirtti.network import queries, rules
from pirtti.network.models import Area

MOST_LINKS = 24
# What one looks for near: everything that is on, or groups to join.
PAGES = {"groups": "site:area_groups"}
ON = "site:area"


@dataclass(frozen=True)
class AreaLink:
    """A way to an area's page; `above` tells two of the same name apart."""

    name: str
    url: str
    above: str = ""


@dataclass
class Found:
    """What the typed words led to."""

    words: str
    clear: Area | None = None
    links: list[AreaLink] = field(default_factory=list)
    others: list[AreaLink] = field(default_factory=list)


def look_up(words: str, page: str = ON) -> Found:
    """Find areas by a postal code or a name; one clear match, several, or none.

    The one with exactly that name is clear, also when others only begin with it.
    With none, areas where something is arranged are offered instead. The links lead
    to an area's `page`.
    """
    found = Found(" ".join(words.split())[:80])
    areas = queries.areas_matching(found.words)
    same = [area for area in areas if _is_named(area, found.words)]
    # A city and its county may share a name; who types it means the city.
    cities = [area for area in same if area.level == rules.Level.MUNICIPALITY]
    if len(areas) == 1 or len(same) == 1 or len(cities) == 1:
        found.clear = (cities or same or areas)[0]
    else:
        found.links = links(areas, page)
    if not areas:
        found.others = lively_links(page)
    return found


def links(areas: list[Area], page: str = ON) -> list[AreaLink]:
    """Write links to areas, with the one above where a name stands twice."""
    language = get_language() or "fi"
    names = [content.shown(area.name, language).text for area in areas]
    twice = [
        area for area, name in zip(areas, names, strict=True) if names.count(name) > 1
    ]
    above = {
        area.pk: content.shown(area.name, language).text
        for area in queries.areas_by_id({area.parent_id for area in twice})
    }
    return [
        AreaLink(
            name,
            reverse(page, args=[area.slug]),
            above.get(area.parent_id or 0, "") if area in twice else "",
        )
        for area, name in zip(areas, names, strict=True)
    ]


def lively_links(page: str = ON) -> list[AreaLink]:
    """Write links to areas where something is arranged; to counties when many."""
    language = get_language() or "fi"
    # Finding an address costs more than writing the link: find it once.
    before, _slug, behind = reverse(page, args=["-"]).rpartition("-")
    told = [
        AreaLink(content.shown(name, language).text, f"{before}{slug}{behind}")
        for slug, name in queries.lively(MOST_LINKS)
    ]
    return sorted(told, key=lambda link: link.name.casefold())


def points() -> list[dict[str, object]]:
    """Tell where the public places are, area by area, for the device to choose from."""
    language = get_language() or "fi"
    rows = groupby(queries.points(), key=lambda row: row[:2])
    return [
        {
            "name": content.shown(name, language).text,
            "url": reverse("site:area", args=[slug]),
            "points": [
                [round(at, 5) for at in row[2:] if at is not None] for row in group
            ],
        }
        for (slug, name), group in rows
    ]


def _is_named(area: Area, words: str) -> bool:
    names = area.name.data
    texts = names.values() if isinstance(names, dict) else [names]
    return words.casefold() in {str(text).casefold() for text in texts}
