"""What coordinators do: approve, ask back, decline."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from i18nfield.strings import LazyI18nString

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity
from pirtti.core.refusals import Refused
from pirtti.network import actions as network
from pirtti.network.models import Organisation, Place
from pirtti.people.models import JournalEntry, User
from pirtti.proposals import queries, rules, slugs
from pirtti.proposals.actions import history, houses
from pirtti.proposals.models import Proposal

MONTHS_IN_YEAR = 12


@transaction.atomic
def approve(
    proposal: Proposal,
    *,
    by: User | None,
    public: bool,
    place: Place | None = None,
    note: str = "",
    valid_until: dt.date | None = None,
) -> Activity:
    """Put a proposal into the calendar, as a draft or for families to see at once.

    A new organisation is made; an actor that is new to the place is recorded as
    welcomed (`note` of the house meeting, until `valid_until`). Raises Refused.
    """
    proposal = _to_decide(proposal, rules.Step.APPROVED)
    proposal.place = place or proposal.place
    if proposal.place is None:
        raise Refused(rules.Refusal.NEEDS_PLACE)
    proposal.organisation = proposal.organisation or _make_organisation(proposal, by)
    activity = _put_into_calendar(proposal, public=public, by=by)
    proposal.activity = activity
    _welcome(proposal, by=by, note=note, valid_until=valid_until)
    history.settle(proposal, rules.State.APPROVED)
    history.tell(history.note(proposal, rules.Step.APPROVED, by=by))
    JournalEntry.record("proposals.approved", by=by, on=activity, proposal=proposal.pk)
    return activity


@transaction.atomic
def ask(proposal: Proposal, *, words: str, by: User | None) -> Proposal:
    """Ask the proposer something; raises Refused without a sentence."""
    return _answer(proposal, rules.Step.ASKED, rules.State.ASKED, words, by)


@transaction.atomic
def decline(proposal: Proposal, *, words: str, by: User | None) -> Proposal:
    """Decline with a reason that the proposer reads; it may still be approved later."""
    return _answer(proposal, rules.Step.DECLINED, rules.State.DECLINED, words, by)


def _answer(
    proposal: Proposal,
    step: rules.Step,
    state: rules.State,
    words: str,
    by: User | None,
) -> Proposal:
    proposal = _to_decide(proposal, step, words=words)
    history.settle(proposal, state)
    history.tell(history.note(proposal, step, by=by, words=words))
    return proposal


def _to_decide(proposal: Proposal, step: rules.Step, *, words: str = "") -> Proposal:
    proposal = history.locked(proposal)
    reason = rules.refuse_decision(rules.State(proposal.state), step, words=words)
    if reason:
        raise Refused(reason)
    return proposal


def _make_organisation(proposal: Proposal, by: User | None) -> Organisation:
    """Make the organisation that a proposal names, unless the area has it already."""
    known = queries.organisation_called(proposal.organisation_name, proposal.area)
    if known is not None:
        return known
    organisation = Organisation(
        kind=proposal.organisation_kind,
        name=LazyI18nString({proposal.language: proposal.organisation_name}),
        area=proposal.area,
        contact_title=LazyI18nString({proposal.language: proposal.contact_title}),
        contact_email=proposal.email,
    )
    organisation.slug = slugs.free_slug(
        Organisation.objects.all(), proposal.organisation_name, organisation.code
    )
    return network.save_organisation(organisation, by=by)


def _put_into_calendar(
    proposal: Proposal, *, public: bool, by: User | None
) -> Activity:
    organisation, place = proposal.organisation, proposal.place
    assert organisation is not None
    assert place is not None
    activity = Activity(
        kind=proposal.kind,
        name=proposal.name,
        place=place,
        area=place.area,
        age_from_months=_months(proposal.age_from),
        age_to_months=_months(proposal.age_to, last=True),
        languages=[proposal.language],
        price_cents=proposal.price_cents,
        sign_up=proposal.sign_up,
        sign_up_how=LazyI18nString({proposal.language: proposal.sign_up_how}),
        about=proposal.about,
    )
    activity.slug = slugs.free_slug(
        Activity.objects.all(), proposal.name, activity.code
    )
    calendar.save_activity(
        activity,
        organisers=[organisation],
        audiences=list(proposal.audiences.all()),
        by=by,
    )
    calendar.add_series(activity, by=by, **proposal.as_series())
    return calendar.publish(activity, by=by) if public else activity


def _months(years: int | None, *, last: bool = False) -> int | None:
    """Turn whole years into months, both ends included."""
    if years is None:
        return None
    return years * MONTHS_IN_YEAR + (MONTHS_IN_YEAR - 1 if last else 0)


def _welcome(
    proposal: Proposal, *, by: User | None, note: str, valid_until: dt.date | None
) -> None:
    """Record that a new actor is welcome at the place, and let it be its partner."""
    today = timezone.localdate()
    place, organisation = proposal.place, proposal.organisation
    assert place is not None
    assert organisation is not None
    if not queries.is_new_at(organisation, place, today=today):
        return
    houses.decide_actor(
        place,
        organisation=organisation,
        decision=rules.Decision.APPROVED,
        note=note,
        valid_until=valid_until or today + dt.timedelta(days=rules.APPROVAL_DAYS),
        proposal=proposal,
        by=by,
    )
