"""Sign somebody in who may see the figures of the whole country."""

import datetime as dt

from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from pirtti.network import actions, queries
from pirtti.network.rules import Role
from pirtti.people.models import User

EMAIL = "bench@umbrella.example"


def run(*, query: str) -> dict[str, str]:
    """Return the cookie of an umbrella officer and the address of the figures."""
    user = User.objects.filter(email=EMAIL).first()
    if user is None:
        user = User.objects.create_user(EMAIL, "Umbrella officer", language="fi")
    _give_role(user)
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    name = settings.SESSION_COOKIE_NAME
    with translation.override("fi"):
        page = reverse("desk:figures")
    return {"cookie": f"{name}={client.cookies[name].value}", "page": f"{page}?{query}"}


def _give_role(user: User) -> None:
    country = queries.country()
    today = timezone.localdate()
    if country is None:
        raise SystemExit("This data has no country.")
    actions.give_role(
        user,
        Role.UMBRELLA_OFFICER,
        scope=country,
        starts_on=today,
        ends_on=today + dt.timedelta(days=30),
        by=None,
    )
