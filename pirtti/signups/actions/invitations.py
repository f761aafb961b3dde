"""Personal invitations: made as a pile, handed over by somebody, opened once."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.network.models import Organisation
from pirtti.people.models import JournalEntry, User
from pirtti.signups import access, rules
from pirtti.signups.actions import seats
from pirtti.signups.models import Intake, Invitation, InvitationCode


@transaction.atomic
def invite(
    intake: Intake,
    *,
    source: str,
    number: int,
    valid_until: dt.date,
    by: User | None,
    organisation: Organisation | None = None,
    key: str = "",
) -> Invitation:
    """Make a pile of so many invitations for one source to hand over.

    `key` is that of the form: sent twice it makes one pile. Raises Refused.
    """
    intake = seats.lock(intake.pk)
    own_key = f"{intake.pk}:{key}" if key else None
    same = Invitation.objects.filter(key=own_key).first() if own_key else None
    if same is not None:
        return same
    reason = rules.refuse_pile(
        number, valid_until=valid_until, today=timezone.localdate()
    )
    if reason:
        raise Refused(reason)
    pile = Invitation.objects.create(
        key=own_key,
        intake=intake,
        source=source,
        organisation=organisation,
        given=number,
        valid_until=valid_until,
        made_at=timezone.now(),
    )
    codes = [InvitationCode(invitation=pile) for _one in range(number)]
    for code in codes:
        code.token_hash = access.hash_of(access.word_of_code(code))
    InvitationCode.objects.bulk_create(codes, batch_size=500)
    JournalEntry.record(
        "signups.invited", by=by, on=intake, source=source, number=number
    )
    return pile


@transaction.atomic
def stop_invitation(invitation: Invitation, *, by: User | None) -> None:
    """Stop a pile: its codes open nothing any more."""
    Invitation.objects.filter(pk=invitation.pk, stopped_at=None).update(
        stopped_at=timezone.now()
    )
    JournalEntry.record("signups.invitation_stopped", by=by, on=invitation.intake)


@transaction.atomic
def open_code(word: str) -> InvitationCode | None:
    """Note that an invitation was opened; None when it opens nothing (any more)."""
    code = access.code_with(word)
    if code is None or not access.is_valid(code, today=timezone.localdate()):
        return None
    InvitationCode.objects.filter(pk=code.pk, opened_at=None).update(
        opened_at=timezone.now()
    )
    return code
