"""Django's name for this app, and what it does when dates change."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """The app pirtti.notices."""

    name = "pirtti.notices"
    label = "notices"

    def ready(self) -> None:
        """Hear of changed dates; say which letters and which chores there are."""
        from pirtti.calendar import followers  # noqa: PLC0415 - apps must be loaded
        from pirtti.notices import actions, letters, queries  # noqa: PLC0415
        from pirtti.post import chores  # noqa: PLC0415

        followers.follow_dates("notices", actions.hear)
        letters.register()
        chores.register(
            chores.Chore(
                "reminders", queries.reminders_due_since, actions.make_reminders
            )
        )
        chores.register(
            chores.Chore("bulletins", queries.waits_since, actions.make_letters)
        )
