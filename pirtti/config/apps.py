"""Django's name for this floor; here the system checks are registered."""

from django.apps import AppConfig
from django.core import checks as django_checks

from pirtti.config import checks


class ConfigConfig(AppConfig):
    """The floor pirtti.config: settings, addresses, commands; no tables."""

    name = "pirtti.config"
    label = "config"

    def ready(self) -> None:
        """Register the checks of this installation's settings."""
        django_checks.register(checks.all_problems)
