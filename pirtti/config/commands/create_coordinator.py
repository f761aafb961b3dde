"""Make an account with a role and print a one-time sign-in link, valid for a day.

Where the account is there already, it gets the role and a new link. Without a scope
the role holds in the whole country. Example:

  pirtti create-coordinator worker@centre.example --name "Coordinator" --area salo
"""

import argparse
import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone, translation

from pirtti.config import beginnings, schema, talk
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.network import messages as network_messages
from pirtti.network import rules
from pirtti.network.models import Area, Organisation, Place
from pirtti.people import access
from pirtti.people import actions as people
from pirtti.people.models import User

ONE_YEAR = dt.timedelta(days=365)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what may stand on the command line."""
    parser.add_argument("email", help="e-mail address to sign in with")
    parser.add_argument("--name", default="", help="name that colleagues see")
    parser.add_argument(
        "--role",
        default=rules.Role.COORDINATOR.value,
        choices=[role.value for role in rules.Role],
        help="role to give (coordinator)",
    )
    parser.add_argument(
        "--language", default="fi", choices=["fi", "sv", "en"], help="fi"
    )
    scope = parser.add_mutually_exclusive_group()
    scope.add_argument("--area", metavar="SLUG", help="the role holds in this area")
    scope.add_argument("--place", metavar="SLUG", help="… in this place")
    scope.add_argument("--organisation", metavar="SLUG", help="… in this organisation")
    parser.add_argument(
        "--until",
        type=dt.date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="last day of the role (a year from now)",
    )
    parser.add_argument(
        "--address",
        default=settings.PUBLIC_ADDRESS or "http://127.0.0.1:8000",
        help="where Pirtti is served (PIRTTI_ADDRESS)",
    )


def run(options: argparse.Namespace) -> int:
    """Make the account and the link."""
    if schema.is_sqlite() or schema.is_new():
        schema.migrate(backup_first=True)
    if not Area.objects.exists():
        with talk.progress("Areas of Finland") as show:
            beginnings.load(show)
    scope = _scope(options)
    user = _account(options)
    _give_role(user, scope, options)
    token = people.make_link(user, by=None)
    with translation.override(user.language):
        path = reverse("people:link", args=[token])
    talk.say(f"{user.email} is {options.role.replace('_', ' ')} in {scope}.")
    talk.say("Open this link within a day; it works once:\n")
    talk.say(f"  {options.address.rstrip('/')}{path}\n")
    return 0


def _scope(options: argparse.Namespace) -> Area | Place | Organisation:
    found: Area | Place | Organisation | None
    if options.area:
        found = Area.objects.filter(slug=options.area).first()
    elif options.place:
        found = Place.objects.filter(slug=options.place).first()
    elif options.organisation:
        found = Organisation.objects.filter(slug=options.organisation).first()
    else:
        found = Area.objects.get(level=rules.Level.COUNTRY)
    if found is None:
        slug = options.area or options.place or options.organisation
        raise talk.GiveUp(f"Nothing here is called {slug}.")
    return found


def _account(options: argparse.Namespace) -> User:
    try:
        validate_email(options.email)
    except ValidationError as error:
        raise talk.GiveUp(f"{options.email} is not an e-mail address.") from error
    user = access.account_with(options.email)
    if user is None:
        name = options.name or options.email.partition("@")[0]
        return people.make_account(
            email=options.email, name=name, language=options.language, by=None
        )
    if not user.is_active:
        raise talk.GiveUp(f"The account {user.email} is closed.")
    return user


def _give_role(
    user: User, scope: Area | Place | Organisation, options: argparse.Namespace
) -> None:
    today = timezone.localdate()
    try:
        network.give_role(
            user,
            rules.Role(options.role),
            scope=scope,
            starts_on=today,
            ends_on=options.until or today + ONE_YEAR,
            by=None,
        )
    except Refused as refused:
        raise talk.GiveUp(
            str(network_messages.REFUSALS[rules.Refusal(refused.reason)])
        ) from refused
