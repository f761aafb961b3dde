"""Django's name for this app."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """The app pirtti.visits."""

    name = "pirtti.visits"
    label = "visits"
