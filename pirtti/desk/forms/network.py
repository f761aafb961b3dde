"""What the forms about places, organisations, roles and counts have in common."""

import secrets
from enum import Enum
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from i18nfield.strings import LazyI18nString

from pirtti.core import formfields, timewords
from pirtti.core import messages as core_messages
from pirtti.desk import messages, photos
from pirtti.desk.forms.base import DeskForm

NAME_MOST, LINE_MOST, TEXT_MOST = 120, 200, 2000
TEXT_ROWS = 4


class PlacedForm(DeskForm):
    """A form that knows at which of its fields a refusal's sentence belongs."""

    WHERE: ClassVar[dict[Enum, str]] = {}

    def refuse(self, reason: Enum | None) -> None:
        """Put the sentence of a refusal at its field."""
        if reason is not None:
            self.add_error(self.WHERE.get(reason), str(messages.sentence(reason)))


class NameField(formfields.I18nText):
    """A name in at least one language; one of invisible signs only is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=NAME_MOST, required=True, **options)

    def validate(self, value: LazyI18nString) -> None:
        """Refuse a name with nothing visible in it."""
        super().validate(value)
        if isinstance(value.data, dict) and not any(value.data.values()):
            raise ValidationError(self.error_messages["required"], code="required")


def line(
    label: Any, help_text: Any = "", *, most: int = LINE_MOST
) -> formfields.I18nText:
    """Make an optional line of text in three languages."""
    return formfields.I18nText(
        max_length=most, required=False, label=label, help_text=help_text
    )


def paragraph(label: Any, help_text: Any = "") -> formfields.I18nText:
    """Make an optional longer text in three languages."""
    field = formfields.I18nText(
        max_length=TEXT_MOST,
        multiline=True,
        required=False,
        label=label,
        help_text=help_text,
    )
    for box in field.widget.widgets:
        box.attrs["rows"] = TEXT_ROWS
    return field


class TimesField(forms.CharField):
    """From when to when in one box: `9.30–11.30`, `klo 9–12`; None when left empty."""

    def to_python(self, value: Any) -> Any:
        """Read both times."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return timewords.parse_times(text[:60])
        except timewords.Unreadable as bad:
            raise ValidationError(str(core_messages.TIME_FAULTS[bad.reason])) from bad

    def run_validators(self, value: Any) -> None:
        """Everything was said in `to_python`."""

    def prepare_value(self, value: Any) -> Any:
        """Show stored times as people write them."""
        if isinstance(value, tuple):
            return timewords.show_range(*value)
        return value


class PhotoField(forms.FileField):
    """A photo, drawn anew without its hidden data; what is none gets a sentence."""

    widget = forms.FileInput({"accept": "image/jpeg,image/png,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> "ContentFile[bytes] | None":
        """Return the new picture under a name that says nothing, or None."""
        found = super().clean(data, initial)
        if not data or found is None or found is initial:
            return None
        try:
            return ContentFile(photos.tidy(found), name=f"{secrets.token_hex(12)}.jpg")
        except photos.BadPhoto as bad:
            raise ValidationError(
                str(photos.FAULTS[bad.fault]), code=bad.fault.name.lower()
            ) from bad


class PhoneField(formfields.TextField):
    """A telephone number as people write it: `040 123 4567`, `+358 40 …`."""

    SIGNS: ClassVar[frozenset[str]] = frozenset("+0123456789 -()/")

    def to_python(self, value: Any) -> str:
        """Return the number as it was typed, when it is made of a number's signs."""
        text = super().to_python(value)
        if text and not (
            set(text) <= self.SIGNS and any(sign.isdigit() for sign in text)
        ):
            raise ValidationError(
                _("Give the phone number in digits, for example 040 123 4567.")
            )
        return text
