"""What exists nearby, what waits, and whom to tell of a new idea."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from pirtti.calendar.models import Activity, Audience
from pirtti.founding import access, rules
from pirtti.founding.models import (
    GroupIdea,
    LeaderInvite,
    SupportAsk,
    SupportVisit,
)
from pirtti.groups import access as groups
from pirtti.groups import rules as group_rules
from pirtti.groups.models import Group
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation, RoleGiven
from pirtti.network.rules import Level, May, roles_that_may
from pirtti.people.models import User

MOST_NEAR = 8
MOST_PARTNERS = 12
MOST_TOLD = 5
MOST_DECIDED = 30
_PEERS = "peer-group"


@dataclass(frozen=True)
class Near:
    """Something that exists already; `ask` is where one can ask about joining forces."""

    activity: Activity
    is_group: bool
    ask_email: str
    ask_phone: str


def town_of(area: Area) -> Area:
    """Return the municipality an area lies in; the area itself when it is larger."""
    above = Area.objects.filter(pk__in=area.line, level=Level.MUNICIPALITY)
    return above.first() or area


def nearby(
    area: Area,
    *,
    audiences: Collection[Audience] = (),
    ages: tuple[int | None, int | None] = (None, None),
) -> list[Near]:
    """List what is there already in the town for the same people (four queries).

    Only what families may see: a hidden group is never here. Groups come first. When
    nothing is said of audience and ages, groups alone.
    """
    listed = Group.objects.filter(activity=OuterRef("pk"), listing="public")
    found = (
        Activity.objects.public()
        .filter(area__path__startswith=town_of(area).path or "")
        .annotate(is_group=Exists(listed))
        .filter(_for_the_same(audiences, ages))
        .select_related("place", "area", "kind")
        .prefetch_related("organisers")
        .distinct()
        .order_by("-is_group", "slug")
    )
    return [_near(one) for one in found[:MOST_NEAR]]


def _for_the_same(
    audiences: Collection[Audience], ages: tuple[int | None, int | None]
) -> Q:
    low, high = ages
    same = Q()
    if audiences:
        same &= Q(audiences__in=list(audiences))
    if low is not None:
        same &= Q(age_to_months__isnull=True) | Q(age_to_months__gte=low)
    if high is not None:
        same &= Q(age_from_months__isnull=True) | Q(age_from_months__lte=high)
    return same if audiences else same & (Q(is_group=True) | Q(kind__slug=_PEERS))


def _near(activity: Activity) -> Near:
    asked: list[object] = [*activity.organisers.all(), activity.place]
    emails = [one.email for one in asked if one]  # type: ignore[attr-defined]
    phones = [one.phone for one in asked if one]  # type: ignore[attr-defined]
    return Near(
        activity,
        is_group=activity.is_group,  # type: ignore[attr-defined]
        ask_email=next(filter(None, emails), ""),
        ask_phone=next(filter(None, phones), ""),
    )


def partners_near(area: Area) -> QuerySet[Organisation]:
    """Return the organisations of a town that one could join forces with."""
    path = town_of(area).path or ""
    return Organisation.objects.filter(
        Q(area__path__startswith=path) | Q(hosted_places__area__path__startswith=path)
    ).distinct()


def waiting(viewer: Viewer) -> QuerySet[GroupIdea]:
    """Return the ideas that wait for an answer of the viewer, the oldest first."""
    sent = access.ideas_where(viewer).filter(state=rules.State.SENT)
    return sent.order_by("sent_at", "pk")


def asked(viewer: Viewer) -> QuerySet[GroupIdea]:
    """Return the ideas that wait for an answer of those who had them."""
    return access.ideas_where(viewer).filter(state=rules.State.ASKED)


def decided(viewer: Viewer) -> QuerySet[GroupIdea]:
    """Return what was decided lately, the newest first."""
    over = access.ideas_where(viewer).filter(
        state__in=[rules.State.ACCEPTED, rules.State.DECLINED]
    )
    return over.order_by("-decided_at", "-pk")[:MOST_DECIDED]


def support_asked(viewer: Viewer) -> QuerySet[SupportAsk]:
    """Return who would like a support person, where the viewer runs groups."""
    if not network.may_anywhere(viewer, May.RUN_GROUPS):
        return SupportAsk.objects.none()
    run = groups.groups_run_by(viewer).values("pk")
    return SupportAsk.objects.filter(group__in=run).select_related("group__activity")


def visits_of(group: Group) -> list[SupportVisit]:
    """List what support a group has had, the oldest first (one query)."""
    return list(SupportVisit.objects.filter(group=group).select_related("by"))


def visits_left(visits: Collection[SupportVisit]) -> int:
    """Return how many visits of a support person are left of three."""
    used = sum(one.kind == SupportVisit.Kind.VISIT for one in visits)
    return max(0, group_rules.MOST_SUPPORT_VISITS - used)


def invites_of(group: Group) -> list[LeaderInvite]:
    """List who was asked to lead a group and has not answered."""
    return list(LeaderInvite.objects.filter(group=group))


def colleagues(viewer: Viewer, *, also: int | None = None) -> QuerySet[User]:
    """Return whom one may name as a support person: those with a role where one runs groups."""
    what = May.RUN_GROUPS
    roles = RoleGiven.objects.filter(
        Q(place__in=network.places_where(viewer, what))
        | Q(organisation__in=network.organisations_where(viewer, what))
        | Q(area__in=network.areas_where(viewer, what))
    )
    known = Q(pk__in=roles.values("user")) | Q(pk=also)
    return User.objects.filter(known, is_active=True).order_by("name", "pk")


def who_hears(area: Area, *, today: dt.date) -> list[User]:
    """List who is told of a new idea: those who run groups in the area, the nearest first.

    Those of the smallest area that has somebody; else those of places in it.
    """
    may = RoleGiven.objects.in_force(today).filter(
        role__in=roles_that_may(May.RUN_GROUPS), user__is_active=True
    )
    held = list(
        may.filter(area__in=area.line).select_related("user").order_by("-area__path")
    )
    if held:
        held = [role for role in held if role.area_id == _nearest(area, held)]
    else:
        inside = may.filter(place__area__path__startswith=area.path or "")
        held = list(inside.select_related("user"))
    return list({role.user_id: role.user for role in held}.values())[:MOST_TOLD]


def _nearest(area: Area, held: Collection[RoleGiven]) -> int | None:
    have = {role.area_id for role in held}
    return next((pk for pk in reversed(area.line) if pk in have), None)
