"""What somebody types who wants to hear of changes by e-mail."""

from enum import Enum

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from pirtti.core import forms as core_forms
from pirtti.notices import messages


class FollowForm(core_forms.Form):
    """An address, and whether a reminder is wanted; no name."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("Only for these mails. Nobody here sees it."),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"required": messages.EMAIL_MISSING},
    )
    wants_reminder = forms.BooleanField(
        label=_("Remind me the evening before, too"), required=False
    )

    def refuse(self, reason: Enum | None) -> None:
        """Say why it was not done."""
        if reason is not None:
            self.add_error(None, str(messages.REFUSALS[reason]))


# A field that people do not see: what fills it in is a program.
TRAP = "nickname"


def is_trapped(typed: QueryDict) -> bool:
    """Say whether a program filled the form in."""
    return bool(typed.get(TRAP))
