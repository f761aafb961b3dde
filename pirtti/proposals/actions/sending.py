"""What partners do: links for proposing, sending, changing, taking back."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils import timezone

from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Audience
from pirtti.core import timewords
from pirtti.core.refusals import Refused
from pirtti.network.models import Area, Organisation, Place
from pirtti.people.models import JournalEntry, User
from pirtti.proposals import rules
from pirtti.proposals.actions import history
from pirtti.proposals.models import Proposal, ProposalLink


@transaction.atomic
def make_link(
    *,
    scope: Place | Area,
    by: User | None,
    organisation: Organisation | None = None,
    last_on: dt.date | None = None,
) -> ProposalLink:
    """Make a link by which others propose; open for 90 days unless told otherwise."""
    today = timezone.localdate()
    last_on = last_on or today + dt.timedelta(days=rules.LINK_DAYS)
    reason = rules.refuse_link_days(last_on, today=today)
    if reason:
        raise Refused(reason)
    link = ProposalLink.objects.create(
        place=scope if isinstance(scope, Place) else None,
        area=scope if isinstance(scope, Area) else None,
        organisation=organisation,
        made_by=by,
        expires_at=timewords.to_instant(last_on + dt.timedelta(days=1), dt.time()),
    )
    JournalEntry.record("proposals.link_made", by=by, on=scope, link=link.pk)
    return link


@transaction.atomic
def revoke_link(link: ProposalLink, *, by: User | None) -> None:
    """Close a link: it takes no more proposals; those that came stay."""
    if not ProposalLink.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    ):
        return
    JournalEntry.record("proposals.link_revoked", by=by, on=link.scope, link=link.pk)


def send(
    proposal: Proposal, *, audiences: Iterable[Audience] = (), by: User | None = None
) -> Proposal:
    """Store a new proposal and tell the proposer where its own page is.

    The same form sent twice gives the proposal that the first one made. Raises
    Refused when the link is closed or the days or times can't be.
    """
    twin = Proposal.objects.filter(
        form_key=proposal.form_key, link=proposal.link
    ).first()
    if twin is not None:
        return twin
    _refuse(proposal)
    link = proposal.link
    if link is not None:
        reason = rules.refuse_link(
            revoked=link.revoked_at is not None,
            expires_at=link.expires_at,
            now=timezone.now(),
        )
        if reason:
            raise Refused(reason)
    proposal.by = by
    try:
        with transaction.atomic():
            proposal.save()
            proposal.audiences.set(audiences)
            history.tell(history.note(proposal, rules.Step.SENT, by=by))
    except IntegrityError:
        return Proposal.objects.get(form_key=proposal.form_key)
    return proposal


@transaction.atomic
def change(
    proposal: Proposal, *, audiences: Iterable[Audience] = (), words: str = ""
) -> Proposal:
    """Store what the proposer changed or answered; it waits for an answer again."""
    stored = history.locked(proposal)
    reason = rules.refuse_change(rules.State(stored.state))
    if reason:
        raise Refused(reason)
    _refuse(proposal)
    proposal.audiences.set(audiences)
    history.settle(proposal, rules.State.WAITING)
    history.note(proposal, rules.Step.CHANGED, words=words)
    return proposal


@transaction.atomic
def withdraw(proposal: Proposal) -> Proposal:
    """Take a proposal back; raises Refused when it is decided already."""
    proposal = history.locked(proposal)
    reason = rules.refuse_change(rules.State(proposal.state))
    if reason:
        raise Refused(reason)
    history.settle(proposal, rules.State.WITHDRAWN)
    history.note(proposal, rules.Step.WITHDRAWN)
    return proposal


def _refuse(proposal: Proposal) -> None:
    """Raise Refused for what could never stand in the calendar."""
    reasons = (
        rules.refuse_days(
            proposal.starts_on, proposal.ends_on, today=timezone.localdate()
        ),
        calendar_rules.refuse_times(proposal.starts_at, proposal.ends_at),
        calendar_rules.refuse_rule(proposal.as_rule()),
        None
        if proposal.organisation_id or proposal.organisation_name
        else rules.Refusal.NEEDS_ORGANISATION,
        None
        if proposal.place_id or proposal.place_words
        else rules.Refusal.NEEDS_PLACE,
    )
    for reason in reasons:
        if reason:
            raise Refused(reason)
