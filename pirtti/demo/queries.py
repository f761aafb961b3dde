"""Reads of the demo's accounts."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise

from pirtti.demo.neighbourhood import accounts, groups
from pirtti.groups import words
from pirtti.groups.models import Leader
from pirtti.groups.rules import State
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
    known = [*accounts.emails(), *groups.leader_emails()]
    return User.objects.filter(email__in=known, is_active=True)


@dataclass(frozen=True)
class LeaderAccount:
    """Somebody who leads a group, as offered: who, which group, at which step it is.

    Leaders need no role of an organisation (S1 §7.5), so they are told by their group.
    """

    user: User
    alias: str
    group: str
    place: str
    step: Promise | str
    led: str


def demo_leaders() -> list[LeaderAccount]:
    """List the demo's accounts that lead groups without any role (one query)."""
    led = (
        Leader.objects.filter(user__email__in=groups.leader_emails())
        .select_related("user", "group__activity__place")
        .order_by("pk")
    )
    return [
        LeaderAccount(
            user=row.user,
            alias=row.alias,
            group=str(row.group.activity.name),
            place=str(row.group.activity.place or ""),
            step=words.STATES[State(row.group.state)],
            led=words.word_for("leadership", row.group.leadership),
        )
        for row in led
    ]


def leads_only(user: User) -> bool:
    """Say whether an account has no role: then it opens its own groups."""
    return not RoleGiven.objects.filter(user=user).exists()


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
