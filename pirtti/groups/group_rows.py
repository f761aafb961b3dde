"""Listed groups as their cards need them, read without building models.

Like `calendar.card_rows`: texts and lists stay as they are stored, so that a row is a
plain value and equal rows make equal cards. Hidden groups are never among them.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
)
from django.db.models.lookups import In

from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.core import timewords
from pirtti.core.prepared import Given, Prepared
from pirtti.groups import rules
from pirtti.groups.models import Group

# A family looks for what plans, recruits or runs; what has ended is found no more.
LIVELY = (
    rules.State.PLANNED,
    rules.State.RECRUITING,
    rules.State.DECISION,
    rules.State.RUNNING,
)


class SeriesRow(NamedTuple):
    """A rhythm as stored; its fields are those of `Series`, lists as JSON."""

    frequency: str
    interval: int
    parity: str
    weekday: int
    weekdays: str
    nth: str
    skips_public_holidays: bool
    skips_school_holidays: bool
    starts_on: dt.date
    ends_on: dt.date | None
    starts_at: dt.time
    ends_at: dt.time


class GroupRow(NamedTuple):
    """What a card tells of one group; texts and lists as stored."""

    pk: int
    activity_id: int
    slug: str
    name: str
    colour: str
    area_id: int
    area_name: str
    place_name: str | None
    age_from_months: int | None
    age_to_months: int | None
    languages: str
    state: str
    audience: str
    joining: str
    entry: str
    leadership: str
    meets: str
    life_stages: str
    first_on: dt.date | None
    decision_on: dt.date | None
    # Of its sign-up; None where there is none.
    capacity: int | None
    taken: int | None
    waiting: int | None
    minimum: int | None
    counts: str | None
    when_full: str | None
    is_open: bool | None
    opens_at: dt.datetime | None
    closes_at: dt.datetime | None
    # Slug and name of each audience, in their order.
    audiences: tuple[tuple[str, str], ...] = ()
    rhythms: tuple[SeriesRow, ...] = ()
    next_at: dt.datetime | None = None


_INTAKE = "activity__intake__"
COLUMNS = (
    *("pk", "activity_id", "activity__slug", "activity__name"),
    *("activity__kind__colour", "activity__area_id", "activity__area__name"),
    *("activity__place__name", "activity__age_from_months"),
    *("activity__age_to_months", "activity__languages", "state", "audience"),
    *("joining", "entry", "leadership", "meets", "life_stages"),
    *("first_on", "decision_on", f"{_INTAKE}capacity", f"{_INTAKE}taken"),
    *(f"{_INTAKE}waiting", f"{_INTAKE}minimum", f"{_INTAKE}counts"),
    *(f"{_INTAKE}when_full", f"{_INTAKE}is_open", f"{_INTAKE}opens_at"),
    f"{_INTAKE}closes_at",
)
AS_STORED = {
    *("activity__name", "activity__area__name", "activity__place__name"),
    *("activity__languages", "life_stages", "weekdays", "nth"),
}
# The public way to its names, whatever it is called.
_SERIES = SeriesRow._fields  # noqa: SLF001


def _values(names: Iterable[str]) -> list[Any]:
    """Leave texts and lists as they are stored."""
    return [
        ExpressionWrapper(F(name), output_field=TextField())
        if name in AS_STORED
        else name
        for name in names
    ]


def columns() -> "QuerySet[Group, Any]":
    """Return the groups of published activities, to be narrowed to listed ones."""
    return Group.objects.filter(activity__is_published=True).values_list(
        *_values(COLUMNS)
    )


def rows(found: list[tuple[Any, ...]], *, now: dt.datetime) -> list[GroupRow]:
    """Complete rows that began as `columns()` (three queries, none for no rows)."""
    numbers = [row[1] for row in found]
    if not numbers:
        return []
    audiences, rhythms = _audiences(numbers), _rhythms(numbers, now)
    coming = _next_dates(numbers, now)
    make = GroupRow._make  # noqa: SLF001 - the public way in, whatever its name
    return [
        make((*row, audiences.get(pk, ()), rhythms.get(pk, ()), coming.get(pk)))
        for pk, row in zip(numbers, found, strict=True)
    ]


def _wanted(many: int) -> list[Given]:
    return [Given(f"n{number}", BigIntegerField()) for number in range(many)]


def _named(numbers: list[int]) -> dict[str, Any]:
    return {f"n{number}": pk for number, pk in enumerate(numbers)}


@cache
def _audience_links(many: int) -> Prepared[Any]:
    name = ExpressionWrapper(F("audience__name"), output_field=TextField())
    through = Activity.audiences.through.objects
    return Prepared(
        lambda: (
            through.filter(In(F("activity"), _wanted(many)))
            .order_by("audience__order", "audience__slug")
            .values_list("activity_id", "audience__slug", name)
        )
    )


def _audiences(numbers: list[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    told: defaultdict[int, tuple[tuple[str, str], ...]] = defaultdict(tuple)
    for pk, slug, name in _audience_links(len(numbers))(**_named(numbers)):
        told[pk] += ((slug, name),)
    return told


def goes_on() -> Q:
    """Keep the rhythms that have not ended; the day is given as `today`."""
    return Q(ends_on__isnull=True) | Q(ends_on__gte=Given("today", DateField()))


@cache
def _series(many: int) -> Prepared[Any]:
    return Prepared(
        lambda: (
            Series.objects.filter(In(F("activity"), _wanted(many)))
            .filter(goes_on())
            .exclude(frequency=Series.Frequency.ONCE)
            .order_by("weekday", "starts_at", "pk")
            .values_list("activity_id", *_values(_SERIES))
        )
    )


def _rhythms(numbers: list[int], now: dt.datetime) -> dict[int, tuple[SeriesRow, ...]]:
    told: defaultdict[int, tuple[SeriesRow, ...]] = defaultdict(tuple)
    today = timewords.from_instant(now)[0]
    for pk, *values in _series(len(numbers))(**_named(numbers), today=today):
        told[pk] += (SeriesRow(*values),)
    return told


@cache
def _coming(many: int) -> Prepared[Any]:
    """Ask for the first date of each: one step into an index for every group."""
    dates = (
        Occurrence.objects.filter(
            activity=OuterRef("pk"),
            is_public=True,
            state=Occurrence.State.PLANNED,
            starts_at__gte=Given("now", DateTimeField()),
        )
        .order_by("starts_at")
        .values("starts_at")[:1]
    )
    return Prepared(
        lambda: (
            Activity.objects.filter(In(F("pk"), _wanted(many)))
            .order_by()
            .values_list("pk", Subquery(dates))
        )
    )


def _next_dates(numbers: list[int], now: dt.datetime) -> dict[int, dt.datetime | None]:
    return dict(_coming(len(numbers))(**_named(numbers), now=now))
