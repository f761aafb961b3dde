"""School holidays of a municipality, and the rhythms that pause for them."""

import datetime as dt
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import followers, rules
from pirtti.calendar.actions import rows
from pirtti.calendar.models import Occurrence, SchoolHoliday, Series
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.network.models import Area
from pirtti.people.models import JournalEntry, User

Holiday = tuple[LazyI18nString, dt.date, dt.date]


@transaction.atomic
def set_school_holidays(
    area: Area, *, holidays: Iterable[Holiday], by: User | None
) -> int:
    """Tell all school holidays of an area; rhythms that pause for them follow.

    Coming dates that now fall into a holiday go, except those changed by hand or
    holding counts; dates that no longer do are made. Returns how many dates came or
    went. Raises Refused when a holiday ends before it begins.
    """
    area = Area.objects.select_for_update().get(pk=area.pk)
    holidays = list(holidays)
    if any(last < first for _name, first, last in holidays):
        raise Refused(rules.RuleFault.ENDS_BEFORE_START)
    area.school_holidays.all().delete()
    SchoolHoliday.objects.bulk_create(
        SchoolHoliday(area=area, name=name, first_on=first, last_on=last)
        for name, first, last in holidays
    )
    pausing = Series.objects.filter(
        skips_school_holidays=True, activity__area__path__startswith=area.path or ""
    ).select_related("activity__area", "place__area")
    changed = sum(_refit(series) for series in pausing)
    network.touch(area)
    JournalEntry.record("calendar.school_holidays", by=by, on=area)
    return changed


def _refit(series: Series) -> int:
    """Let the coming rows of a series agree with its rule and its pauses."""
    today, until = timezone.localdate(), series.filled_until
    if until is None or until <= today:
        return 0
    tomorrow = today + dt.timedelta(days=1)
    days = rows.days_of(series, series.activity, since=tomorrow, until=until)
    coming = series.occurrences.filter(rule_on__gt=today)
    known = set(coming.values_list("rule_on", flat=True))
    rows.make(series, series.activity, [day for day in days if day not in known])
    extra = coming.exclude(rule_on__in=days).filter(
        own=[], state=Occurrence.State.PLANNED
    )
    numbers = set(extra.values_list("pk", flat=True))
    numbers -= set[int]().union(*followers.held(numbers).values()) if numbers else set()
    Occurrence.objects.filter(pk__in=numbers).delete()
    network.touch(rows.area_of(series, series.activity))
    followers.activities_changed([series.activity_id])
    return len(numbers) + len(set(days) - known)
