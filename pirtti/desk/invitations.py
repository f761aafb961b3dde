"""Give a role to a colleague, making the account first where there is none."""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from pirtti.network import actions as network
from pirtti.network.models import Area, Organisation, Place, RoleGiven
from pirtti.network.rules import Role
from pirtti.people import access
from pirtti.people import actions as people
from pirtti.people.models import User


@dataclass(frozen=True)
class Invited:
    """A role that was given; `token` is the secret word of a new account's link."""

    given: RoleGiven
    token: str = ""


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    language: str,
    role: Role,
    scope: Organisation | Place | Area,
    ends_on: dt.date,
    today: dt.date,
    givers_roles: list[Role],
    by: User,
) -> Invited:
    """Give the role, all or nothing; a new account gets a one-time link.

    An account that is there already never gets a link from here: who gives roles
    must not be able to sign in as a colleague. Raises Refused.
    """
    user = access.account_with(email)
    is_new = user is None
    if user is None:
        user = people.make_account(email=email, name=name, language=language, by=by)
    given = network.give_role(
        user,
        role,
        scope=scope,
        starts_on=today,
        ends_on=ends_on,
        by=by,
        givers_roles=givers_roles,
    )
    return Invited(given, people.make_link(user, by=by) if is_new else "")
