"""What the desk's pages of proposals, values and confirming show."""

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise

from pirtti.calendar.models import Activity
from pirtti.desk.queries.activities import JournalLine
from pirtti.network import access as network
from pirtti.network.access import Viewer
from pirtti.network.models import Area, Place
from pirtti.network.rules import May
from pirtti.people.models import JournalEntry
from pirtti.proposals import access, freshness, messages, queries, rules, words
from pirtti.proposals.models import (
    ActorDecision,
    Proposal,
    ProposalStep,
)

MOST_LINKS = 50
MOST_OWN = 30
MOST_LINES = 20


@dataclass(frozen=True)
class Listed:
    """One proposal of a list; `url` leads to its page."""

    proposal: Proposal
    when: str
    place: str
    url: str


@dataclass(frozen=True)
class ListPage:
    """What waits, what waits for the proposer, what was decided, and one's own."""

    waiting: list[Listed]
    asked: list[Listed]
    decided: list[Listed]
    own: list[Listed]
    may_decide: bool
    may_propose: bool


@dataclass(frozen=True)
class ProposalPage:
    """A proposal with all that one needs for deciding."""

    facts: list[words.Fact]
    steps: list[tuple[ProposalStep, str, str]]
    clashes: list[tuple[queries.Clash, str]]
    stands: str
    is_open: bool
    may_approve: bool
    is_new_actor: bool
    is_new_organisation: bool
    has_other_address: bool
    decisions: list[ActorDecision]


@dataclass(frozen=True)
class HousePage:
    """Whom the house of a place has welcomed, and what was done."""

    decisions: list[tuple[ActorDecision, Promise | str, bool]]
    values: list[str]
    journal: list[JournalLine]


@dataclass(frozen=True)
class ToConfirm:
    """An activity, when it was confirmed, and whether families are told to check."""

    activity: Activity
    sure_on: dt.date
    is_doubtful: bool


@dataclass(frozen=True)
class ConfirmPage:
    """What one should confirm, the longest waiting first."""

    rows: list[ToConfirm]
    has_more: bool


def list_page(viewer: Viewer) -> ListPage:
    """Read the list of proposals (five queries)."""
    may_propose = area_to_propose_in(viewer) is not None
    own = access.own_proposals(viewer).filter(by__isnull=False)
    return ListPage(
        waiting=[_listed(one) for one in queries.waiting(viewer)],
        asked=[_listed(one) for one in queries.asked(viewer)],
        decided=[_listed(one) for one in queries.decided(viewer)],
        own=[
            _listed(one, is_own=True) for one in own.order_by("-created_at")[:MOST_OWN]
        ],
        may_decide=network.may_anywhere(viewer, May.PUBLISH),
        may_propose=may_propose,
    )


def _listed(proposal: Proposal, *, is_own: bool = False) -> Listed:
    if is_own:
        url = reverse("site:proposal", args=[access.word_of_proposal(proposal)])
    else:
        url = reverse("desk:proposal", args=[proposal.pk])
    return Listed(proposal, words.when(proposal), words.place(proposal), url)


def proposal_page(proposal: Proposal, *, today: dt.date) -> ProposalPage:
    """Read a proposal with what it would clash with (about eight queries)."""
    place, organisation = proposal.place, proposal.organisation
    state = rules.State(proposal.state)
    known = organisation or queries.organisation_called(
        proposal.organisation_name, proposal.area
    )
    is_new = place is not None and (
        known is None or queries.is_new_at(known, place, today=today)
    )
    return ProposalPage(
        facts=words.facts(proposal),
        steps=words.history(proposal),
        clashes=[
            (clash, words.days(clash.days))
            for clash in queries.clashes(proposal, today=today)
        ],
        stands=str(messages.STEPS[rules.Step(_last_step(state))]),
        is_open=proposal.is_open,
        may_approve=rules.refuse_decision(state, rules.Step.APPROVED) is None,
        is_new_actor=is_new,
        is_new_organisation=known is None,
        has_other_address=known is not None
        and proposal.email.lower() not in access.addresses_of(known),
        decisions=list(proposal.decisions.select_related("place")),
    )


def _last_step(state: rules.State) -> str:
    return rules.Step.SENT if state == rules.State.WAITING else state


def area_to_propose_in(viewer: Viewer) -> Area | None:
    """Return the municipality or wider area whose places one's organisation may ask.

    None for those who speak for no organisation.
    """
    own = access.organisations_to_speak_for(viewer).select_related("area")
    first = own.order_by("area__path").first()
    return first.area if first else None


def house_page(place: Place, *, today: dt.date) -> HousePage:
    """Read whom the house of a place has welcomed (three queries)."""
    text = str(queries.values_text(place))
    return HousePage(
        decisions=[
            (
                row,
                messages.DECISIONS[rules.Decision(row.decision)],
                row.holds(today),
            )
            for row in queries.decisions_at(place)
        ],
        values=[line for line in text.splitlines() if line.strip()],
        journal=_journal(place),
    )


def _journal(place: Place) -> list[JournalLine]:
    lines = (
        JournalEntry.objects.filter(
            subject_type=place._meta.label_lower,
            subject_id=str(place.pk),
            verb__startswith="proposals.",
        )
        .select_related("by")
        .order_by("-at", "-pk")[:MOST_LINES]
    )
    return [
        JournalLine(line.at, str(line.by) if line.by else "", line.verb, [])
        for line in lines
    ]


def to_confirm(viewer: Viewer, *, now: dt.datetime) -> ConfirmPage:
    """Read what one should confirm (one query)."""
    most = freshness.MOST_LISTED
    found = list(freshness.to_confirm(viewer, now)[: most + 1])
    today = timezone.localdate(now)
    return ConfirmPage([_sure(one, today) for one in found[:most]], len(found) > most)


def _sure(activity: Activity, today: dt.date) -> ToConfirm:
    told = activity.stale_told_at
    told_on = timezone.localdate(told) if told else None
    return ToConfirm(
        activity,
        timezone.localdate(activity.sure_at),  # type: ignore[attr-defined]
        rules.is_doubtful(told_on, today=today),
    )
