"""What people do with proposals, values and what has grown stale."""

from pirtti.proposals.actions.deciding import approve, ask, decline
from pirtti.proposals.actions.freshness import confirm, tell_missing, tidy
from pirtti.proposals.actions.houses import decide_actor, revoke_actor, save_values
from pirtti.proposals.actions.sending import (
    change,
    make_link,
    revoke_link,
    send,
    withdraw,
)

__all__ = [
    "approve",
    "ask",
    "change",
    "confirm",
    "decide_actor",
    "decline",
    "make_link",
    "revoke_actor",
    "revoke_link",
    "save_values",
    "send",
    "tell_missing",
    "tidy",
    "withdraw",
]
