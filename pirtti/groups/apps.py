"""Django's name for this app."""

from django.apps import AppConfig


class GroupsConfig(AppConfig):
    """The app pirtti.groups."""

    name = "pirtti.groups"
    label = "groups"
