"""What people do to begin a group: having an idea, answering it, supporting leaders."""

from pirtti.founding.actions.accepting import Plan, PlannedTask, accept
from pirtti.founding.actions.answering import ask, decline
from pirtti.founding.actions.forgetting import tidy
from pirtti.founding.actions.inviting import (
    accept_invite,
    decline_invite,
    forget_invites,
    invite_leader,
)
from pirtti.founding.actions.proposing import (
    answer,
    begin,
    save_step,
    send,
    withdraw,
)
from pirtti.founding.actions.supporting import add_visit, ask_support, give_support

__all__ = [
    "Plan",
    "PlannedTask",
    "accept",
    "accept_invite",
    "add_visit",
    "answer",
    "ask",
    "ask_support",
    "begin",
    "decline",
    "decline_invite",
    "forget_invites",
    "give_support",
    "invite_leader",
    "save_step",
    "send",
    "tidy",
    "withdraw",
]
