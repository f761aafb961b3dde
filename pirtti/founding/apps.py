"""Django's name for this app, and the letters it sends."""

from django.apps import AppConfig


class FoundingConfig(AppConfig):
    """The app pirtti.founding."""

    name = "pirtti.founding"
    label = "founding"

    def ready(self) -> None:
        """Make the letters known to the post."""
        from pirtti.founding import letters  # noqa: PLC0415

        letters.register()
