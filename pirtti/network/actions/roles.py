"""Giving and ending roles."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from pirtti.core.refusals import Refused
from pirtti.network import rules
from pirtti.network.models import Area, Organisation, Place, RoleGiven
from pirtti.people.models import JournalEntry, User


@transaction.atomic
def give_role(
    user: User,
    role: rules.Role,
    *,
    scope: Organisation | Place | Area,
    starts_on: dt.date,
    ends_on: dt.date | None,
    by: User | None,
    givers_roles: Iterable[rules.Role] | None = None,
) -> RoleGiven:
    """Give a person a role at one organisation, place or area, until a day.

    `givers_roles` are the roles by which `by` gives it; None means the command
    line or the demo, which may give any. Raises Refused.
    """
    reason = rules.refuse_role(starts_on=starts_on, ends_on=ends_on, scopes=1)
    if (
        reason is None
        and givers_roles is not None
        and not rules.may_give(givers_roles, role)
    ):
        reason = rules.Refusal.ROLE_ABOVE_OWN
    if reason or ends_on is None:
        raise Refused(reason or rules.Refusal.ROLE_NEEDS_END)
    given = RoleGiven.objects.create(
        user=user, role=role, starts_on=starts_on, ends_on=ends_on, **_scope(scope)
    )
    JournalEntry.record("network.role_given", by=by, on=given, role=role.value)
    return given


def _scope(scope: Organisation | Place | Area) -> dict[str, Any]:
    names = {Organisation: "organisation", Place: "place", Area: "area"}
    return {names[type(scope)]: scope}


@transaction.atomic
def end_role(given: RoleGiven, *, by: User | None, today: dt.date) -> None:
    """End a role now: from the next request on it opens nothing.

    A role that began today or later is taken away whole, as it never held for a day.
    """
    JournalEntry.record("network.role_ended", by=by, on=given, role=given.role)
    if given.starts_on >= today:
        given.delete()
        return
    given.ends_on = min(given.ends_on, today - dt.timedelta(days=1))
    given.save(update_fields=["ends_on", "changed_at"])


@transaction.atomic
def restore_role(
    user: User,
    role: rules.Role,
    *,
    scope: Organisation | Place | Area,
    ends_on: dt.date,
    by: User | None,
    today: dt.date,
    givers_roles: Iterable[rules.Role] | None = None,
) -> RoleGiven:
    """Give a role that was ended again, from today until the day it had.

    Raises Refused when it can't be given, when its day is gone, when the account
    is closed, or when the person holds this very role there already.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    held = user.roles.filter(role=role, ends_on__gte=today, **_scope(scope))
    if not user.is_active or ends_on < today or held.exists():
        raise Refused(rules.Refusal.CHANGED_SINCE)
    return give_role(
        user,
        role,
        scope=scope,
        starts_on=today,
        ends_on=ends_on,
        by=by,
        givers_roles=givers_roles,
    )
