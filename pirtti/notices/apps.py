"""Django's name for this app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The app pirtti.notices."""

    name = "pirtti.notices"
    label = "notices"
