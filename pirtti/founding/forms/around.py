"""Before and after the six steps: where it would be, an answer, a name to lead under."""

from django import forms
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import Audience
from pirtti.core.formfields import TextField
from pirtti.founding.forms.base import PlainForm

# Ages of children in months, both ends included, as one asks for them before the steps.
AGES: dict[str, tuple[int | None, int | None]] = {
    "baby": (0, 11),
    "toddler": (12, 35),
    "small": (36, 83),
    "school": (84, None),
}


class StartForm(PlainForm):
    """Where and for whom: what one asks for to see what is there already."""

    where = TextField(
        max_length=80,
        required=False,
        label=_("Town, part of town or postal code"),
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    audience = forms.ModelChoiceField(
        Audience.objects.all(),
        to_field_name="slug",
        required=False,
        label=_("Especially for"),
        empty_label=_("Everybody"),
    )
    age = forms.ChoiceField(
        required=False,
        label=_("Age of the children"),
        choices=[
            ("", _("Any age")),
            ("baby", _("Under 1 year")),
            ("toddler", _("1–2 years")),
            ("small", _("3–6 years")),
            ("school", _("7 years or more")),
        ],
    )

    lead = forms.BooleanField(required=False, label=_("I could lead a group"))

    @property
    def audiences(self) -> list[Audience]:
        """Return the audience that was chosen, if any."""
        chosen = self.cleaned_data.get("audience")
        return [chosen] if chosen else []

    @property
    def ages(self) -> tuple[int | None, int | None]:
        """Return the ages that were chosen, in months."""
        return AGES.get(self.cleaned_data.get("age", ""), (None, None))


class WordsForm(PlainForm):
    """An answer to a question."""

    words = TextField(
        max_length=600, multiline=True, required=False, label=_("Your answer")
    )


class AliasForm(PlainForm):
    """The name under which somebody leads."""

    alias = TextField(
        max_length=40,
        label=_("By which name may you be called?"),
        help_text=_("A first name or a nickname. Members read only this."),
        widget=forms.TextInput({"autocomplete": "nickname"}),
    )
