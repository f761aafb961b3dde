"""Applying for a grant: a draft, sending it, changing and withdrawing it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.grants import access, rules
from pirtti.grants.models import GrantApplication, GrantCall
from pirtti.groups import rules as groups
from pirtti.groups.models import Group
from pirtti.people.models import JournalEntry, User

State = rules.State


@transaction.atomic
def apply_for(
    call: GrantCall,
    group: Group,
    wanted: rules.Wanted,
    *,
    send: bool,
    by: User | None,
    now: dt.datetime | None = None,
) -> GrantApplication:
    """Keep what a group asks for, as a draft or sent; there is one per call and group.

    Until the window closes it can be changed, and sent again after it was withdrawn.
    Raises Refused.
    """
    now = now or timezone.now()
    # The call is locked, so that two leaders at once write one application.
    call = GrantCall.objects.select_for_update().get(pk=call.pk)
    found = GrantApplication.objects.select_for_update().filter(call=call, group=group)
    application = found.first() or GrantApplication(call=call, group=group)
    reason = _refuse_group(call, group) or rules.refuse_applying(
        wanted,
        call=call.state(timezone.localdate(now)),
        state=State(application.state),
        most_cents=call.most_cents,
        send=send,
    )
    if reason:
        raise Refused(reason)
    return _store(application, wanted, send=send, by=by, now=now)


def _refuse_group(call: GrantCall, group: Group) -> rules.Refusal | None:
    if group.state in groups.OVER:
        return rules.Refusal.GROUP_OVER
    is_for = access.calls_for(group).filter(pk=call.pk).exists()
    return None if is_for else rules.Refusal.NOT_FOR_GROUP


def _store(
    application: GrantApplication,
    wanted: rules.Wanted,
    *,
    send: bool,
    by: User | None,
    now: dt.datetime,
) -> GrantApplication:
    application.cents = wanted.cents
    application.purpose = wanted.purpose
    application.meetings = wanted.meetings
    application.state = State.SENT if send else State.DRAFT
    application.sent_at = now if send else None
    application.save()
    verb = "grants.sent" if send else "grants.draft_saved"
    JournalEntry.record(verb, by=by, on=application, cents=wanted.cents)
    return application


@transaction.atomic
def withdraw(application: GrantApplication, *, by: User | None) -> GrantApplication:
    """Take an application back before it is decided on. Raises Refused."""
    found = GrantApplication.objects.select_for_update().get(pk=application.pk)
    reason = rules.refuse_withdrawing(State(found.state))
    if reason:
        raise Refused(reason)
    found.state = State.WITHDRAWN
    found.save()
    JournalEntry.record("grants.withdrawn", by=by, on=found)
    return found
