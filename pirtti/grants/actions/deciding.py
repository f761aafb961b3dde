"""Granting or declining what a group applied for, and telling its leaders."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.grants import access, letters, rules
from pirtti.grants.actions import telling
from pirtti.grants.models import GrantApplication
from pirtti.people.models import JournalEntry, User

State = rules.State


@transaction.atomic
def decide(
    application: GrantApplication,
    *,
    granted: int | None,
    reason: str = "",
    by: User | None,
    now: dt.datetime | None = None,
) -> GrantApplication:
    """Grant so many cents, or decline with None; leaders are told by letter.

    Never more than asked, never by a leader of the group, once. Raises Refused.
    """
    now = now or timezone.now()
    found = (
        GrantApplication.objects.select_for_update(of=("self",))
        .select_related("call", "group")
        .get(pk=application.pk)
    )
    standing = rules.Standing(
        state=State(found.state),
        call=found.call.state(timezone.localdate(now)),
        asked=found.cents,
        is_own_group=by is not None and access.leads(by, found.group),
    )
    wrong = rules.refuse_decision(standing, granted=granted, reason=reason)
    if wrong:
        raise Refused(wrong)
    found.state = State.DECLINED if granted is None else State.GRANTED
    found.granted_cents, found.reason, found.decided_at = granted, reason, now
    found.save()
    verb = "grants.declined" if granted is None else "grants.granted"
    JournalEntry.record(verb, by=by, on=found, asked=found.cents, granted=granted)
    telling.leaders(found, letters.DECIDED, now=now)
    return found
