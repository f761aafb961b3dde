"""What others propose, what houses decided about new actors, what was told once."""

from pirtti.proposals.models.houses import ActorDecision, PlaceValues, Reminder
from pirtti.proposals.models.links import ProposalLink, new_key
from pirtti.proposals.models.proposals import Proposal, ProposalStep

__all__ = [
    "ActorDecision",
    "PlaceValues",
    "Proposal",
    "ProposalLink",
    "ProposalStep",
    "Reminder",
    "new_key",
]
