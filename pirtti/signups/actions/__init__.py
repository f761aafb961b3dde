"""What happens to sign-ups; the rule of fairness is in `signups.rules`."""

from pirtti.signups.actions.alerts import alert, confirm_alert, stop_alert
from pirtti.signups.actions.families import (
    accept_offer,
    change_party,
    confirm,
    decline_offer,
    leave,
    sign_up,
)
from pirtti.signups.actions.invitations import invite, open_code, stop_invitation
from pirtti.signups.actions.moving import move_all, move_party
from pirtti.signups.actions.organising import (
    approve,
    call_off,
    change_intake,
    close_intake,
    decline,
    open_intake,
    remove,
)
from pirtti.signups.actions.seats import lock_all
from pirtti.signups.actions.tidying import end_what_is_over, tidy

__all__ = [
    "accept_offer",
    "alert",
    "approve",
    "call_off",
    "change_intake",
    "change_party",
    "close_intake",
    "confirm",
    "confirm_alert",
    "decline",
    "decline_offer",
    "end_what_is_over",
    "invite",
    "leave",
    "lock_all",
    "move_all",
    "move_party",
    "open_code",
    "open_intake",
    "remove",
    "sign_up",
    "stop_alert",
    "stop_invitation",
    "tidy",
]
