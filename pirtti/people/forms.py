"""Forms for signing in and for one's own account."""

from allauth.account import forms as allauth_forms
from allauth.core import context
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pirtti.core import forms as core_forms
from pirtti.core.formfields import TextField
from pirtti.people import access, actions, messages, rules


def brake(key: str, *, capacity: int, per_hour: float) -> None:
    """Take one try; raises ValidationError with a sentence when there are none left."""
    if not actions.try_once(key, capacity=capacity, per_hour=per_hour):
        raise ValidationError(
            str(messages.REFUSALS[rules.Refusal.TOO_MANY_TRIES]), code="too_many_tries"
        )


class SignInForm(core_forms.PlainSentences, allauth_forms.RequestLoginCodeForm):
    """Ask for a sign-in code. Known and unknown addresses get the same answer."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email", "autofocus": True}),
        error_messages={"required": messages.EMAIL_MISSING},
    )

    def clean_email(self) -> str:
        """Slow guessing down, then find the account.

        The bucket of an address belongs to one network, so that nobody can lock
        somebody else out from afar; the network has a wider one of its own.
        """
        network = access.network_of(context.request)
        brake(f"sign-in network {network}", capacity=60, per_hour=120)
        email = self.cleaned_data["email"].lower()
        brake(f"sign-in {email} {network}", capacity=5, per_hour=10)
        brake(f"sign-in {email}", capacity=30, per_hour=60)
        return str(super().clean_email())


class CodeForm(core_forms.PlainSentences, allauth_forms.ConfirmLoginCodeForm):
    """Type the code from the message; capitals, spaces and hyphens do not matter."""

    code = forms.CharField(
        label=_("Code"),
        max_length=40,
        widget=forms.TextInput(
            {
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
        error_messages={"required": messages.CODE_MISSING},
    )

    def clean_code(self) -> str:
        """Compare the codes; tries are limited also when they come at the same moment."""
        request = context.request
        brake(f"code {request.session.session_key}", capacity=10, per_hour=30)
        brake(f"code network {access.network_of(request)}", capacity=60, per_hour=120)
        try:
            return str(super().clean_code())
        except ValidationError as wrong:
            raise ValidationError(messages.WRONG_CODE, code="wrong_code") from wrong


class AccountForm(core_forms.Form):
    """What one may change about one's own account."""

    name = TextField(
        label=_("Your name"),
        help_text=_("As colleagues know you. Families do not see it."),
        max_length=80,
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages={"required": messages.NAME_MISSING},
    )
    language = forms.ChoiceField(
        label=_("Language of messages to you"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )
