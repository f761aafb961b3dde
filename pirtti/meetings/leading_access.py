"""Who reaches a meeting, a family or a request as a leader; else 404."""

import datetime as dt

from django.db.models import Exists, F, Q, QuerySet
from django.http import Http404
from django.utils import timezone

from pirtti.calendar.models import Occurrence, Wish
from pirtti.groups import access
from pirtti.groups.models import Group, Leader, Task
from pirtti.groups.rules import Listing
from pirtti.meetings.models import GroupMaterial, PoolMember, SubstituteRequest
from pirtti.network.access import Viewer
from pirtti.network.models import Area
from pirtti.people.models import User
from pirtti.signups.models import Party


def may_open(viewer: Viewer) -> bool:
    """Say whether somebody leads a group, or may be asked to stand in (one query).

    Remembered for this request: the navigation of every page asks.
    """
    if not viewer.is_authenticated:
        return False
    known: bool | None = getattr(viewer, "_pirtti_leads", None)
    if known is None:
        either = Exists(access.led_by(viewer)) | Exists(pools_of(viewer))
        known = User.objects.filter(either, pk=viewer.pk).exists()
        vars(viewer)["_pirtti_leads"] = known
    return known


def pools_of(viewer: Viewer) -> QuerySet[PoolMember]:
    """Return the pools in which one is today."""
    if not viewer.is_authenticated or not viewer.is_active:
        return PoolMember.objects.none()
    return PoolMember.objects.filter(
        user=viewer, ends_on__gte=timezone.localdate()
    ).select_related("area")


def need_leader(viewer: Viewer) -> None:
    """Go on only as a leader or a substitute to be; Http404 otherwise."""
    if not may_open(viewer):
        raise Http404


def areas_led(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas of the groups that one leads."""
    led = Group.objects.filter(leaders__in=access.led_by(viewer))
    return Area.objects.filter(pk__in=led.values("activity__area"))


def meeting_of(group: Group, pk: int) -> Occurrence:
    """Fetch a meeting of a group; Http404 when it is another's."""
    found = (
        group.activity.occurrences.filter(pk=pk)
        .select_related("activity__kind", "place", "room", "area", "series")
        .select_related(
            "meeting_note", "meeting_count", "count_sheet", "place__counting_plan"
        )
        .first()
    )
    if found is None:
        raise Http404
    return found


def family_of(group: Group, pk: int) -> Party:
    """Fetch a family of a group, in whatever state it is; Http404 for others."""
    found = (
        Party.objects.filter(intake__activity=group.activity_id, pk=pk)
        .exclude(state=Party.State.GONE)
        .select_related("intake")
        .first()
    )
    if found is None:
        raise Http404
    return found


def task_of(group: Group, pk: int) -> Task:
    """Fetch a task of a group; Http404 for others."""
    found = group.tasks.filter(pk=pk).select_related("group").first()
    if found is None:
        raise Http404
    return found


def wish_of(group: Group, pk: int) -> Wish:
    """Fetch a wish for a group's meetings; Http404 for others."""
    found = Wish.objects.filter(activity=group.activity_id, pk=pk).first()
    if found is None:
        raise Http404
    return found


def material_of(group: Group, pk: int) -> GroupMaterial:
    """Fetch a material of a group; Http404 for others."""
    found = group.materials.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def leaders_on(group: Group, day: dt.date) -> QuerySet[Leader]:
    """Return who leads a group on a day."""
    return Leader.objects.filter(
        group=group, starts_on__lte=day, ends_on__gte=day, user__is_active=True
    ).select_related("user")


def pool_of(group: Group, day: dt.date) -> QuerySet[PoolMember]:
    """Return who may be asked to stand in, in the group's area or one above it.

    Nobody for a hidden group: only its own pair may know that it meets.
    """
    if group.is_hidden:
        return PoolMember.objects.none()
    return PoolMember.objects.filter(
        area__in=group.activity.area.line, ends_on__gte=day, user__is_active=True
    ).select_related("user")


def asked_for(request: SubstituteRequest) -> dict[int, User]:
    """Return who is asked to stand in: the other leaders, and the pool of the area."""
    day = request.occurrence.on
    asked = [
        *(leader.user for leader in leaders_on(request.group, day)),
        *(member.user for member in pool_of(request.group, day)),
    ]
    return {user.pk: user for user in asked if user.pk != request.asked_by_id}


def requests_open_to(viewer: Viewer, *, now: dt.datetime) -> list[SubstituteRequest]:
    """List the requests that one was asked by and that nobody has taken."""
    if not viewer.is_authenticated:
        return []
    day = F("occurrence__on")
    near = Q(
        group__leaders__user=viewer.pk,
        group__leaders__starts_on__lte=day,
        group__leaders__ends_on__gte=day,
    )
    for pool in pools_of(viewer):
        near |= Q(
            group__listing=Listing.PUBLIC,
            group__activity__area__path__startswith=pool.area.path,
            occurrence__on__lte=pool.ends_on,
        )
    found = _requests().filter(near, taken_at=None, withdrawn_at=None, until__gt=now)
    return list(found.exclude(asked_by=viewer.pk).distinct())


def request_for(viewer: Viewer, pk: int) -> SubstituteRequest:
    """Fetch a request that one was asked by, or took; Http404 otherwise."""
    found = _requests().filter(pk=pk).first()
    if found is None or not viewer.is_authenticated:
        raise Http404
    if viewer.pk != found.taken_by_id and viewer.pk not in asked_for(found):
        raise Http404
    return found


def taken_by(viewer: Viewer, *, now: dt.datetime) -> list[SubstituteRequest]:
    """List the coming meetings at which one stands in."""
    if not viewer.is_authenticated:
        return []
    mine = _requests().filter(taken_by=viewer.pk, withdrawn_at=None)
    return list(mine.filter(occurrence__ends_at__gt=now).order_by("occurrence__on"))


def pool_for(viewer: Viewer, pk: int) -> PoolMember:
    """Fetch one's own place in a pool; Http404 for others'."""
    found = pools_of(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _requests() -> QuerySet[SubstituteRequest]:
    return SubstituteRequest.objects.select_related(
        "group__activity__area", "occurrence__area", "occurrence__place", "asked_by"
    ).select_related("occurrence__activity", "taken_by")
