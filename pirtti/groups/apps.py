"""Django's name for this app, its letters, and what it does as time passes."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """The app pirtti.groups."""

    name = "pirtti.groups"
    label = "groups"

    def ready(self) -> None:
        """Hear of families; say which letters and which chores there are."""
        from pirtti.calendar import followers as calendar  # noqa: PLC0415
        from pirtti.groups import actions, letters, queries  # noqa: PLC0415
        from pirtti.post import chores  # noqa: PLC0415 - apps must be loaded
        from pirtti.signups import followers  # noqa: PLC0415

        followers.follow("groups", actions.hear_family)
        calendar.know_leaders("groups", queries.is_led)
        letters.register()
        chores.register(chores.Chore("groups", queries.waits_since, actions.pass_time))
