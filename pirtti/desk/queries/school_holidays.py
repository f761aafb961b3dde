"""School holidays of the areas that one looks after."""

import datetime as dt
from collections.abc import Iterable

from django.http import Http404
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import SchoolHoliday
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Area
from pirtti.network.rules import Level, May

MOST_AREAS = 400
Holiday = tuple[LazyI18nString, dt.date, dt.date]


def areas(viewer: Viewer) -> list[Area]:
    """List the municipalities that one looks after, without one all areas (one query).

    Http404 for who looks after no area.
    """
    found = list(
        access.areas_where(viewer, May.EDIT_PLACE).order_by("slug")[:MOST_AREAS]
    )
    if not found:
        raise Http404
    towns = [area for area in found if area.level == Level.MUNICIPALITY]
    return towns or found


def of_area(area: Area) -> list[SchoolHoliday]:
    """List the holidays told of an area, also those that are over (one query)."""
    return list(area.school_holidays.all())


def without(area: Area, pk: int) -> list[Holiday]:
    """Return the holidays of an area but one, as plain values; Http404 if it lacks."""
    told = of_area(area)
    if pk not in {holiday.pk for holiday in told}:
        raise Http404
    return plain(holiday for holiday in told if holiday.pk != pk)


def plain(told: Iterable[SchoolHoliday]) -> list[Holiday]:
    """Return holidays as `calendar.actions.set_school_holidays` takes them."""
    return [(one.name, one.first_on, one.last_on) for one in told]
