"""Django's name for this app."""

from django.apps import AppConfig


class SignupsConfig(AppConfig):
    """The app pirtti.signups."""

    name = "pirtti.signups"
    label = "signups"

    def ready(self) -> None:
        """Say which letters there are, and what time does to holds and offers."""
        from pirtti.post import chores  # noqa: PLC0415 - apps must be loaded
        from pirtti.signups import actions, letters, queries  # noqa: PLC0415

        letters.register()
        chores.register(
            chores.Chore("signups", queries.waits_since, actions.end_what_is_over)
        )
