"""The list of groups that families may join: what was chosen, twenty at a time.

The newest come first: they are the ones that look for families. The order is that of
the rows themselves, so a page of few walks a few rows, however many there are; a long
list goes on after the last one shown, never by counting rows (OFFSET).
"""

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Self

from django.db.models import (
    BigIntegerField,
    DateField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    SlugField,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce
from django.db.models.lookups import In
from django.http import QueryDict

from pirtti.calendar.models import Activity, Series
from pirtti.core import formfields, timewords
from pirtti.core.prepared import Given, Prepared
from pirtti.groups import group_rows, rules
from pirtti.groups.models import Group
from pirtti.network import queries as network
from pirtti.network.models import Area

PAGE = 20
# A child's age in whole years, as months; both ends count.
AGES = {
    "0-1": (0, 23),
    "2-3": (24, 47),
    "4-6": (48, 83),
    "7-12": (84, 155),
    "13-17": (156, 215),
}
STAGES = ("small", "becoming_independent", "adult")
# From when and until when a meeting begins.
PARTS = {
    "morning": (dt.time.min, dt.time(12)),
    "afternoon": (dt.time(12), dt.time(16, 30)),
    "evening": (dt.time(16, 30), dt.time.max),
}
PLACES = {
    "site": (rules.Meets.ON_SITE, rules.Meets.BOTH),
    "online": (rules.Meets.ONLINE, rules.Meets.BOTH),
}
_WORD = re.compile(r"[a-z0-9-]{1,100}")
_NUMBER = re.compile(r"[0-9]{1,15}")
_OPEN_STATES = (rules.State.RECRUITING, rules.State.DECISION)


@dataclass(frozen=True)
class Filters:
    """What a family chose; its state is the address of the page."""

    age: str = ""
    audience: str = ""
    stage: str = ""
    language: str = ""
    part: str = ""
    place: str = ""
    is_open: bool = False

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Read the choices of an address; what makes no sense is left out."""
        audience = query.get("for", "")
        return cls(
            age=_known(query.get("age", ""), AGES),
            audience=audience if _WORD.fullmatch(audience) else "",
            stage=_known(query.get("stage", ""), STAGES),
            language=_known(query.get("in", ""), formfields.LANGUAGE_NAMES),
            part=_known(query.get("time", ""), PARTS),
            place=_known(query.get("where", ""), PLACES),
            is_open=query.get("open") == "1",
        )

    def as_query(self) -> dict[str, str]:
        """Return the choices as an address tells them, in a steady order."""
        said = {
            "open": "1" if self.is_open else "",
            "age": self.age,
            "for": self.audience,
            "stage": self.stage,
            "in": self.language,
            "time": self.part,
            "where": self.place,
        }
        return {name: value for name, value in said.items() if value}

    def but(self, **changes: Any) -> "Filters":
        """Return the same choices with some of them changed."""
        return replace(self, **changes)

    def narrow(self, groups: "QuerySet[Group, Any]") -> "QuerySet[Group, Any]":
        """Keep the groups that fit every choice; values are given later."""
        if self.age:
            groups = groups.filter(_of_age(*AGES[self.age]))
        if self.audience:
            through = Activity.audiences.through.objects.filter(
                activity=OuterRef("activity"), audience__slug=_SLUG
            )
            groups = groups.filter(Exists(through))
        for column, word in (
            ("life_stages", self.stage),
            ("activity__languages", self.language),
        ):
            if word:
                name = f"told_{column}"
                groups = groups.alias(**{name: Cast(column, TextField())})
                groups = groups.filter(**{f"{name}__contains": f'"{word}"'})
        if self.part:
            groups = groups.filter(_meets_in(*PARTS[self.part]))
        if self.place:
            groups = groups.filter(meets__in=PLACES[self.place])
        return groups.filter(takes_newcomers()) if self.is_open else groups


@dataclass(frozen=True)
class Listed:
    """One page of groups; `after` is where to go on, None at the end."""

    rows: list[group_rows.GroupRow]
    after: int | None = None


def listed(
    area: Area,
    *,
    filters: Filters | None = None,
    after: int | None = None,
    now: dt.datetime,
    limit: int = PAGE,
) -> Listed:
    """List groups of an area, the newest first (five queries, four for a country).

    The area's branch (none for a country), the groups with seats, their audiences,
    rhythms and next dates: as many for one group as for 5 000.
    """
    ids, filters = network.area_ids(area), filters or Filters()
    if ids == []:
        return Listed([])
    values = {
        "now": now,
        "today": timewords.from_instant(now)[0],
        "after": after,
        "audience": filters.audience,
        **{f"area{number}": pk for number, pk in enumerate(ids or [])},
    }
    shape = filters.but(audience="any" if filters.audience else "")
    read = _read(shape, len(ids) if ids is not None else None, after is not None, limit)
    found = read(**values)
    shown = group_rows.rows(found[:limit], now=now)
    return Listed(shown, shown[-1].pk if len(found) > limit else None)


def cursor(text: str) -> int | None:
    """Return where a list goes on; None for anything that is no number of a row."""
    return int(text) if _NUMBER.fullmatch(text) else None


@lru_cache(maxsize=256)
def _read(
    shape: Filters,
    areas: int | None,
    goes_on: bool,  # noqa: FBT001 - a part of the shape
    limit: int,
) -> Prepared[Any]:
    """Prepare the reading of groups for questions of one shape."""
    groups = group_rows.columns().alias(at=_plainly("state"), seen=_plainly("listing"))
    groups = groups.filter(at__in=group_rows.LIVELY, seen=rules.Listing.PUBLIC)
    if areas is not None:
        wanted = [Given(f"area{number}", BigIntegerField()) for number in range(areas)]
        groups = groups.filter(In(F("activity__area"), wanted))
    if goes_on:
        groups = groups.filter(pk__lt=Given("after", BigIntegerField()))
    return Prepared(lambda: shape.narrow(groups).order_by("-pk")[: limit + 1])


def _plainly(name: str) -> Coalesce:
    """Ask a column so that no index of it is taken: the order's own is to be walked."""
    return Coalesce(name, Value(""))


_SLUG = Given("audience", SlugField())


def takes_newcomers() -> Q:
    """Keep what a family may join now, with a seat that nobody else waits for.

    The same as `rules.takes_newcomers`, and an open sign-up with room in it.
    """
    today, now = Given("today", DateField()), Given("now", DateTimeField())
    rolling = Q(joining=rules.Joining.ROLLING, state__in=(*_OPEN_STATES, "running"))
    closed = Q(joining=rules.Joining.CLOSED, state__in=_OPEN_STATES) & (
        Q(first_on__isnull=True) | Q(first_on__gte=today)
    )
    intake = "activity__intake__"
    room = (
        Q(**{f"{intake}is_open": True, f"{intake}waiting": 0})
        & Q(**{f"{intake}taken__lt": F(f"{intake}capacity")})
        & Q(**{f"{intake}ends_on__gte": today})
        & (Q(**{f"{intake}opens_at": None}) | Q(**{f"{intake}opens_at__lte": now}))
        & (Q(**{f"{intake}closes_at": None}) | Q(**{f"{intake}closes_at__gt": now}))
    )
    just_come = Q(entry=rules.Entry.WALK_IN, activity__intake=None)
    return (rolling | closed) & (room | just_come)


def _of_age(low: int, high: int) -> Q:
    return (
        Q(activity__age_from_months=None) | Q(activity__age_from_months__lte=high)
    ) & (Q(activity__age_to_months=None) | Q(activity__age_to_months__gte=low))


def _meets_in(start: dt.time, end: dt.time) -> Exists:
    """Keep what has a rhythm that begins in a part of the day."""
    rhythms = Series.objects.filter(
        group_rows.goes_on(),
        activity=OuterRef("activity"),
        starts_at__gte=start,
        starts_at__lt=end,
    )
    return Exists(rhythms)


def _known(word: str, words: Any) -> str:
    return word if word in words else ""
