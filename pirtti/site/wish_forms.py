"""What a family writes when it wishes for something."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pirtti.calendar import programme_messages, programme_rules
from pirtti.core import forms as core_forms
from pirtti.core.formfields import TextField
from pirtti.people import actions as people
from pirtti.people import messages as people_messages
from pirtti.people.rules import Refusal

# A network may be a whole centre's; more than this is not families wishing.
TRIES, TRIES_PER_HOUR = 10, 20


class WishForm(core_forms.Form):
    """One line; no name, no contact."""

    wish = TextField(
        max_length=programme_rules.LONGEST_WISH,
        label=_("What do you wish for?"),
        help_text=_("For example “an evening about sleep” or “songs in Swedish”."),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": programme_messages.REFUSALS[
                programme_rules.ProgrammeRefusal.NEEDS_WISH
            ]
        },
    )

    def __init__(self, *args: Any, network: str, **options: Any) -> None:
        self.network = network
        super().__init__(*args, **options)

    def clean(self) -> dict[str, Any]:
        """Slow down a network that sends very many."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not people.try_once(
            f"wish {self.network}", capacity=TRIES, per_hour=TRIES_PER_HOUR
        ):
            sentence = people_messages.REFUSALS[Refusal.TOO_MANY_TRIES]
            raise ValidationError(str(sentence), code="too_many_tries")
        return given
