"""Putting letters about grants into the outbox; what they say is in `grants.letters`."""

import datetime as dt

from django.utils import timezone

from pirtti.grants.models import GrantApplication
from pirtti.groups import queries as groups
from pirtti.post import actions as post


def leaders(application: GrantApplication, kind: str, *, now: dt.datetime) -> None:
    """Write to everybody who leads the group now, once about one thing."""
    today = timezone.localdate(now)
    for leader in groups.leaders(application.group, today=today):
        post.queue(
            kind,
            to=leader.user.email,
            language=leader.user.language,
            dedupe=f"{kind}:{application.pk}:leader:{leader.pk}",
            params={"leader": leader.pk, "application": application.pk},
        )
