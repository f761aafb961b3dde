"""What people do with areas, organisations, places and roles."""

from pirtti.network.actions.areas import Progress, load_finland, make_area, touch
from pirtti.network.actions.places import (
    add_exception,
    remove_exception,
    restore_exception,
    save_organisation,
    save_place,
    save_room,
    set_hours,
)
from pirtti.network.actions.roles import end_role, give_role, restore_role

__all__ = [
    "Progress",
    "add_exception",
    "end_role",
    "give_role",
    "load_finland",
    "make_area",
    "remove_exception",
    "restore_exception",
    "restore_role",
    "save_organisation",
    "save_place",
    "save_room",
    "set_hours",
    "touch",
]
