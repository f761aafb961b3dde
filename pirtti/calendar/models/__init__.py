"""When: activities, their series and the dates they happen on."""

from pirtti.calendar.models.activities import (
    Activity,
    ActivityKind,
    ActivityQuerySet,
    Audience,
    Series,
)
from pirtti.calendar.models.occurrences import Occurrence, OccurrenceQuerySet
from pirtti.calendar.models.programme import Change, SchoolHoliday, Theme, Wish

__all__ = [
    "Activity",
    "ActivityKind",
    "ActivityQuerySet",
    "Audience",
    "Change",
    "Occurrence",
    "OccurrenceQuerySet",
    "SchoolHoliday",
    "Series",
    "Theme",
    "Wish",
]
