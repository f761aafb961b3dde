"""Django's name for this app."""

from django.apps import AppConfig


class PostConfig(AppConfig):
    """The app pirtti.post."""

    name = "pirtti.post"
    label = "post"
