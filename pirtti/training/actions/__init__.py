"""What people do with training: cohorts, days, presenters, fathers' sessions, evenings."""

from pirtti.training.actions.cohorts import make_cohort
from pirtti.training.actions.days import Times, coming_sessions, take_days
from pirtti.training.actions.evenings import link_evening, unlink_evening
from pirtti.training.actions.plans import Row, change_plan, copy_plan
from pirtti.training.actions.sessions import (
    add_parallel,
    change_session,
    change_sessions,
    remove_parallel,
)

__all__ = [
    "Row",
    "Times",
    "add_parallel",
    "change_plan",
    "change_session",
    "change_sessions",
    "coming_sessions",
    "copy_plan",
    "link_evening",
    "make_cohort",
    "remove_parallel",
    "take_days",
    "unlink_evening",
]
