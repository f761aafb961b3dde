"""Django's name for this app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """The app pirtti.papers."""

    name = "pirtti.papers"
    label = "papers"
