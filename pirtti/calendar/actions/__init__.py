"""What people do with activities and their dates."""

from pirtti.calendar.actions.activities import publish, save_activity, unpublish
from pirtti.calendar.actions.dates import (
    KEEP,
    cancel_occurrence,
    change_occurrence,
    restore_occurrence,
)
from pirtti.calendar.actions.series import (
    add_series,
    end_series,
    fill_ahead,
    reopen_series,
)

__all__ = [
    "KEEP",
    "add_series",
    "cancel_occurrence",
    "change_occurrence",
    "end_series",
    "fill_ahead",
    "publish",
    "reopen_series",
    "restore_occurrence",
    "save_activity",
    "unpublish",
]
