"""Django's name for this app, and the letters it sends."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The app pirtti.planning."""

    name = "pirtti.planning"
    label = "planning"

    def ready(self) -> None:
        """Make the letters known to the post."""
        from pirtti.planning import letters  # noqa: PLC0415

        letters.register()
