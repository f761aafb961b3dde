"""Django's name for this app."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    """The app pirtti.calendar."""

    name = "pirtti.calendar"
    label = "calendar"
