"""Choose what is measured, the same for the same data."""

import datetime as dt
from typing import Any

from django.db import connection
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import urlencode
from granian import __version__ as granian

from pirtti.calendar import queries, rules
from pirtti.calendar.models import Occurrence
from pirtti.config import sqlite
from pirtti.core import timewords
from pirtti.network.models import Area
from pirtti.network.rules import Level

QUERY = "when=week&age=0-1&free=1&booking=no"
FILTERS = queries.Filters(age="0-1", free=True, no_booking=True)
LEVELS = (Level.NEIGHBOURHOOD, Level.MUNICIPALITY, Level.COUNTY, Level.COUNTRY)
TOUR = 150
INFLECTED = "perhekahviloissa"


def run() -> dict[str, Any]:
    """Return the addresses of the pages, how many rows they show, and what serves them."""
    translation.activate("fi")
    area, dates = busy_area()
    shown = next(
        date for date in dates if date.place is not None and date.place.is_published
    )
    return {
        "rows": len(dates),
        "level": area.level,
        "week": f"{reverse('site:area', args=[area.slug])}?{QUERY}",
        "activity": reverse("site:activity", args=[shown.activity.slug]),
        "place": reverse("site:place", args=[shown.place.slug]),
        # Every café of the country is one.
        "search": f"{reverse('site:search')}?{urlencode({'q': INFLECTED})}",
        "tour": [reverse("site:area", args=[slug]) for slug in _lively_slugs()],
        "dates": Occurrence.objects.count(),
        "database": _database(),
        "granian": granian,
    }


def busy_area() -> tuple[Area, list[Occurrence]]:
    """Return the smallest area with 20 fitting dates this week, or the busiest one."""
    best: tuple[Area, list[Occurrence]] | None = None
    for level in LEVELS:
        for area in Area.objects.filter(level=level).order_by("path"):
            dates = _this_week(area)
            if best is None or len(dates) > len(best[1]):
                best = area, dates
            if len(dates) >= queries.PAGE:
                return area, dates
    if best is None or not best[1]:
        raise SystemExit("There is nothing on this week in this data.")
    return best


def _this_week(area: Area) -> list[Occurrence]:
    today = timewords.from_instant(timezone.now())[0]
    monday = rules.week_of(today).monday
    start, end = (
        timewords.to_instant(monday + dt.timedelta(days=days), dt.time.min)
        for days in (0, 7)
    )
    return queries.coming(area, start=start, end=end, filters=FILTERS).dates


def _lively_slugs() -> list[str]:
    found = Occurrence.objects.public().filter(starts_at__gte=timezone.now())
    busy = found.order_by().values_list("area__slug", flat=True).distinct()
    return sorted(busy)[:TOUR]


def _database() -> str:
    if connection.vendor == "sqlite":
        return "SQLite " + ".".join(map(str, sqlite.version_in_use()))
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        return "PostgreSQL " + cursor.fetchone()[0].split()[0]
