"""An address on the net, typed by a person."""

from typing import Any

from django import forms
from django.core.validators import URLValidator

from pirtti.core import formfields, messages

LONGEST = 300
_is_address = URLValidator(schemes=["http", "https"], message=messages.NOT_AN_ADDRESS)


class LinkField(forms.CharField):
    """An http(s) address; without its beginning it gets https://."""

    def __init__(self, **options: Any) -> None:
        super().__init__(strip=True, widget=forms.URLInput, **options)

    def to_python(self, value: Any) -> str:
        """Return the address as it is stored."""
        text = formfields.cleaned(
            str(value or ""), most=LONGEST - len("https://"), multiline=False
        )
        return text if not text or "://" in text else f"https://{text}"

    def run_validators(self, value: Any) -> None:
        """Say what is wrong in one sentence."""
        if value:
            _is_address(value)
