"""What people type at the door."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pirtti.core import forms as core_forms
from pirtti.visits import messages, rules


class CodeForm(core_forms.Form):
    """The six digits of today's shift code."""

    code = forms.CharField(
        label=_("Shift code"),
        help_text=_("Six digits. You get them from whoever opens the doors today."),
        max_length=40,
        widget=forms.TextInput(
            {
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "spellcheck": "false",
            }
        ),
        error_messages={
            "required": _("The shift code is six digits."),
            "max_length": _("The shift code is six digits."),
        },
    )

    def clean_code(self) -> str:
        """Return the six digits; spaces and dashes between them are fine."""
        code = rules.read_code(self.cleaned_data["code"])
        if code is None:
            raise ValidationError(str(messages.REFUSALS[rules.Refusal.NOT_A_CODE]))
        return code


class TapForm(core_forms.Form):
    """One press of a button on a counter without JavaScript.

    The value holds category, step and the name that the server gave the button,
    such as `adults|1|6f2c…`: pressed twice, it still counts once.
    """

    tap = forms.CharField(max_length=120)

    def clean_tap(self) -> dict[str, Any]:
        """Return the tap as a phone would have sent it."""
        parts = self.cleaned_data["tap"].split("|")
        if len(parts) != 3 or parts[1] not in {"1", "-1"}:  # noqa: PLR2004
            raise ValidationError(str(messages.REFUSALS[rules.Refusal.BAD_EVENT]))
        category, step, uid = parts
        return {"uid": uid, "category": category, "step": int(step)}
