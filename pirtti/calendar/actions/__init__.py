"""What people do with activities and their dates."""

from pirtti.calendar.actions.activities import publish, save_activity, unpublish
from pirtti.calendar.actions.dates import (
    KEEP,
    cancel_occurrence,
    change_occurrence,
    restore_occurrence,
)
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
from pirtti.calendar.actions.series import (
    add_series,
    end_series,
    fill_ahead,
    reopen_series,
)

__all__ = [
    "KEEP",
    "add_series",
    "add_theme",
    "cancel_occurrence",
    "change_occurrence",
    "change_theme",
    "end_series",
    "fill_ahead",
    "forget_wishes",
    "make_wish",
    "publish",
    "remove_theme",
    "reopen_series",
    "restore_occurrence",
    "save_activity",
    "set_wish_aside",
    "spread_themes",
    "take_wish",
    "unpublish",
]
