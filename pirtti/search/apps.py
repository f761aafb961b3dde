"""Django's name for this app, and what it hears of."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The app pirtti.search."""

    name = "pirtti.search"
    label = "search"

    def ready(self) -> None:
        """Follow changes, so that the index tells what is public at this moment."""
        from pirtti.calendar import followers as calendar  # noqa: PLC0415
        from pirtti.network import followers as network  # noqa: PLC0415
        from pirtti.search import actions  # noqa: PLC0415

        calendar.follow_activities("search", actions.follow_activities)
        network.follow_places("search", actions.follow_places)
        network.follow_organisations("search", actions.follow_organisations)
