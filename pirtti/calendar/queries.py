"""Reads about dates: what is on, what comes next."""

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Self

from django.db.models import (
    BigIntegerField,
    DateTimeField,
    F,
    Field,
    Q,
    QuerySet,
    SlugField,
)
from django.db.models.lookups import In
from django.http import QueryDict

from pirtti.calendar import card_rows, rules
from pirtti.calendar.card_rows import CardRow
from pirtti.calendar.models import (
    Activity,
    Audience,
    Occurrence,
    OccurrenceQuerySet,
    Series,
)
from pirtti.calendar.scopes import Scope
from pirtti.core.prepared import Given, Prepared
from pirtti.network import queries as network
from pirtti.network.models import Area, Place

# Ages of the chip "0–1": children who are 0 or 1 years old, in months.
AGES = {"0-1": (0, 23)}
PAGE = 20
_CURSOR = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?Z)_(\d{1,15})")
_WORD = re.compile(r"[a-z0-9-]{1,40}")


@dataclass(frozen=True)
class Filters:
    """What a family chose; its state is the address of the page (F5)."""

    age: str | None = None
    audience: str | None = None
    free: bool = False
    no_booking: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Read the choices of an address; what makes no sense is left out."""
        age, audience = query.get("age", ""), query.get("for", "")
        return cls(
            age=age if age in AGES else None,
            audience=audience if _WORD.fullmatch(audience) else None,
            free=query.get("free") == "1",
            no_booking=query.get("booking") == "no",
        )

    def as_query(self) -> dict[str, str]:
        """Return the choices as an address tells them, in a steady order."""
        said = {
            "age": self.age,
            "for": self.audience,
            "free": "1" if self.free else None,
            "booking": "no" if self.no_booking else None,
        }
        return {name: value for name, value in said.items() if value}

    def but(self, **changes: str | bool | None) -> "Filters":
        """Return the same choices with some of them changed."""
        return replace(self, **changes)  # type: ignore[arg-type]

    def narrow(self, dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
        """Keep the dates that fit every choice."""
        if self.age:
            dates = dates.for_age(*AGES[self.age])
        if self.audience:
            dates = dates.for_audience(self.audience)
        if self.free:
            dates = dates.free()
        if self.no_booking:
            dates = dates.without_booking()
        return dates


@dataclass(frozen=True)
class Cursor:
    """Where a long list goes on: after this instant and row. Never an OFFSET."""

    starts_at: dt.datetime
    pk: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Read `2026-11-23T07:30Z_123`; None for anything else."""
        found = _CURSOR.fullmatch(text)
        if found is None:
            return None
        try:
            return cls(dt.datetime.fromisoformat(found[1]), int(found[2]))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.starts_at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}_{self.pk}"


@dataclass(frozen=True)
class Coming:
    """One page of dates; `more` tells where to go on, or None at the end."""

    dates: list[Occurrence]
    more: Cursor | None


@dataclass(frozen=True)
class Span:
    """Which dates a list is about: they begin in [start, end).

    With `not_over_at` those that have ended by then are left out; `after` is where
    a long list goes on.
    """

    start: dt.datetime
    end: dt.datetime
    not_over_at: dt.datetime | None = None
    after: Cursor | None = None

    def narrow(self, dates: OccurrenceQuerySet) -> OccurrenceQuerySet:
        """Keep these dates, earliest first."""
        dates = dates.between(self.start, self.end)
        if self.not_over_at is not None:
            dates = dates.filter(ends_at__gt=self.not_over_at)
        if self.after is not None:
            at = self.after.starts_at
            dates = dates.filter(
                Q(starts_at__gt=at) | Q(starts_at=at, pk__gt=self.after.pk),
                starts_at__gte=at,
            )
        return dates.order_by("starts_at", "pk")


@dataclass(frozen=True)
class ComingCards:
    """One page of dates as their cards need them."""

    rows: list[CardRow]
    more: Cursor | None


def coming(
    area: Area,
    *,
    start: dt.datetime,
    end: dt.datetime,
    filters: Filters | None = None,
    after: Cursor | None = None,
    limit: int = PAGE,
    area_ids: list[int] | None = None,
) -> Coming:
    """List public dates of an area that begin in [start, end), earliest first.

    Three queries: the area's branch (none for the country or when `area_ids` is
    given), the dates, their audiences.
    """
    dates = _narrowed(Occurrence.objects.public(), area, filters, area_ids)
    dates = Span(start, end, after=after).narrow(dates)
    rows = list(dates.with_card()[: limit + 1])
    last = rows[limit - 1] if len(rows) > limit else None
    return Coming(rows[:limit], Cursor(last.starts_at, last.pk) if last else None)


def coming_cards(
    area: Area,
    span: Span,
    *,
    filters: Filters | None = None,
    limit: int = PAGE,
    area_ids: list[int] | None = None,
) -> ComingCards:
    """List the same as `coming`, as plain rows for cards (three queries)."""
    ids = area_ids if area_ids is not None else network.area_ids(area)
    if ids == []:
        return ComingCards([], None)
    filters = filters or Filters()
    values = _values(span, filters, ids or [])
    read = _cards(
        frozenset(values), filters.but(audience=None), limit, has_ids=ids is not None
    )
    rows = card_rows.rows(read(**values))
    last = rows[limit - 1] if len(rows) > limit else None
    return ComingCards(rows[:limit], Cursor(last.starts_at, last.pk) if last else None)


def _values(span: Span, filters: Filters, ids: list[int]) -> dict[str, Any]:
    """Name the values of one question; which there are is its shape."""
    after = span.after
    told = {
        "start": span.start,
        "end": span.end,
        "not_over_at": span.not_over_at,
        "after_at": after.starts_at if after else None,
        "after_pk": after.pk if after else None,
        "audience": filters.audience,
        **{f"area{number}": pk for number, pk in enumerate(ids)},
    }
    return {name: value for name, value in told.items() if value is not None}


@lru_cache(maxsize=512)
def _cards(
    names: frozenset[str], filters: Filters, limit: int, *, has_ids: bool
) -> Prepared[card_rows.Columns]:
    """Prepare the reading of cards for questions of one shape."""
    given: dict[str, Any] = {
        name: Given(name, _FIELDS.get(name, _NUMBER)) for name in names
    }
    after = (
        Cursor(given["after_at"], given["after_pk"]) if "after_at" in names else None
    )
    span = Span(given["start"], given["end"], given.get("not_over_at"), after)
    dates = card_rows.columns()
    if has_ids:
        ids = [given[name] for name in sorted(names) if name.startswith("area")]
        dates = dates.filter(In(F("area"), ids))
    narrow = filters.but(audience=given.get("audience")).narrow
    return card_rows.prepared(lambda: span.narrow(narrow(dates))[: limit + 1])


# What is asked for by an instant or a word; all else are numbers of rows.
_FIELDS: "dict[str, Field[Any, Any]]" = {
    "start": DateTimeField(),
    "end": DateTimeField(),
    "not_over_at": DateTimeField(),
    "after_at": DateTimeField(),
    "audience": SlugField(),
}
_NUMBER = BigIntegerField()


def _narrowed(
    dates: OccurrenceQuerySet,
    area: Area,
    filters: Filters | None,
    area_ids: list[int] | None,
) -> OccurrenceQuerySet:
    ids = area_ids if area_ids is not None else network.area_ids(area)
    return (filters or Filters()).narrow(dates.within(ids))


def next_date(
    area: Area,
    *,
    after: dt.datetime,
    filters: Filters | None = None,
    area_ids: list[int] | None = None,
) -> Occurrence | None:
    """Return the next public date that is not cancelled, for an empty day (F2)."""
    dates = _narrowed(Occurrence.objects.public(), area, filters, area_ids).filter(
        starts_at__gte=after, state=Occurrence.State.PLANNED
    )
    return dates.with_card().order_by("starts_at", "pk").first()


_audiences = Prepared(Audience.objects.all)


def audiences() -> list[Audience]:
    """List all audiences in their order (one query)."""
    return _audiences()


def audience(slug: str) -> Audience | None:
    """Return an audience by its address word (one query)."""
    return Audience.objects.filter(slug=slug).first()


def dates_of_activity(
    activity: Activity, *, since: dt.datetime, limit: int = 10
) -> list[Occurrence]:
    """List the coming dates of one activity, cancelled ones too (two queries)."""
    return list(
        activity.occurrences.filter(ends_at__gte=since)
        .with_card()
        .order_by("starts_at", "pk")[:limit]
    )


def dates_of_place(
    place: Place, *, since: dt.datetime, limit: int = 10
) -> list[Occurrence]:
    """List the coming public dates at one place (two queries)."""
    return list(
        Occurrence.objects.public()
        .filter(
            place=place,
            starts_at__gte=since - dt.timedelta(hours=16),
            ends_at__gte=since,
        )
        .with_card()
        .order_by("starts_at", "pk")[:limit]
    )


def for_feed(
    scope: Scope,
    *,
    start: dt.datetime,
    end: dt.datetime,
    filters: Filters | None = None,
) -> QuerySet[Occurrence]:
    """Return the public dates that a calendar feed tells, earliest first."""
    dates = scope.dates(Occurrence.objects.public().between(start, end))
    dates = (filters or Filters()).narrow(dates)
    return dates.select_related("activity__kind", "place").order_by("starts_at", "pk")


def cards_in(
    scope: Scope, *, since: dt.datetime, filters: Filters | None = None, limit: int
) -> list[CardRow]:
    """List public dates that are not over, for their cards (two queries; three in an area)."""
    dates = (filters or Filters()).narrow(scope.dates(card_rows.columns()))
    dates = dates.filter(
        starts_at__gte=since - rules.LONGEST_MEETING, ends_at__gt=since
    )
    return card_rows.rows(dates.order_by("starts_at", "pk")[:limit])


def series_of(activity: Activity) -> list[Series]:
    """List the series of an activity, with the activity itself (one query)."""
    return list(activity.series.select_related("activity").order_by("pk"))
