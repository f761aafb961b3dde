"""Django's name for this app."""

from django.apps import AppConfig


class FoundingConfig(AppConfig):
    """The app pirtti.founding."""

    name = "pirtti.founding"
    label = "founding"
