"""When: activities, their series and the dates they happen on."""

from pirtti.calendar.models.activities import (
    Activity,
    ActivityKind,
    ActivityQuerySet,
    Audience,
    Series,
)
from pirtti.calendar.models.occurrences import Occurrence, OccurrenceQuerySet

__all__ = [
    "Activity",
    "ActivityKind",
    "ActivityQuerySet",
    "Audience",
    "Occurrence",
    "OccurrenceQuerySet",
    "Series",
]
