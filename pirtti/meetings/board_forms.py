"""What is typed in a group's room: a message, a wish, what one thought of a meeting."""

import uuid
from enum import Enum

from django import forms
from django.utils.translation import gettext_lazy as _

from pirtti.calendar import programme_messages, programme_rules
from pirtti.core import forms as core_forms
from pirtti.core.formfields import TextField
from pirtti.meetings import board_messages as messages
from pirtti.meetings import board_rules, rating_rules

SENTENCES = programme_messages.REFUSALS | messages.REFUSALS


class RoomForm(core_forms.Form):
    """A form whose refusals stand at its first field, or above it all."""

    at: str | None = None

    def refuse(self, reason: Enum | None) -> None:
        """Put the sentence of a refusal where it belongs."""
        if reason is not None:
            self.add_error(self.at, str(SENTENCES[reason]))


class MessageForm(RoomForm):
    """A message to the others; plain words, an identity code is refused."""

    at = "text"
    text = TextField(
        max_length=board_rules.LONGEST_MESSAGE,
        multiline=True,
        label=_("Write to the others"),
        help_text=_(
            "At most 1000 signs. Please leave out what belongs to somebody else."
        ),
        error_messages={
            "required": messages.REFUSALS[board_rules.Refusal.NOTHING_WRITTEN]
        },
    )
    key = forms.CharField(max_length=64, widget=forms.HiddenInput, initial=uuid.uuid4)


class RoomWishForm(RoomForm):
    """One line that the group wishes for; nobody sees whose it is."""

    at = "wish"
    wish = TextField(
        max_length=programme_rules.LONGEST_WISH,
        label=_("What would you like to do or hear about?"),
        help_text=_("Nobody sees who wished."),
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={
            "required": programme_messages.REFUSALS[
                programme_rules.ProgrammeRefusal.NEEDS_WISH
            ]
        },
    )


_MARKS = [(str(mark), str(mark)) for mark in range(rating_rules.MOST + 1)]


class RatingForm(RoomForm):
    """Four lines from 0 to 10; each may be left out."""

    def __init__(self, data: object = None) -> None:
        super().__init__(data)
        least, most = messages.ENDS
        for line in rating_rules.LINES:
            self.fields[line] = forms.TypedChoiceField(
                label=str(messages.LINES[line]),
                help_text=_("0 = %(least)s, 10 = %(most)s")
                % {"least": least, "most": most},
                choices=_MARKS,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )


class ClosingForm(RoomForm):
    """Three choices about the whole group; each may be left out."""

    def __init__(self, data: object = None) -> None:
        super().__init__(data)
        for line in rating_rules.CLOSING:
            self.fields[line] = forms.ChoiceField(
                label=str(messages.CLOSING[line]),
                choices=[(each.value, said) for each, said in messages.SAID.items()],
                required=False,
                widget=forms.RadioSelect,
            )
