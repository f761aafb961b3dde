"""Django's name for this app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    """The app pirtti.planning."""

    name = "pirtti.planning"
    label = "planning"
