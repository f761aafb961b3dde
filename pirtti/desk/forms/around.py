"""What is in the same town: organisations that hand invitations over, weekly groups."""

from django.db.models import QuerySet

from pirtti.calendar.models import Activity, Series
from pirtti.network import queries
from pirtti.network.models import Area, Organisation
from pirtti.network.rules import Level


def town(area: Area) -> list[int]:
    """Return the ids of the areas of the whole municipality, and of those above it."""
    line = queries.ancestors(area)
    found = next((one for one in line if one.level == Level.MUNICIPALITY), area)
    return [*area.line, *(queries.area_ids(found) or [])]


def organisations(area: Area) -> QuerySet[Organisation]:
    """Return the organisations of the town, and of the county and country around it."""
    return Organisation.objects.filter(area__in=town(area)).order_by("slug")


def weekly_groups(area: Area, *, but: Activity) -> QuerySet[Activity]:
    """Return the public activities of the town that meet weekly, but one's own."""
    return (
        Activity.objects.public()
        .filter(
            pk__in=Series.objects.filter(
                frequency=Series.Frequency.WEEKLY, activity__area__in=town(area)
            ).values("activity_id")
        )
        .exclude(pk=but.pk)
        .order_by("slug")
    )
