"""The tasks of what families need follow the meeting that they are for."""

import datetime as dt
from collections.abc import Collection, Iterable

from django.db.models import Q
from django.utils import timezone

from pirtti.calendar.followers import DateEvent
from pirtti.groups import queries
from pirtti.groups.models import Group, Task

_DAY = dt.timedelta(days=1)


def hear_dates(events: Iterable[DateEvent]) -> None:
    """Let needs be seen to before the next meeting, when dates are moved or cancelled."""
    old: dict[int, set[dt.date]] = {}
    for event in events:
        day = event.occurrence.on
        if event.was is not None:
            day = timezone.localdate(event.was.starts_at)
        old.setdefault(event.occurrence.activity_id, set()).add(day - _DAY)
    for group in Group.objects.filter(activity__in=old):
        _follow(group, old[group.activity_id])


def hear_activities(pks: Collection[int]) -> None:
    """Give a day to needs that had no meeting to come, when dates are added."""
    for group in Group.objects.filter(
        activity__in=pks,
        tasks__in=Task.objects.filter(party__isnull=False, done_at=None, due_on=None),
    ).distinct():
        _follow(group, set())


def _follow(group: Group, days: set[dt.date]) -> None:
    """Move the open tasks that are to come, or were due for a date that changed.

    When no meeting is left they have no day, until there is one again.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    meeting = next(iter(queries.coming(group, now=now)), None)
    due_on = max(meeting.on - _DAY, today) if meeting else None
    needs = Task.objects.filter(group=group, party__isnull=False, done_at=None)
    needs = needs.filter(
        Q(due_on__gte=today) | Q(due_on__in=days) | Q(due_on__isnull=True)
    )
    needs.exclude(due_on=due_on, due_on__isnull=due_on is None).update(
        due_on=due_on, changed_at=now
    )
