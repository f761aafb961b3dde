"""What people do with imports and subscribed calendars."""

from pirtti.imports.actions.batches import choose, forget_old_rows, start
from pirtti.imports.actions.sources import (
    refresh,
    refresh_due,
    resume,
    stop,
    subscribe,
)
from pirtti.imports.actions.taking import Progress, Told, dry_run, take, take_file
from pirtti.imports.actions.undoing import undo

__all__ = [
    "Progress",
    "Told",
    "choose",
    "dry_run",
    "forget_old_rows",
    "refresh",
    "refresh_due",
    "resume",
    "start",
    "stop",
    "subscribe",
    "take",
    "take_file",
    "undo",
]
