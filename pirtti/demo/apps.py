"""Django's name for this app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The app pirtti.demo."""

    name = "pirtti.demo"
    label = "demo"
