"""What people do with activities and their dates."""

from pirtti.calendar.actions.activities import publish, save_activity, unpublish
from pirtti.calendar.actions.bulk import (
    add_dates,
    bulk_cancel,
    bulk_change,
    duplicate_activity,
)
from pirtti.calendar.actions.dates import (
    KEEP,
    cancel_occurrence,
    change_occurrence,
    restore_occurrence,
)
from pirtti.calendar.actions.holidays import set_school_holidays
from pirtti.calendar.actions.postponing import begin_later
from pirtti.calendar.actions.programme import (
    add_theme,
    change_theme,
    forget_wishes,
    make_wish,
    remove_theme,
    set_wish_aside,
    spread_themes,
    take_wish,
)
from pirtti.calendar.actions.rhythms import Plan, change_series, plan_series_change
from pirtti.calendar.actions.series import (
    add_series,
    end_series,
    fill_ahead,
    reopen_series,
)
from pirtti.calendar.actions.undoing import prune_changes, undo_change

__all__ = [
    "KEEP",
    "Plan",
    "add_dates",
    "add_series",
    "add_theme",
    "begin_later",
    "bulk_cancel",
    "bulk_change",
    "cancel_occurrence",
    "change_occurrence",
    "change_series",
    "change_theme",
    "duplicate_activity",
    "end_series",
    "fill_ahead",
    "forget_wishes",
    "make_wish",
    "plan_series_change",
    "prune_changes",
    "publish",
    "remove_theme",
    "reopen_series",
    "restore_occurrence",
    "save_activity",
    "set_school_holidays",
    "set_wish_aside",
    "spread_themes",
    "take_wish",
    "undo_change",
    "unpublish",
]
