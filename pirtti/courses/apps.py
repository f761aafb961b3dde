"""Django's name for this app, and its letters."""

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """The app pirtti.courses."""

    name = "pirtti.courses"
    label = "courses"

    def ready(self) -> None:
        """Say which letters there are."""
        from pirtti.courses import letters  # noqa: PLC0415 - apps must be loaded

        letters.register()
