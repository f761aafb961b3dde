"""Django's name for this app, the letters it sends and what it hears of."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    """The app pirtti.meetings."""

    name = "pirtti.meetings"
    label = "meetings"

    def ready(self) -> None:
        """Hear of families that leave; make the letters known to the post."""
        from pirtti.calendar import followers as calendar  # noqa: PLC0415 - apps first
        from pirtti.meetings import board_letters, leading_mails  # noqa: PLC0415
        from pirtti.meetings.actions import (  # noqa: PLC0415
            board,
            leading_letters,
            leading_substitutes,
            needs,
        )
        from pirtti.signups import followers  # noqa: PLC0415

        followers.follow("board", board.hear)
        board_letters.register()
        for name, hear in (
            ("meetings", leading_letters.hear_dates),
            ("substitutes", leading_substitutes.hear_dates),
            ("needs", needs.hear_dates),
        ):
            calendar.follow_dates(name, hear, hidden=True)
        calendar.follow_activities("needs", needs.hear_activities)
        leading_mails.register()
