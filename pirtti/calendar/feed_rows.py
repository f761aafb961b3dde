"""Read the dates of a calendar feed: thousands of rows, so plain values.

What many dates share (their activity, place, room) is read once each. Making a
model object and its texts for every date took half of the time a feed may take.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from django.db.models import ExpressionWrapper, F, Model, QuerySet, TextField
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Activity, Occurrence
from pirtti.network.models import Place, Room

_PLAIN = ("pk", "uid", "activity_id", "place_id", "room_id", "starts_at", "ends_at")
_MORE = ("changed_at", "sequence", "state")
_TEXTS = ("reason", "theme", "guest", "who")

Thing = TypeVar("Thing", bound=Model)


class Row(NamedTuple):
    """One date; its texts are as stored (JSON), since most are empty."""

    pk: int
    uid: UUID
    activity_id: int
    place_id: int | None
    room_id: int | None
    starts_at: dt.datetime
    ends_at: dt.datetime
    changed_at: dt.datetime
    sequence: int
    state: str
    reason: str
    theme: str
    guest: str
    who: str

    @property
    def is_cancelled(self) -> bool:
        """Say whether the date was cancelled."""
        return self.state == Occurrence.State.CANCELLED

    def but(self, **changes: Any) -> "Row":
        """Return the same date with some values changed."""
        return self._replace(**changes)


@dataclass(frozen=True)
class Rows:
    """The dates of a feed, earliest first, with what they share by its number."""

    dates: list[Row]
    activities: dict[int, Activity]
    places: dict[int, Place]
    rooms: dict[int, Room]


def read(dates: QuerySet[Occurrence]) -> Rows:
    """Read the dates of a query (four queries, three when no room is named)."""
    raw: dict[str, Any] = {
        f"raw_{name}": ExpressionWrapper(F(name), output_field=TextField())
        for name in _TEXTS
    }
    rows = [
        Row(*values)
        for values in dates.select_related(None)
        .prefetch_related(None)
        .annotate(**raw)
        .values_list(*_PLAIN, *_MORE, *raw)
    ]
    return Rows(
        rows,
        _shared(
            Activity.objects.select_related("kind"), (row.activity_id for row in rows)
        ),
        _shared(Place.objects.all(), (row.place_id for row in rows)),
        _shared(Room.objects.all(), (row.room_id for row in rows)),
    )


def rule_days(dates: QuerySet[Occurrence]) -> dict[int, tuple[int, dt.date]]:
    """Return the series of each date and the day that its rule gave (one query)."""
    told = dates.select_related(None).prefetch_related(None)
    return {
        pk: (series, day)
        for pk, series, day in told.values_list("pk", "series_id", "rule_on")
    }


def text(raw: str) -> LazyI18nString | None:
    """Return the text of a row's raw value; None for an empty one."""
    return LazyI18nString(raw) if raw else None


def _shared(things: QuerySet[Thing], keys: Iterable[int | None]) -> dict[int, Thing]:
    wanted = {key for key in keys if key is not None}
    return things.in_bulk(wanted) if wanted else {}
