"""Django's name for this app."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """The app pirtti.training."""

    name = "pirtti.training"
    label = "training"
