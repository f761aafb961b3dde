"""Who may do what where: the one place that knows how a role's scope reaches.

A role at an area reaches every place in it; a role at an organisation reaches
the places that it or its member organisations host (three levels: union,
district, association); a role at a place reaches that place. Nothing else does.
"""

import datetime as dt

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet, SlugField
from django.http import Http404
from django.utils import timezone

from pirtti.core.prepared import Given, Prepared
from pirtti.network import rules
from pirtti.network.models import Area, Organisation, Place, RoleGiven
from pirtti.network.rules import May, Role, roles_that_may
from pirtti.people.models import User

Viewer = User | AnonymousUser


def roles_of(viewer: Viewer, *, today: dt.date | None = None) -> QuerySet[RoleGiven]:
    """Return the roles that hold today; none for people who are not signed in."""
    if not viewer.is_authenticated or not viewer.is_active:
        return RoleGiven.objects.none()
    return RoleGiven.objects.in_force(today or timezone.localdate()).filter(user=viewer)


def _known(viewer: Viewer) -> list[RoleGiven]:
    """Return the roles in force, remembered for this request."""
    if not viewer.is_authenticated:
        return []
    known: list[RoleGiven] | None = getattr(viewer, "_pirtti_roles", None)
    if known is None:
        known = list(roles_of(viewer).select_related("area", "organisation", "place"))
        vars(viewer)["_pirtti_roles"] = known
    return known


def _roles_for(viewer: Viewer, what: May) -> list[RoleGiven]:
    """Return the roles in force that allow `what`, remembered for this request."""
    names = roles_that_may(what)
    return [role for role in _known(viewer) if Role(role.role) in names]


def may_stay_a_season(viewer: Viewer) -> bool:
    """Say whether the account's sessions may last a season (the settings name this)."""
    return rules.may_stay_a_season(Role(given.role) for given in _known(viewer))


def should_have_second_step(viewer: Viewer) -> bool:
    """Say whether the account's roles ask for a second step (the settings name this)."""
    return rules.should_have_second_step(Role(given.role) for given in _known(viewer))


def roles_for(viewer: Viewer, what: May) -> list[RoleGiven]:
    """Return the roles in force that allow `what`, with their scopes (one query)."""
    return list(_roles_for(viewer, what))


def area_for(viewer: Viewer, slug: str, what: May) -> Area:
    """Fetch an area by its word for doing `what` there; Http404 when not allowed."""
    found = areas_where(viewer, what).filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def held_roles(viewer: Viewer) -> bool:
    """Say whether somebody holds any role today, remembered for this request."""
    return bool(_known(viewer))


def held_by(viewer: Viewer) -> list[RoleGiven]:
    """Return all roles in force with their scopes, for showing them as sentences."""
    return list(roles_of(viewer).select_related("area", "organisation", "place"))


def may_anywhere(viewer: Viewer, what: May) -> bool:
    """Say whether some role in force allows `what` somewhere."""
    return bool(_roles_for(viewer, what))


def hosted_by(organisations: list[int], prefix: str = "host") -> Q:
    """Match places of these organisations and of their members."""
    return (
        Q(**{f"{prefix}__in": organisations})
        | Q(**{f"{prefix}__parent__in": organisations})
        | Q(**{f"{prefix}__parent__parent__in": organisations})
    )


def _reach(roles: list[RoleGiven], prefix: str = "") -> Q | None:
    """Build the condition on places (behind `prefix`) that the roles reach."""
    reach: Q | None = None
    for role in roles:
        if role.area is not None:
            part = Q(**{f"{prefix}area__path__startswith": role.area.path})
        elif role.place_id is not None:
            part = Q(**{f"{prefix}pk": role.place_id})
        else:
            part = hosted_by([role.organisation_id or 0], f"{prefix}host")
        reach = part if reach is None else reach | part
    return reach


def places_where(viewer: Viewer, what: May) -> QuerySet[Place]:
    """Return the places where the viewer may do `what`."""
    reach = _reach(_roles_for(viewer, what))
    if reach is None:
        return Place.objects.none()
    return Place.objects.filter(reach)


def place_for(viewer: Viewer, pk: int, what: May) -> Place:
    """Fetch a place for doing `what` there; Http404 when that is not allowed."""
    place = (
        places_where(viewer, what)
        .select_related("area", "host", "kind")
        .filter(pk=pk)
        .first()
    )
    if place is None:
        raise Http404
    return place


# What the page of a place does not tell of what it reads along: it is read all the time.
_NOT_SHOWN = (
    *("created_at", "changed_at", "kind__slug", "kind__order"),
    *("area__code", "area__official_code", "area__path", "area__languages"),
    *("area__latitude", "area__longitude", "area__level", "area__parent"),
    *("host__created_at", "host__changed_at", "host__code", "host__kind"),
    *("host__parent", "host__area", "host__about", "host__email"),
    *("host__phone", "host__contact", "host__contact_title", "host__contact_email"),
    *("host__deputy", "host__deputy_email"),
)
_public_place = Prepared(
    lambda: (
        Place.objects.public()
        .select_related("area", "host", "kind")
        .filter(slug=Given("slug", SlugField()))
        .defer(*_NOT_SHOWN)
    )
)


def public_place(slug: str) -> Place:
    """Fetch a place that families may see; Http404 otherwise."""
    place = _public_place.first(slug=slug)
    if place is None:
        raise Http404
    return place


def areas_where(viewer: Viewer, what: May) -> QuerySet[Area]:
    """Return the areas where an area role lets the viewer do `what`."""
    reach: Q | None = None
    for role in _roles_for(viewer, what):
        if role.area is not None:
            part = Q(path__startswith=role.area.path)
            reach = part if reach is None else reach | part
    return Area.objects.none() if reach is None else Area.objects.filter(reach)


def organisations_where(
    viewer: Viewer, what: May, *, by_place: bool = True
) -> QuerySet[Organisation]:
    """Return the organisations for which the viewer may do `what`.

    An organisation's own role reaches its members; an area's role reaches the
    organisations of that area; a place's role reaches the place's host, unless
    `by_place` is false.
    """
    reach: Q | None = None
    for role in _roles_for(viewer, what):
        if role.area is not None:
            part = Q(area__path__startswith=role.area.path)
        elif role.organisation_id is not None:
            own = role.organisation_id
            part = Q(pk=own) | Q(parent=own) | Q(parent__parent=own)
        elif by_place:
            part = Q(hosted_places=role.place_id)
        else:
            continue
        reach = part if reach is None else reach | part
    if reach is None:
        return Organisation.objects.none()
    return Organisation.objects.filter(reach).distinct()


def organisation_for(viewer: Viewer, pk: int, what: May) -> Organisation:
    """Fetch an organisation for doing `what`; Http404 when that is not allowed."""
    found = organisations_where(viewer, what).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


_area_by_slug = Prepared(lambda: Area.objects.filter(slug=Given("slug", SlugField())))


def area_by_slug(slug: str) -> Area:
    """Fetch an area by its address word; Http404 when there is none."""
    area = _area_by_slug.first(slug=slug)
    if area is None:
        raise Http404
    return area


def roles_to_manage(viewer: Viewer) -> QuerySet[RoleGiven]:
    """Return the roles that the viewer may see and end: those within own reach."""
    own = _roles_for(viewer, May.GIVE_ROLES)
    if not own:
        return RoleGiven.objects.none()
    places = places_where(viewer, May.GIVE_ROLES)
    # A place's role does not reach the roles of its host, which has other places too.
    organisations = organisations_where(viewer, May.GIVE_ROLES, by_place=False)
    areas = areas_where(viewer, May.GIVE_ROLES)
    return RoleGiven.objects.filter(
        Q(place__in=places) | Q(organisation__in=organisations) | Q(area__in=areas)
    ).select_related(
        "user",
        "area",
        # Whether a role may be ended depends on what lies above its scope.
        "organisation__area",
        "organisation__parent__parent",
        "place__area",
        "place__host__parent__parent",
    )
