"""What a published activity is besides: a listed group, something one signs up to."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    DateField,
    ExpressionWrapper,
    F,
    TextField,
)

from pirtti.calendar.models import Activity
from pirtti.core.prepared import Given, Prepared
from pirtti.groups import group_rows, rules, words
from pirtti.groups.models import Leader


@dataclass(frozen=True)
class GroupFound:
    """A listed group as its own page tells about it; texts as stored."""

    row: group_rows.GroupRow
    method: str
    # The group that is offered at its end, where families may see it.
    next_name: str
    next_slug: str

    @property
    def stages(self) -> list[str]:
        """Return at which stages of life, those that are known."""
        told = json.loads(self.row.life_stages) if self.row.life_stages else []
        return [stage for stage in told if stage in words.LIFE_STAGES]


_NEXT = "follow_on__activity__"
_OF_PAGE = ("method", f"{_NEXT}name", f"{_NEXT}slug", f"{_NEXT}is_published")
_TEXTS = group_rows.AS_STORED | set(_OF_PAGE[:2])
# How many values of a group stand before those of its page.
_ROW = len(group_rows.COLUMNS)


class OfActivity(NamedTuple):
    """What an activity is besides: a listed group, something one signs up to, or both."""

    group: GroupFound | None
    has_intake: bool


def of_activity(activity: Activity) -> OfActivity:
    """Return what a published activity is besides (one query)."""
    found = _of_activity.first(activity=activity.pk)
    if found is None:
        return OfActivity(None, has_intake=False)
    intake, listing, *rest = found
    is_group = listing == rules.Listing.PUBLIC
    group = _found(tuple(rest)) if is_group else None
    return OfActivity(group, has_intake=intake is not None)


def _found(values: tuple[Any, ...]) -> GroupFound:
    method, name, slug, is_shown = values[_ROW:]
    row = group_rows.GroupRow(*values[:_ROW])
    return GroupFound(row, method, *((name, slug) if is_shown else ("", "")))


def _beside(names: Iterable[str]) -> list[Any]:
    """Name a group's columns as its activity sees them."""
    own = {"activity_id": "pk"}
    return [
        ExpressionWrapper(F(_seen(name)), output_field=TextField())
        if name in _TEXTS
        else own.get(name, _seen(name))
        for name in names
    ]


def _seen(name: str) -> str:
    near = name.removeprefix("activity__")
    return near if near != name else f"group__{name}"


_of_activity = Prepared(
    lambda: (
        Activity.objects.filter(
            pk=Given("activity", BigIntegerField()), is_published=True
        )
        .order_by()
        .values_list(
            "intake__pk", "group__listing", *_beside((*group_rows.COLUMNS, *_OF_PAGE))
        )
    )
)


def aliases(group: int, *, today: dt.date) -> list[str]:
    """List the names that those who lead a group today have chosen (one query)."""
    return _aliases(group=group, today=today)


_aliases = Prepared(
    lambda: (
        Leader.objects.filter(
            group=Given("group", BigIntegerField()),
            part=Leader.Part.LEADER,
            starts_on__lte=Given("today", DateField()),
            ends_on__gte=Given("today", DateField()),
        )
        .order_by("pk")
        .values_list("alias", flat=True)
    )
)
