"""Dates as their cards need them, read without building models.

A list of twenty dates shows some twenty values of each; building five models a row
costs several times the reading itself. Texts stay as they are stored (JSON of
LazyI18nString), so that a row is a plain value: equal rows make equal cards.
"""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple, Self, cast

from django.db.models import BigIntegerField, ExpressionWrapper, F, QuerySet, TextField
from django.db.models.lookups import In
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Activity, Occurrence, OccurrenceQuerySet
from pirtti.core.prepared import Given, Prepared


class CardRow(NamedTuple):
    """What a card tells of one date; texts and lists as stored."""

    pk: int
    starts_at: dt.datetime
    ends_at: dt.datetime
    state: str
    theme: str
    guest: str
    reason: str
    area_id: int
    area_name: str
    place_name: str | None
    latitude: float | None
    longitude: float | None
    activity_id: int
    name: str
    age_from_months: int | None
    age_to_months: int | None
    price_cents: int | None
    price_note: str
    sign_up: str
    languages: str
    colour: str
    is_drop_in_advice: bool
    # When its contact was asked whether it still holds; None once it is confirmed.
    stale_told_at: dt.datetime | None
    # Slug and name of each audience, in their order.
    audiences: tuple[tuple[str, str], ...] = ()

    @property
    def is_cancelled(self) -> bool:
        """Say whether the date was cancelled."""
        return self.state == Occurrence.State.CANCELLED

    @classmethod
    def of(cls, date: Occurrence) -> Self:
        """Make the row of a date that was read with `with_card()`."""
        activity, place = date.activity, date.place
        return cls(
            pk=date.pk,
            starts_at=date.starts_at,
            ends_at=date.ends_at,
            state=date.state,
            theme=_stored(date.theme),
            guest=_stored(date.guest),
            reason=_stored(date.reason),
            area_id=date.area_id,
            area_name=_stored(date.area.name),
            place_name=_stored(place.name) if place else None,
            latitude=place.latitude if place else None,
            longitude=place.longitude if place else None,
            activity_id=activity.pk,
            name=_stored(activity.name),
            age_from_months=activity.age_from_months,
            age_to_months=activity.age_to_months,
            price_cents=activity.price_cents,
            price_note=_stored(activity.price_note),
            sign_up=activity.sign_up,
            languages=json.dumps(activity.languages),
            colour=activity.kind.colour,
            is_drop_in_advice=activity.kind.is_drop_in_advice,
            stale_told_at=activity.stale_told_at,
            audiences=tuple(
                (audience.slug, _stored(audience.name))
                for audience in activity.audiences.all()
            ),
        )


_COLUMNS = (
    "pk",
    "starts_at",
    "ends_at",
    "state",
    "theme",
    "guest",
    "reason",
    "area_id",
    "area__name",
    "place__name",
    "place__latitude",
    "place__longitude",
    "activity_id",
    "activity__name",
    "activity__age_from_months",
    "activity__age_to_months",
    "activity__price_cents",
    "activity__price_note",
    "activity__sign_up",
    "activity__languages",
    "activity__kind__colour",
    "activity__kind__is_drop_in_advice",
    "activity__stale_told_at",
)
# The values of `_COLUMNS`, as they are read.
Columns = tuple[Any, ...]
_ACTIVITY = _COLUMNS.index("activity_id")
_AS_STORED = {
    "theme",
    "guest",
    "reason",
    "area__name",
    "place__name",
    "activity__name",
    "activity__price_note",
    "activity__languages",
}
_VALUES = [
    ExpressionWrapper(F(name), output_field=TextField()) if name in _AS_STORED else name
    for name in _COLUMNS
]


@cache
def _columns() -> OccurrenceQuerySet:
    """Prepare the reading once: naming twenty columns costs more than reading them."""
    return cast("OccurrenceQuerySet", Occurrence.objects.public().values_list(*_VALUES))


def columns() -> OccurrenceQuerySet:
    """Return all public dates as plain values, to be narrowed and given to `rows`."""
    return _columns().all()


def prepared(build: Callable[[], OccurrenceQuerySet]) -> Prepared[Columns]:
    """Prepare the reading of dates that begin as `columns()`."""
    return Prepared(cast("Callable[[], QuerySet[Occurrence, Columns]]", build))


def rows(dates: Iterable[Any]) -> list[CardRow]:
    """Read the rows of dates that began as `columns()`, and their audiences."""
    found: list[Columns] = list(dates)
    audiences = _audiences({row[_ACTIVITY] for row in found}) if found else {}
    make = CardRow._make  # noqa: SLF001 - the public way in, whatever its name
    return [make((*row, audiences.get(row[_ACTIVITY], ()))) for row in found]


@cache
def _links(activities: int) -> Prepared[tuple[int, str, str]]:
    """Prepare the reading of the audiences of so many activities."""
    name = ExpressionWrapper(F("audience__name"), output_field=TextField())
    wanted = [Given(str(number), BigIntegerField()) for number in range(activities)]
    return Prepared(
        lambda: (
            Activity.audiences.through.objects.filter(In(F("activity"), wanted))
            .order_by("audience__order", "audience__slug")
            .values_list("activity_id", "audience__slug", name)
        )
    )


def _audiences(activities: set[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    told: defaultdict[int, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    wanted = {str(number): pk for number, pk in enumerate(activities)}
    for activity, slug, stored in _links(len(wanted))(**wanted):
        told[activity] += ((slug, stored),)
    return told


def _stored(text: LazyI18nString | str | None) -> str:
    data = getattr(text, "data", text)
    if isinstance(data, dict):
        return json.dumps(data, sort_keys=True)
    return str(data or "")
