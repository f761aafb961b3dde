"""Django's name for this app."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """The app pirtti.site."""

    name = "pirtti.site"
    label = "site"
