"""Django's name for this app."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The app pirtti.meetings."""

    name = "pirtti.meetings"
    label = "meetings"
