"""Django's name for this app."""

from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    """The app pirtti.proposals."""

    name = "pirtti.proposals"
    label = "proposals"
