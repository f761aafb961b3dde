"""When a rhythm pauses: public holidays, and the holidays of a municipality's schools."""

import datetime as dt
from collections.abc import Iterable

from pirtti.calendar import holidays_fi, rules
from pirtti.calendar.models import SchoolHoliday, Series
from pirtti.network.models import Area


def school_holidays(area: Area) -> list[SchoolHoliday]:
    """List the school holidays of an area and of the areas above it (one query)."""
    return list(SchoolHoliday.objects.filter(area__in=area.line))


def open_days(series: Series, area: Area, days: Iterable[dt.date]) -> list[dt.date]:
    """Leave out the days on which a series pauses.

    `area` is where it meets: its municipality's school holidays count.
    """
    found = list(days)
    if series.skips_public_holidays:
        found = [day for day in found if not holidays_fi.holiday_name(day, "fi")]
    if series.skips_school_holidays and found:
        gaps = [(gap.first_on, gap.last_on) for gap in school_holidays(area)]
        found = rules.without_gaps(found, gaps)
    return found
