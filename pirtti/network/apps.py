"""Django's name for this app."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    """The app pirtti.network."""

    name = "pirtti.network"
    label = "network"
