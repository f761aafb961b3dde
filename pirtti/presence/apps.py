"""Django's name for this app."""

from django.apps import AppConfig


class PresenceConfig(AppConfig):
    """The app pirtti.presence."""

    name = "pirtti.presence"
    label = "presence"
