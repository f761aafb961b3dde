"""What a feed, a page or an embedded calendar is about: an area, a place, an actor …"""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from pirtti.calendar.models import Activity, OccurrenceQuerySet
from pirtti.network import queries as network
from pirtti.network.models import Area, Organisation, Place


@dataclass(frozen=True)
class Scope:
    """Which dates are meant; what is named narrows, nothing named means all.

    An organisation's dates are those that it arranges, wherever they are held.
    """

    area: Area | None = None
    place: Place | None = None
    organisation: Organisation | None = None
    activity: Activity | None = None

    @cached_property
    def _branch(self) -> list[int] | None:
        return network.area_ids(self.area) if self.area else None

    def dates(self, dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
        """Keep the dates in this scope (an area's branch is read once)."""
        if self.area is not None:
            dates = dates.within(self._branch)
        if self.place is not None:
            dates = dates.filter(place=self.place)
        if self.organisation is not None:
            dates = dates.filter(activity__in=_arranged_by(self.organisation))
        if self.activity is not None:
            dates = dates.filter(activity=self.activity)
        return dates

    def activities(self, activities: QuerySet[Activity]) -> QuerySet[Activity]:
        """Keep the activities in this scope (an area's branch is read once)."""
        if self._branch is not None:
            activities = activities.filter(area__in=self._branch)
        if self.place is not None:
            activities = activities.filter(place=self.place)
        if self.organisation is not None:
            activities = activities.filter(pk__in=_arranged_by(self.organisation))
        if self.activity is not None:
            activities = activities.filter(pk=self.activity.pk)
        return activities


def _arranged_by(organisation: Organisation) -> QuerySet:  # type: ignore[type-arg]
    through = Activity.organisers.through.objects.filter(organisation=organisation)
    return through.values("activity_id")
