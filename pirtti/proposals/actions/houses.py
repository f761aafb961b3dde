"""What a place stands for, and what its house decides about new actors."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.network.models import Organisation, Place
from pirtti.people.models import JournalEntry, User
from pirtti.proposals import rules
from pirtti.proposals.models import ActorDecision, PlaceValues, Proposal


@transaction.atomic
def save_values(place: Place, text: LazyI18nString, *, by: User | None) -> None:
    """Store the values of a place, one a line; no text at all brings the usual ones."""
    if str(text):
        PlaceValues.objects.update_or_create(place=place, defaults={"text": text})
    else:
        PlaceValues.objects.filter(place=place).delete()
    JournalEntry.record("proposals.values_saved", by=by, on=place)


@transaction.atomic
def decide_actor(
    place: Place,
    *,
    decision: rules.Decision,
    by: User | None,
    organisation: Organisation | None = None,
    organisation_name: str = "",
    note: str = "",
    valid_until: dt.date | None = None,
    proposal: Proposal | None = None,
) -> ActorDecision:
    """Record what the house decided about an actor; who is welcome becomes a partner."""
    today = timezone.localdate()
    if organisation is None and not organisation_name:
        raise Refused(rules.Refusal.NEEDS_ORGANISATION)
    if valid_until is not None and valid_until < today:
        raise Refused(rules.Refusal.VALID_UNTIL_GONE)
    is_approved = decision == rules.Decision.APPROVED
    row = ActorDecision.objects.create(
        place=place,
        organisation=organisation,
        organisation_name="" if organisation else organisation_name,
        proposal=proposal,
        decision=decision,
        decided_on=today,
        note=note,
        valid_until=valid_until if is_approved else None,
        by=by,
    )
    if is_approved and organisation is not None:
        _make_partner(place, organisation, by=by)
    JournalEntry.record(f"proposals.actor_{decision}", by=by, on=place, decision=row.pk)
    return row


def _make_partner(place: Place, organisation: Organisation, *, by: User | None) -> None:
    partners = list(place.partners.all())
    if organisation.pk != place.host_id and organisation not in partners:
        network.save_place(place, partners=[*partners, organisation], by=by)


@transaction.atomic
def revoke_actor(row: ActorDecision, *, by: User | None) -> None:
    """End an approval; what the actor has in the calendar stays until it is changed."""
    if ActorDecision.objects.filter(pk=row.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    ):
        JournalEntry.record(
            "proposals.actor_revoked", by=by, on=row.place, decision=row.pk
        )
