"""What people do with groups, from an idea to the last meeting."""

from pirtti.groups.actions.deciding import decide
from pirtti.groups.actions.leaders import add_leader, end_leader, welcome
from pirtti.groups.actions.making import change_group, make_group, set_words
from pirtti.groups.actions.next_groups import move_on, offer_follow_on
from pirtti.groups.actions.passing import pass_time, tidy
from pirtti.groups.actions.steps import (
    ask_decision,
    end,
    prolong,
    run,
    start_recruiting,
)
from pirtti.groups.actions.tasks import (
    add_task,
    finish_task,
    hear_family,
    needs_to_tasks,
    reopen_task,
)

__all__ = [
    "add_leader",
    "add_task",
    "ask_decision",
    "change_group",
    "decide",
    "end",
    "end_leader",
    "finish_task",
    "hear_family",
    "make_group",
    "move_on",
    "needs_to_tasks",
    "offer_follow_on",
    "pass_time",
    "prolong",
    "reopen_task",
    "run",
    "set_words",
    "start_recruiting",
    "tidy",
    "welcome",
]
