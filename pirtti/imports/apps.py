"""Django's name for this app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """The app pirtti.imports."""

    name = "pirtti.imports"
    label = "imports"
