"""Writing a proposal's history, and telling the proposer of it."""

from django.utils import timezone

from pirtti.people.models import User
from pirtti.post import actions as post
from pirtti.proposals import rules
from pirtti.proposals.models import Proposal, ProposalStep

NEWS = "proposal_news"


def locked(proposal: Proposal) -> Proposal:
    """Read a proposal anew and keep others from deciding about it meanwhile."""
    return Proposal.objects.select_for_update().get(pk=proposal.pk)


def note(
    proposal: Proposal, step: rules.Step, *, by: User | None = None, words: str = ""
) -> ProposalStep:
    """Write a line of the history."""
    return ProposalStep.objects.create(proposal=proposal, what=step, by=by, words=words)


def tell(step: ProposalStep) -> bool:
    """Queue the letter that tells the proposer of a step."""
    proposal = step.proposal
    return post.queue(
        NEWS,
        to=proposal.email,
        language=proposal.language,
        dedupe=f"proposal:{proposal.pk}:{step.pk}",
        params={"step": step.pk},
    )


def settle(proposal: Proposal, state: rules.State) -> None:
    """Store how a proposal stands; what is decided gets its day."""
    proposal.state = state
    is_over = rules.refuse_change(state) is not None
    proposal.decided_at = timezone.now() if is_over else None
    proposal.save()
