"""Many groups at a glance: what each has and lacks, in few queries; never families."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Max, Min, Q, Sum
from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.groups import rules
from pirtti.groups.models import Group, Leader, Task
from pirtti.signups.models import Intake, Party


def facts_of(groups: Iterable[Group], *, now: dt.datetime) -> dict[int, rules.Facts]:
    """Return what is known of each group, by its number (five queries)."""
    groups, today = list(groups), timezone.localdate(now)
    leaders = _leaders(groups, today)
    tasks = _tasks(groups, today)
    meetings = _meetings(groups, now)
    seats = _seats(groups)
    return {
        group.pk: rules.Facts(
            state=rules.State(group.state),
            walks_in=group.entry == rules.Entry.WALK_IN,
            ends_on=group.ends_on,
            next_at=meetings.get(group.activity_id),
            **leaders.get(group.pk, {}),
            **tasks.get(group.pk, {}),
            **seats.get(group.activity_id, {"has_sign_up": False}),
        )
        for group in groups
    }


def _leaders(groups: list[Group], today: dt.date) -> dict[int, dict[str, Any]]:
    rows = (
        Leader.objects.filter(group__in=groups, starts_on__lte=today)
        .filter(ends_on__gte=today)
        .values("group")
        .order_by("group")
        .annotate(leaders=Count("pk"), led_until=Max("ends_on"))
    )
    return _by(rows, "group")


def _tasks(groups: list[Group], today: dt.date) -> dict[int, dict[str, Any]]:
    rows = (
        Task.objects.filter(group__in=groups, done_at=None)
        .values("group")
        .order_by("group")
        .annotate(
            open_tasks=Count("pk"), late_tasks=Count("pk", filter=Q(due_on__lt=today))
        )
    )
    return _by(rows, "group")


def _meetings(groups: list[Group], now: dt.datetime) -> dict[int, dt.datetime]:
    rows = (
        Occurrence.objects.filter(
            activity__in=[group.activity_id for group in groups],
            starts_at__gte=now,
            state=Occurrence.State.PLANNED,
        )
        .values("activity")
        .order_by("activity")
        .annotate(next_at=Min("starts_at"))
    )
    return {row["activity"]: row["next_at"] for row in rows}


def _seats(groups: list[Group]) -> dict[int, dict[str, Any]]:
    """Return the numbers of each sign-up, by its activity."""
    intakes = Intake.objects.filter(
        activity__in=[group.activity_id for group in groups]
    )
    is_in = Q(state=Party.State.IN)
    counted = _by(
        Party.objects.filter(intake__in=intakes)
        .values("intake")
        .order_by("intake")
        .annotate(
            families=Count("pk", filter=is_in),
            seats=Sum("seats", filter=is_in, default=0),
            asked=Count("pk", filter=Q(state=Party.State.ASKED)),
        ),
        "intake",
    )
    return {
        intake.activity_id or 0: {
            "waiting": intake.waiting,
            "free": intake.free,
            "minimum": intake.minimum,
            **counted.get(intake.pk, {}),
        }
        for intake in intakes
    }


def _by(rows: Iterable[Any], name: str) -> dict[int, dict[str, Any]]:
    """Key rows by one of their values, which is left out of them."""
    return {
        row[name]: {key: value for key, value in row.items() if key != name}
        for row in rows
    }
