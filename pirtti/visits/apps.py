"""Django's name for this app."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """The app pirtti.visits."""

    name = "pirtti.visits"
    label = "visits"

    def ready(self) -> None:
        """Tell the calendar which dates hold counts."""
        from pirtti.calendar import followers  # noqa: PLC0415 - models are ready now
        from pirtti.visits import queries  # noqa: PLC0415

        followers.hold_dates("counts", queries.counted_dates)
