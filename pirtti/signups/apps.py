"""Django's name for this app."""

from django.apps import AppConfig


class SignupsConfig(AppConfig):
    """The app pirtti.signups."""

    name = "pirtti.signups"
    label = "signups"
