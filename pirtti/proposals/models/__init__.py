"""What others propose, what houses decided about new actors, what was told once."""

from pirtti.proposals.models.houses import ActorDecision, PlaceValues, Reminder
from pirtti.proposals.models.proposals import (
    Proposal,
    ProposalLink,
    ProposalStep,
    new_key,
)

__all__ = [
    "ActorDecision",
    "PlaceValues",
    "Proposal",
    "ProposalLink",
    "ProposalStep",
    "Reminder",
    "new_key",
]
