"""Django's name for this app, its letters, and what it does as time passes."""

from django.apps import AppConfig


class GrantsConfig(AppConfig):
    """The app pirtti.grants."""

    name = "pirtti.grants"
    label = "grants"

    def ready(self) -> None:
        """Make the letters and the chore known to the post."""
        from pirtti.grants import actions, letters, queries  # noqa: PLC0415
        from pirtti.post import chores  # noqa: PLC0415 - apps must be loaded

        letters.register()
        chores.register(chores.Chore("grants", queries.waits_since, actions.pass_time))
