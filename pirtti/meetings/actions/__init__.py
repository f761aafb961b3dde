"""What happens in and around the meetings of groups."""

import datetime as dt

from pirtti.meetings.actions.board import forget_boards
from pirtti.meetings.actions.leading import (
    add_material,
    cancel_meeting,
    move_meeting,
    note_contact_opened,
    note_opened,
    plan_meeting,
    remove_material,
    restore_meeting,
    write_to_members,
)
from pirtti.meetings.actions.leading_attendance import store_attendance, tidy_leading
from pirtti.meetings.actions.leading_substitutes import (
    ask_substitute,
    forget_substitute,
    join_pool,
    leave_pool,
    take_request,
    withdraw_request,
)
from pirtti.meetings.actions.ratings import forget_marks

__all__ = [
    "add_material",
    "ask_substitute",
    "cancel_meeting",
    "forget_substitute",
    "join_pool",
    "leave_pool",
    "move_meeting",
    "note_contact_opened",
    "note_opened",
    "plan_meeting",
    "remove_material",
    "restore_meeting",
    "store_attendance",
    "take_request",
    "tidy",
    "withdraw_request",
    "write_to_members",
]


def tidy(now: dt.datetime) -> int:
    """Do the daily housekeeping of this app; returns how many rows went."""
    return forget_boards(now) + forget_marks(now) + tidy_leading(now)
