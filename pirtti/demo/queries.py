"""Reads of the demo's accounts."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise

from pirtti.demo.neighbourhood import accounts
from pirtti.network import messages
from pirtti.network.models import RoleGiven
from pirtti.network.rules import Role
from pirtti.people.models import User


@dataclass(frozen=True)
class Account:
    """An account as it is offered: who, what it may do, and where."""

    user: User
    role: Promise | str
    where: str
    sentences: list[Promise | str]


def demo_users() -> QuerySet[User]:
    """Return the accounts that anybody may sign in as: the demo's own, no others."""
    return User.objects.filter(email__in=accounts.emails(), is_active=True)


def demo_accounts() -> list[Account]:
    """List the demo's accounts, those with the least rights first (one query)."""
    given = (
        RoleGiven.objects.filter(user__in=demo_users())
        .select_related("user", "place", "organisation", "area")
        .order_by("pk")
    )
    return [
        Account(
            user=row.user,
            role=messages.ROLES[Role(row.role)],
            where=str(row.scope),
            sentences=messages.role_sentences(Role(row.role)),
        )
        for row in given
    ]
