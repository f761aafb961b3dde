"""Django's name for this app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The app pirtti.desk."""

    name = "pirtti.desk"
    label = "desk"
