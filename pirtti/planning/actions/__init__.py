"""What people do when they plan a season together."""

from pirtti.planning.actions.answers import (
    Rhythm,
    confirm_all,
    decide,
    promise_new,
    send_answer,
    take_back,
    tell_nothing,
)
from pirtti.planning.actions.editions import publish_edition
from pirtti.planning.actions.rounds import (
    close_round,
    move_deadline,
    nudge,
    open_round,
    reopen_round,
)
from pirtti.planning.actions.year import (
    remove_change,
    remove_mark,
    save_mark,
    tell_change,
    tidy,
)

__all__ = [
    "Rhythm",
    "close_round",
    "confirm_all",
    "decide",
    "move_deadline",
    "nudge",
    "open_round",
    "promise_new",
    "publish_edition",
    "remove_change",
    "remove_mark",
    "reopen_round",
    "save_mark",
    "send_answer",
    "take_back",
    "tell_change",
    "tell_nothing",
    "tidy",
]
