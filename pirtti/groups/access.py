"""Who reaches a group: its leaders, those who run groups there, its own members.

A group that somebody does not reach answers like one that does not exist (404).
"""

import datetime as dt

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from pirtti.calendar.models import Activity
from pirtti.groups.models import Group, Leader
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.rules import May


def led_by(viewer: Viewer, *, today: dt.date | None = None) -> QuerySet[Leader]:
    """Return one's parts in groups that hold today."""
    if not viewer.is_authenticated or not viewer.is_active:
        return Leader.objects.none()
    today = today or timezone.localdate()
    return Leader.objects.filter(user=viewer, starts_on__lte=today, ends_on__gte=today)


def groups_run_by(viewer: Viewer) -> QuerySet[Group]:
    """Return the groups whose life one decides on: hidden ones too, never the families."""
    if not access.may_anywhere(viewer, May.RUN_GROUPS):
        return Group.objects.none()
    what = May.RUN_GROUPS
    organised = Activity.organisers.through.objects.filter(
        organisation__in=access.organisations_where(viewer, what, by_place=False)
    )
    return Group.objects.filter(
        Q(activity__place__in=access.places_where(viewer, what))
        | Q(activity__in=organised.values("activity_id"))
        | Q(activity__area__in=access.areas_where(viewer, what))
    )


def group_led(viewer: Viewer, pk: int) -> Group:
    """Fetch a group as one of its leaders: the only way to its families; else 404."""
    found = _with_all().filter(leaders__in=led_by(viewer), pk=pk).first()
    if found is None:
        raise Http404
    return found


def group_run(viewer: Viewer, pk: int) -> Group:
    """Fetch a group to decide on its life, without its families; else 404."""
    run = groups_run_by(viewer).filter(pk=pk).values("pk")
    found = _with_all().filter(pk__in=run).first()
    if found is None:
        raise Http404
    return found


def group_reached(viewer: Viewer, pk: int) -> Group:
    """Fetch a group that one leads or runs; else 404."""
    mine = Q(leaders__in=led_by(viewer)) | Q(
        pk__in=groups_run_by(viewer).filter(pk=pk).values("pk")
    )
    found = _with_all().filter(mine, pk=pk).distinct().first()
    if found is None:
        raise Http404
    return found


def public_group(slug: str) -> Group:
    """Fetch a listed group that families may see; hidden and unknown ones are 404 alike."""
    found = (
        _with_all()
        .filter(listing="public", activity__is_published=True, activity__slug=slug)
        .first()
    )
    if found is None:
        raise Http404
    return found


def _with_all() -> QuerySet[Group]:
    return Group.objects.select_related(
        "activity__kind", "activity__place__area", "activity__area", "activity__intake"
    )
