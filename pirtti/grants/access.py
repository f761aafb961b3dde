"""Who reaches calls and applications: who runs groups of the organisation, and leaders.

A role at one place does not reach its organisation's calls, which are for all its groups.
"""

from django.db.models import Q, QuerySet
from django.http import Http404

from pirtti.grants import rules
from pirtti.grants.models import GrantApplication, GrantCall
from pirtti.groups import access as groups
from pirtti.groups.models import Group
from pirtti.network import access
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation
from pirtti.network.rules import May

_MAY = May.RUN_GROUPS


def granters(viewer: Viewer) -> QuerySet[Organisation]:
    """Return the organisations for which one opens calls and decides."""
    return access.organisations_where(viewer, _MAY, by_place=False)


def need_granter(viewer: Viewer) -> None:
    """Go on only when one decides for some organisation; Http404 otherwise."""
    if not may_grant(viewer):
        raise Http404


def may_grant(viewer: Viewer) -> bool:
    """Say whether one runs groups of an organisation or of an area, not of a place."""
    roles = access.roles_for(viewer, _MAY)
    return any(role.place_id is None for role in roles)


def usual_granter(viewer: Viewer) -> int | None:
    """Return the organisation for which one mostly decides; None with an area's role."""
    roles = access.roles_for(viewer, _MAY)
    return next((one.organisation_id for one in roles if one.organisation_id), None)


def areas_for(viewer: Viewer) -> QuerySet[Area]:
    """Return the areas to which one can limit a call: where one's organisations are."""
    own = granters(viewer).values("area")
    reached = access.areas_where(viewer, _MAY).values("pk")
    return Area.objects.filter(Q(pk__in=own) | Q(pk__in=reached))


def calls_where(viewer: Viewer) -> QuerySet[GrantCall]:
    """Return the calls of one's organisations."""
    return GrantCall.objects.filter(organisation__in=granters(viewer)).select_related(
        "organisation", "area"
    )


def call_for(viewer: Viewer, pk: int) -> GrantCall:
    """Fetch a call for deciding on its applications; else 404."""
    found = calls_where(viewer).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def application_for(viewer: Viewer, pk: int) -> GrantApplication:
    """Fetch an application that was sent, for deciding on it; else 404."""
    found = (
        GrantApplication.objects.select_related(
            "call__organisation", "group__activity", "report"
        )
        .filter(pk=pk, state__in=rules.SEEN)
        .filter(call__in=calls_where(viewer).values("pk"))
        .first()
    )
    if found is None:
        raise Http404
    return found


def leads(viewer: Viewer, group: Group) -> bool:
    """Say whether somebody leads a group, and so never decides on its money."""
    return groups.led_by(viewer).filter(group=group).exists()


def names_told(viewer: Viewer, pks: list[int]) -> set[int]:
    """Return which groups' names one may read: run by oneself, or public anyhow."""
    public = Q(listing="public", activity__is_published=True)
    run = Q(pk__in=groups.groups_run_by(viewer).filter(pk__in=pks).values("pk"))
    return set(
        Group.objects.filter(public | run, pk__in=pks).values_list("pk", flat=True)
    )


def calls_for(group: Group) -> QuerySet[GrantCall]:
    """Return the calls that are for a group, and those in which it has applied."""
    kinds = [kind for kind in rules.ForGroups if group.meets in rules.meets_for(kind)]
    organisations = Q(area=None, organisation__in=_organisations(group))
    fits = Q(for_groups__in=kinds) & (
        Q(area__in=group.activity.area.line) | organisations
    )
    own = group.grant_applications.values("call")
    return GrantCall.objects.filter(fits | Q(pk__in=own)).select_related(
        "organisation", "area"
    )


def _organisations(group: Group) -> set[int]:
    """Return the organisations of a group, with those that they are members of."""
    activity = group.activity
    own = Q(pk__in=activity.organisers.values("pk"))
    if activity.place is not None:
        own |= Q(pk=activity.place.host_id)
    rows = Organisation.objects.filter(own).values_list(
        "pk", "parent", "parent__parent"
    )
    return {pk for row in rows for pk in row if pk is not None}


def call_open_to(group: Group, pk: int) -> GrantCall:
    """Fetch a call for one of its groups; else 404."""
    found = calls_for(group).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def application_of(group: Group, call_pk: int) -> GrantApplication | None:
    """Return what a group has applied for in a call; None when nothing."""
    return (
        GrantApplication.objects.select_related("call__organisation", "group", "report")
        .filter(group=group, call=call_pk)
        .first()
    )


def own_application(group: Group, call_pk: int) -> GrantApplication:
    """Fetch what a group has applied for; else 404."""
    found = application_of(group, call_pk)
    if found is None:
        raise Http404
    return found
