"""Reads about roles: who may do what where, and what one may give."""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import Promise

from pirtti.network import access, messages, rules
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Organisation, Place, RoleGiven
from pirtti.network.rules import May, Role
from pirtti.people import access as people
from pirtti.people.models import User

ENDS_SOON_DAYS = 60
Scope = Organisation | Place | Area
_SCOPE = re.compile(r"(place|organisation|area)-([0-9]{1,18})")
KINDS: dict[str, type[Scope]] = {
    "place": Place,
    "organisation": Organisation,
    "area": Area,
}


@dataclass(frozen=True)
class Held:
    """One role in sentences."""

    given: RoleGiven
    title: Promise | str
    rights: list[Promise | str]
    ends_soon: bool
    may_end: bool


def held_roles(viewer: Viewer, *, today: dt.date) -> list[Held]:
    """List the roles in force within own reach, soonest ending first (few queries)."""
    roles = access.roles_to_manage(viewer).in_force(today).order_by("ends_on", "pk")  # type: ignore[attr-defined]
    soon = today + dt.timedelta(days=ENDS_SOON_DAYS)
    return [
        Held(
            given,
            messages.ROLES[Role(given.role)],
            messages.role_sentences(Role(given.role)),
            given.ends_on <= soon,
            may_end(viewer, given),
        )
        for given in roles
    ]


def may_end(viewer: Viewer, given: RoleGiven) -> bool:
    """Say whether the viewer may end a role: one that they could also have given.

    One's own role is ended by a colleague, so that nobody locks the door behind
    themselves by mistake.
    """
    if given.user_id == viewer.pk:
        return False
    return rules.may_give(givers_roles(viewer, given.scope), Role(given.role))


def role_to_end(viewer: Viewer, pk: int, *, today: dt.date) -> RoleGiven:
    """Fetch a role in force that the viewer may end; Http404 otherwise."""
    roles: QuerySet[RoleGiven] = access.roles_to_manage(viewer).in_force(today)  # type: ignore[attr-defined]
    found = roles.filter(pk=pk).first()
    if found is None or not may_end(viewer, found):
        raise Http404
    return found


def word_of(scope: Scope) -> str:
    """Name a scope as `scope_named` reads it: `place-12`."""
    name = next(name for name, model in KINDS.items() if isinstance(scope, model))
    return f"{name}-{scope.pk}"


def role_to_restore(
    viewer: Viewer, user_pk: int, role: Role, scope_word: str
) -> tuple[User, Scope]:
    """Fetch whose role and where, if the viewer may give it there; Http404 otherwise.

    As with ending one: never one's own.
    """
    scope = scope_named(viewer, scope_word)
    user = User.objects.filter(pk=user_pk).first()
    if scope is None or user is None or user == viewer:
        raise Http404
    if not rules.may_give(givers_roles(viewer, scope), role):
        raise Http404
    return user, scope


def givers_roles(viewer: Viewer, scope: Scope) -> list[Role]:
    """Return the roles by which the viewer gives roles at `scope`: those that reach it.

    A volunteer's or another place's role must not lend its rights to this one.
    """
    return [
        Role(given.role)
        for given in access.roles_for(viewer, May.GIVE_ROLES)
        if _reaches(given, scope)
    ]


def _reaches(given: RoleGiven, scope: Scope) -> bool:
    if given.area is not None:
        area = scope if isinstance(scope, Area) else scope.area
        return bool(given.area.path) and (area.path or "").startswith(
            given.area.path or "-"
        )
    if given.place_id is not None:
        return isinstance(scope, Place) and scope.pk == given.place_id
    if isinstance(scope, Area):
        return False
    return given.organisation_id in _organisations_above(scope)


def _organisations_above(scope: Place | Organisation) -> list[int]:
    """Return an organisation and the two above it, as `access.hosted_by` reaches."""
    step = scope.host if isinstance(scope, Place) else scope
    found = [step.pk]
    # Union, district, association: what may stand above these is not even read.
    while len(found) < 3 and step.parent is not None:  # noqa: PLR2004
        step = step.parent
        found.append(step.pk)
    return found


def roles_to_give(viewer: Viewer) -> list[Role]:
    """List the roles that the viewer may give somewhere."""
    held = {Role(given.role) for given in access.roles_for(viewer, May.GIVE_ROLES)}
    return [role for role in Role if rules.may_give(held, role)]


def scopes(
    viewer: Viewer,
) -> dict[str, QuerySet[Place] | QuerySet[Organisation] | QuerySet[Area]]:
    """Return where the viewer may give roles: own places, organisations, areas."""
    return {
        "place": access.places_where(viewer, May.GIVE_ROLES).order_by("slug"),
        "organisation": access.organisations_where(
            viewer, May.GIVE_ROLES, by_place=False
        ).order_by("slug"),
        "area": access.areas_where(viewer, May.GIVE_ROLES),
    }


def scope_named(viewer: Viewer, word: str) -> Scope | None:
    """Return the scope that `place-12` names, if roles may be given there."""
    found = _SCOPE.fullmatch(word)
    if found is None:
        return None
    return scopes(viewer)[found[1]].filter(pk=int(found[2])).first()


def holds_already(
    email: str, role: Role, scope: Scope, *, today: dt.date
) -> RoleGiven | None:
    """Return this very role of the account, in force; None when there is none."""
    user = people.account_with(email)
    if user is None:
        return None
    name = next(name for name, model in KINDS.items() if isinstance(scope, model))
    return user.roles.in_force(today).filter(role=role, **{name: scope}).first()


def has_account(email: str) -> bool:
    """Say whether an address has an account."""
    return people.account_with(email) is not None


def ending_soon(held: Iterable[Held]) -> list[Held]:
    """Keep the roles that end within 60 days."""
    return [one for one in held if one.ends_soon]
