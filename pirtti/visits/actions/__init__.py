"""Everything that changes a count, a plan or a figure."""

from pirtti.visits.actions.corrections import correct, set_totals
from pirtti.visits.actions.counting import (
    Received,
    finish,
    mark_not_held,
    receive_events,
    refile,
    revoke,
    undo_not_held,
)
from pirtti.visits.actions.loading import Counted, load_counts
from pirtti.visits.actions.plans import (
    add_category,
    restore_category,
    retire_category,
    save_plan,
)
from pirtti.visits.actions.recounting import Difference, prune_events, recount

__all__ = [
    "Counted",
    "Difference",
    "Received",
    "add_category",
    "correct",
    "finish",
    "load_counts",
    "mark_not_held",
    "prune_events",
    "receive_events",
    "recount",
    "refile",
    "restore_category",
    "retire_category",
    "revoke",
    "save_plan",
    "set_totals",
    "undo_not_held",
]
