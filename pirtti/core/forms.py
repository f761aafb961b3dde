"""The base of every form: sentences in one tone, and no select that begins with dashes.

Django's own sentences ("Ensure this value …") are replaced by those of
`core.messages`; what a field says in its own words stays.
"""

from collections.abc import Callable
from enum import Enum
from typing import Any, Protocol, TypeVar

from django import forms
from django.utils.functional import Promise

from pirtti.core import messages
from pirtti.core.refusals import Refused

# Django's empty choice of a select.
DASHES = "---------"
Sentences = dict[str, Promise | str]
Done = TypeVar("Done")


class PlainSentences(forms.BaseForm):
    """What a form needs to speak plainly; for forms that are built on a library's."""

    use_required_attribute = False

    def full_clean(self) -> None:
        """Give the fields our sentences, also those added after `__init__`, then clean."""
        for field in self.fields.values():
            speak_plainly(field)
        super().full_clean()


class Refusing(Protocol):
    """A form that can put the sentence of a refusal at the field it speaks of."""

    is_bound: bool

    def is_valid(self) -> bool:
        """Say whether what was typed is in order."""

    def refuse(self, reason: Enum | None) -> None:
        """Put the sentence of a refusal where it belongs."""


def attempt(form: Refusing, action: Callable[[], Done]) -> Done | None:
    """Do it when the form is in order; a refusal is put at its field."""
    if not form.is_valid():
        return None
    try:
        return action()
    except Refused as refused:
        form.refuse(refused.reason)
        return None


class Form(PlainSentences, forms.Form):
    """A form whose sentences are plain and never repeat what was typed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if getattr(field, "empty_label", None) == DASHES:
                field.empty_label = str(messages.CHOOSE)  # type: ignore[attr-defined]


def speak_plainly(field: forms.Field) -> None:
    """Put our sentences in the place of Django's; a field's own ones stay."""
    for part in getattr(field, "fields", ()):
        speak_plainly(part)
    django = _djangos(field)
    for code, sentence in sentences_for(field).items():
        if field.error_messages.get(code) is django.get(code):
            field.error_messages[code] = sentence  # type: ignore[assignment]


def sentences_for(field: forms.Field) -> Sentences:
    """Return our sentences for the kind of a field, by Django's code of the fault."""
    found: Sentences = dict(messages.FORM_FAULTS)
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return found | dict.fromkeys(_NOT_OFFERED, messages.CHOOSE_ONE)
    if isinstance(field, forms.EmailField):
        return found | {"invalid": messages.NOT_AN_EMAIL}
    if isinstance(field, forms.URLField):
        return found | {"invalid": messages.NOT_AN_ADDRESS}
    if isinstance(field, forms.FileField):
        return found | messages.FILE_FAULTS
    if isinstance(field, forms.IntegerField):
        return found | _of_number(field)
    return found


_NOT_OFFERED = ("required", "invalid_choice", "invalid_list", "invalid_pk_value")


def _of_number(field: forms.IntegerField) -> Sentences:
    """Say which numbers fit, both ends in one sentence where there are two."""
    has_point = isinstance(field, forms.FloatField | forms.DecimalField)
    said: Sentences = {
        "invalid": messages.NOT_A_FRACTION if has_point else messages.NOT_A_NUMBER,
        "min_value": messages.TOO_SMALL,
        "max_value": messages.TOO_LARGE,
    }
    if field.min_value is not None and field.max_value is not None:
        ends = {"least": field.min_value, "most": field.max_value}
        between = str(messages.NOT_BETWEEN) % ends
        said |= {"min_value": between, "max_value": between}
    return said


def _djangos(field: forms.Field) -> Sentences:
    """Return the sentences that a field's classes bring along."""
    found: Sentences = {}
    for one in reversed(type(field).__mro__):
        found |= getattr(one, "default_error_messages", {})
    return found
