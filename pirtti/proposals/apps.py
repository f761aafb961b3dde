"""Django's name for this app, and the letters it sends."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """The app pirtti.proposals."""

    name = "pirtti.proposals"
    label = "proposals"

    def ready(self) -> None:
        """Make the letters known to the post."""
        from pirtti.proposals import letters  # noqa: PLC0415

        letters.register()
