"""Django's name for this app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The app pirtti.search."""

    name = "pirtti.search"
    label = "search"
