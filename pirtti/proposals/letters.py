"""The letters that proposals and the stale guard send, made when they go out."""

from typing import Any

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from pirtti.core import addresses
from pirtti.post import kinds
from pirtti.post.models import Letter
from pirtti.proposals import access, freshness, messages, rules
from pirtti.proposals.models import Proposal, ProposalStep

NEWS, MISSING = "proposal_news", "missing_things"


def register() -> None:
    """Make the kinds of letters known; called from `apps.py`."""
    kinds.register(
        kinds.Kind(
            name=NEWS,
            subject=_("About your proposal"),
            template="proposals/mail/news",
            fill=fill_news,
        )
    )
    kinds.register(
        kinds.Kind(
            name=MISSING,
            subject=_("Does everything in the calendar still hold?"),
            template="proposals/mail/missing",
            fill=fill_missing,
        )
    )


def fill_news(letter: Letter) -> dict[str, Any] | None:
    """Say what happened to a proposal; None when something newer was told since."""
    step = (
        ProposalStep.objects.select_related("proposal__organisation")
        .filter(pk=letter.params.get("step"))
        .first()
    )
    if step is None or step.proposal.email != letter.to:
        return None
    if step.what not in _still_told(step.proposal):
        return None
    return {
        "name": str(step.proposal.name),
        "what": str(messages.STEPS[rules.Step(step.what)]),
        "stands": str(messages.STANDS[rules.State(step.proposal.state)]),
        "words": step.words,
        "address": _address(
            "site:proposal", access.word_of_proposal(step.proposal), letter.language
        ),
    }


def _still_told(proposal: Proposal) -> set[str]:
    """Return the steps that still say how the proposal stands."""
    now = {rules.State.WAITING: {rules.Step.SENT, rules.Step.CHANGED}}
    return {*now.get(rules.State(proposal.state), set()), proposal.state}


def fill_missing(letter: Letter) -> dict[str, Any] | None:
    """Say what an organisation should look at; None when all of it is mended."""
    told = freshness.told_to(letter.params["organisation"], timezone.now())
    if told is None or not told.lines:
        return None
    word = access.word_to_confirm(told.organisation, letter.to)
    return {
        "organisation": str(told.organisation.name),
        "lines": [(line.name, line.said) for line in told.lines],
        "has_stale": any(line.what == rules.Missing.STALE for line in told.lines),
        "address": _address("site:confirm", word, letter.language),
    }


def _address(page: str, word: str, language: str) -> str:
    with translation.override(language):
        return addresses.in_mails(reverse(page, args=[word]))
