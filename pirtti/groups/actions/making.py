"""Making a group of an activity, and changing what it is."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity
from pirtti.core.refusals import Refused
from pirtti.groups import rules
from pirtti.groups.actions.steps import lock_sign_up, locked, note
from pirtti.groups.models import AxisWord, Group
from pirtti.network import actions as network
from pirtti.network.models import Area
from pirtti.people.models import JournalEntry, User
from pirtti.signups.models import Intake


@transaction.atomic
def make_group(
    activity: Activity, *, axes: rules.Axes, by: User | None, **values: Any
) -> Group:
    """Make a group of an activity: an idea, or planned already (`state`).

    `values` are other fields of a group. A hidden group's activity is taken from
    the public at once. Raises Refused when the axes do not go together, or the
    activity is a group already.
    """
    _refuse(axes)
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if Group.objects.filter(activity=activity).exists():
        raise Refused(rules.Refusal.GROUP_ALREADY)
    group = Group(activity=activity, **_columns(axes), **values)
    group.save()
    _list(group, by=by)
    note(group, what="made", by=by)
    return group


@transaction.atomic
def change_group(
    group: Group, *, by: User | None, axes: rules.Axes | None = None, **values: Any
) -> Group:
    """Change what a group is, never where in its life it is. Raises Refused."""
    assert "state" not in values, "steps are taken by their own actions"
    axes = axes or group.axes
    _refuse(axes)
    group = locked(group)
    lock_sign_up(group)
    for name, value in (_columns(axes) | values).items():
        setattr(group, name, value)
    group.save()
    _list(group, by=by)
    JournalEntry.record("groups.changed", by=by, on=group)
    return group


def _refuse(axes: rules.Axes) -> None:
    reason = rules.refuse_axes(axes)
    if reason:
        raise Refused(reason)


def _columns(axes: rules.Axes) -> dict[str, str]:
    names = ("audience", "joining", "entry", "leadership", "meets", "listing")
    return {name: getattr(axes, name).value for name in names}


def _list(group: Group, *, by: User | None) -> None:
    """Keep the activity and its sign-up as hidden as the group is.

    A group that is no longer hidden stays a draft until families are asked to join.
    """
    activity = group.activity
    if group.is_hidden and activity.is_published:
        calendar.unpublish(activity, by=by)
    shown = not group.is_hidden
    Activity.objects.filter(pk=activity.pk).update(
        is_listed=shown, changed_at=timezone.now()
    )
    activity.refresh_from_db()
    activity.is_listed = shown
    Intake.objects.filter(activity=activity).update(is_discreet=group.is_hidden)
    network.touch(activity.area)


@transaction.atomic
def set_words(
    area: Area, words: dict[tuple[str, str], LazyI18nString], *, by: User | None
) -> None:
    """Store what people of an area call the values of the axes; empty ones go.

    Keys are (axis, value).
    """
    Area.objects.select_for_update().get(pk=area.pk)
    for (axis, value), word in words.items():
        same: dict[str, Any] = {"area": area, "axis": axis, "value": value}
        if str(word).strip():
            AxisWord.objects.update_or_create(**same, defaults={"word": word})
        else:
            AxisWord.objects.filter(**same).delete()
    JournalEntry.record("groups.words_set", by=by, on=area)
