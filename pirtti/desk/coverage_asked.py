"""What an address of the gaps asks for, and the dates that answer it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from pirtti.calendar import rules as calendar
from pirtti.core.formfields import LANGUAGE_NAMES
from pirtti.desk import planning_page
from pirtti.network.access import Viewer
from pirtti.network.models import Area
from pirtti.planning import rules
from pirtti.planning.models import Round
from pirtti.planning.queries import coverage, rounds
from pirtti.planning.queries.coverage import Supply

WEEKS = 4
MOST_SEASONS = 4
EVERYBODY = "everybody"
NOT_TOLD = "none"
BY = {
    "part": gettext_lazy("Part of the day"),
    "age": gettext_lazy("Age of the child"),
    "for": gettext_lazy("For whom"),
    "lang": gettext_lazy("Language"),
}


@dataclass(frozen=True)
class Asked:
    """What an address asks for."""

    area: str = ""
    week: calendar.Week | None = None
    season: int = 0
    by: str = "part"
    age: str = ""
    audience: str = ""
    language: str = ""

    def url(self, **changes: object) -> str:
        """Return the question with some parts changed."""
        one = replace(self, **changes)  # type: ignore[arg-type]
        told = {
            "area": one.area,
            "from": str(one.week) if one.week and not one.season else "",
            "season": one.season or "",
            "by": one.by if one.by != "part" else "",
            "age": one.age,
            "for": one.audience,
            "lang": one.language,
        }
        return "?" + urlencode({name: said for name, said in told.items() if said})


@dataclass(frozen=True)
class Read:
    """What an address asks for, and what there is of it."""

    asked: Asked
    area: Area
    areas: list[Area]
    seasons: list[Round]
    season: Round | None
    supply: Supply
    first: dt.date
    last: dt.date


def read(viewer: Viewer, query: QueryDict, today: dt.date) -> Read:
    """Read an address and what it asks for."""
    areas = planning_page.areas_of(viewer)
    area = planning_page.area_asked(areas, query.get("area", ""))
    seasons = list(rounds.seasons_of(area)[:MOST_SEASONS])
    season = next((s for s in seasons if str(s.pk) == query.get("season")), None)
    week = _week(query.get("from", ""), today)
    if season:
        first, last = season.first_on, season.last_on
        supply = coverage.supply_of_season(season)
    else:
        first = week.monday
        last = first + dt.timedelta(weeks=WEEKS, days=-1)
        supply = coverage.supply_of_weeks(area, first=first, last=last)
    asked = Asked(
        area=area.slug,
        week=week,
        season=season.pk if season else 0,
        by=query.get("by") if query.get("by") in BY else "part",  # type: ignore[arg-type]
        age=query.get("age", "") if query.get("age") in set(rules.AgeBand) else "",
        audience=_known(query.get("for", ""), supply.names.audiences),
        language=_known(query.get("lang", ""), LANGUAGE_NAMES),
    )
    return Read(asked, area, areas, seasons, season, supply, first, last)


def _week(text: str, today: dt.date) -> calendar.Week:
    try:
        return calendar.parse_week(text)
    except calendar.BadWeek:
        return calendar.week_of(today)


def _known(text: str, names: Iterable[str]) -> str:
    return text if text in set(names) else ""


def fits(slot: rules.Slot, asked: Asked) -> bool:
    """Say whether a slot fits what was chosen."""
    return (
        (not asked.age or asked.age in slot.bands)
        and (not asked.audience or asked.audience in (slot.audiences or {EVERYBODY}))
        and (not asked.language or asked.language in slot.languages)
    )
