"""Forms for the second step of signing in."""

from enum import Enum
from typing import Any

from allauth.core import context
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import validate_totp_code
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pirtti.core import forms as core_forms
from pirtti.people import access, messages, rules, second_access, second_actions
from pirtti.people import second_offer as offers
from pirtti.people.forms import brake
from pirtti.people.models import User


def _code_field(label: Any, *, is_first: bool = False) -> forms.CharField:
    look = {"autocomplete": "one-time-code", "spellcheck": "false"}
    return forms.CharField(
        label=label,
        max_length=40,
        widget=forms.TextInput(
            look | {"inputmode": "numeric"} | ({"autofocus": True} if is_first else {})
        ),
        error_messages={"required": messages.APP_CODE_MISSING},
    )


def _brakes(user: User) -> None:
    """Take one try of the account, and one of the network it comes from."""
    brake(f"second step {user.pk}", capacity=6, per_hour=12)
    network = access.network_of(context.request)
    brake(f"second step network {network}", capacity=60, per_hour=120)


class SureForm(core_forms.PlainSentences, mfa_forms.BaseAuthenticateForm):
    """Type a fresh code of the app, or one of the recovery codes."""

    user: User
    authenticator: Authenticator
    code = _code_field(_("Code from the app, or a recovery code"))

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options | {"user": user})

    def clean_code(self) -> str:
        """Compare the codes; each is good once, in all serving processes."""
        _brakes(self.user)
        code = str(super().clean_code())
        is_of_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_of_app and not second_actions.use_app_code(self.user, code):
            raise ValidationError(messages.WRONG_APP_CODE, code="incorrect_code")
        return code

    def refuse(self, reason: Enum | None) -> None:
        """Say why it was not done."""
        self.add_error(None, str(messages.REFUSALS[rules.Refusal(reason)]))


class SecondStepForm(SureForm, mfa_forms.AuthenticateForm):
    """The second step of signing in."""

    code = _code_field(_("Code from the app, or a recovery code"), is_first=True)

    def save(self) -> None:
        """Note in the session that the step was taken; tell of a used recovery code."""
        super().save()
        context.request.session[second_access.TAKEN] = True
        if self.authenticator.type == Authenticator.Type.RECOVERY_CODES:
            second_actions.note_code_used(self.user)


class TurnOnForm(core_forms.Form):
    """The code that the app shows after reading the page's picture."""

    code = _code_field(_("Code that the app shows"))

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user
        known = offers.read(user, self.data.get("offer", ""))
        self.offer = known or offers.make(user)
        self.is_new = known is None

    def clean_code(self) -> str:
        """Compare with the secret of this page."""
        if self.is_new:
            raise ValidationError(messages.OFFER_OLD, code="offer_old")
        _brakes(self.user)
        code = str(self.cleaned_data["code"])
        is_right = validate_totp_code(self.offer.secret, code)
        if not is_right or not second_actions.use_app_code(self.user, code):
            raise ValidationError(messages.WRONG_APP_CODE, code="incorrect_code")
        return code

    def refuse(self, reason: Enum | None) -> None:
        """Say why it was not done."""
        self.add_error(None, str(messages.REFUSALS[rules.Refusal(reason)]))
