"""Django's name for this app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The app pirtti.people."""

    name = "pirtti.people"
    label = "people"
