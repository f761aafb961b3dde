"""Opening a call, and changing it until the first decision."""

from django.db import transaction

from pirtti.core.refusals import Refused
from pirtti.grants import queries, rules
from pirtti.grants.models import GrantCall
from pirtti.people.models import JournalEntry, User


@transaction.atomic
def save_call(call: GrantCall, *, by: User | None) -> GrantCall:
    """Store a call. Raises Refused: days or sum can't be, or decisions were made."""
    if call.pk:
        GrantCall.objects.select_for_update().get(pk=call.pk)
    reason = rules.refuse_call(
        call.days,
        most_cents=call.most_cents,
        asked=queries.most_asked(call) if call.pk else 0,
        has_decisions=bool(call.pk) and queries.has_decisions(call),
    )
    if reason:
        raise Refused(reason)
    call.save()
    JournalEntry.record("grants.call_saved", by=by, on=call)
    return call
