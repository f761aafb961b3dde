"""The demo's accounts: roles, not people."""

import datetime as dt

from pirtti.demo.neighbourhood import files, places
from pirtti.demo.neighbourhood.files import Raw
from pirtti.network import actions
from pirtti.network.models import Area, Organisation, Place
from pirtti.network.rules import Role
from pirtti.people.models import User

ROLE_DAYS = 365


def emails() -> list[str]:
    """Return the addresses of the accounts that may be tried out."""
    return [raw["email"] for raw in files.accounts()]


def add_account(raw: Raw, *, today: dt.date) -> None:
    """Add an account with its role for a year, unless it is there."""
    if User.objects.filter(email=raw["email"]).exists():
        return
    user = User.objects.create_user(email=raw["email"], name=raw["name"])
    actions.give_role(
        user,
        Role(raw["role"]),
        scope=_scope(raw),
        starts_on=today - dt.timedelta(weeks=10),
        ends_on=today + dt.timedelta(days=ROLE_DAYS),
        by=None,
    )
    _make_contact(user, raw["email"])


def _scope(raw: Raw) -> Place | Organisation | Area:
    if "place" in raw:
        return Place.objects.get(slug=raw["place"])
    if "organisation" in raw:
        return Organisation.objects.get(slug=raw["organisation"])
    return places.area_called(raw["area"])


def _make_contact(user: User, email: str) -> None:
    """Make the account the contact of the organisations that give its address."""
    for name in ("contact", "deputy"):
        wanted = {f"{name}_email": email, f"{name}__isnull": True}
        for organisation in Organisation.objects.filter(**wanted):
            setattr(organisation, name, user)
            actions.save_organisation(organisation, by=None)
