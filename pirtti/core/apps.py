"""Django's name for this app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """The app pirtti.core."""

    name = "pirtti.core"
    label = "core"
