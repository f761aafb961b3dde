"""Putting the letters of a step into the outbox; what they say is in `groups.letters`."""

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from pirtti.groups import letters, queries
from pirtti.groups.models import Group, Leader, Step
from pirtti.post import actions as post
from pirtti.signups.models import InvitationCode, Party


def leaders(step: Step) -> None:
    """Tell the leaders in force, except whoever took the step."""
    today = timezone.localdate(step.at)
    for leader in queries.leaders(step.group, today=today):
        if leader.is_told and leader.user_id != step.by_id:
            _leader(leader, step)


def _leader(leader: Leader, step: Step) -> None:
    post.queue(
        letters.LEADERS,
        to=leader.user.email,
        language=leader.user.language,
        dedupe=f"group:{step.pk}:leader:{leader.pk}",
        params={"leader": leader.pk, "step": step.pk},
    )


def asking(group: Group, *, now: dt.datetime) -> None:
    """Tell the leaders in force that somebody waits for their answer."""
    for leader in queries.leaders(group, today=timezone.localdate(now)):
        if leader.is_told:
            post.queue(
                letters.ASKING,
                to=leader.user.email,
                language=leader.user.language,
                dedupe=f"group:{group.pk}:asking:{now.isoformat()}:{leader.pk}",
                params={"leader": leader.pk},
            )


def families(step: Step, parties: Iterable[Party] | None = None) -> None:
    """Tell families of a step: those who are in, were asked for, or wait.

    Whoever gave a phone number is called by a leader.
    """
    if parties is None:
        parties = queries.families_told(step.group)
    drafts = [
        post.Draft(
            to_key=party.contact_key,
            language=party.language,
            dedupe=f"group:{step.pk}:party:{party.pk}",
            params={"party": party.pk, "step": step.pk},
        )
        for party in parties
        if not party.by_phone
    ]
    post.queue_many(letters.FAMILIES, drafts, now=timezone.now())


def follow_on(
    step: Step, offered: Iterable[tuple[Party, InvitationCode | None]]
) -> None:
    """Tell families of the group that goes on after this one, with their code if any."""
    drafts = [
        post.Draft(
            to_key=party.contact_key,
            language=party.language,
            dedupe=f"group:{step.pk}:next:{party.pk}",
            params={
                "party": party.pk,
                "step": step.pk,
                "code": code.pk if code else None,
            },
        )
        for party, code in offered
        if not party.by_phone
    ]
    post.queue_many(letters.FOLLOW_ON, drafts, now=timezone.now())
