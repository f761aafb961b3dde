"""What people do with grants: calls, applications, decisions, reports."""

from pirtti.grants.actions.applying import apply_for, withdraw
from pirtti.grants.actions.calling import save_call
from pirtti.grants.actions.deciding import decide
from pirtti.grants.actions.passing import pass_time, tidy
from pirtti.grants.actions.reporting import report

__all__ = [
    "apply_for",
    "decide",
    "pass_time",
    "report",
    "save_call",
    "tidy",
    "withdraw",
]
