"""Django's name for this app, and the letters about accounts."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """The app pirtti.post."""

    name = "pirtti.post"
    label = "post"

    def ready(self) -> None:
        """Make the letters about accounts known."""
        from pirtti.post import account_letters  # noqa: PLC0415

        account_letters.register()
