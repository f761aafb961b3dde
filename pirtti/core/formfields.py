"""Form fields that understand people and keep what they typed (X3)."""

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from i18nfield.forms import I18nFormField
from i18nfield.strings import LazyI18nString

from pirtti.core import messages, texts, timewords, widgets

LANGUAGE_NAMES = {
    "fi": _("Finnish"),
    "sv": _("Swedish"),
    "en": _("English"),
    "ar": _("Arabic"),
    "et": _("Estonian"),
    "fa": _("Persian"),
    "ru": _("Russian"),
    "se": _("Northern Sami"),
    "so": _("Somali"),
    "uk": _("Ukrainian"),
}


def cleaned(text: str, *, most: int, multiline: bool) -> str:
    """Clean a typed text; raises ValidationError with the sentence that says why."""
    try:
        return texts.clean_text(text, max_length=most, multiline=multiline)
    except texts.BadText as bad:
        raise ValidationError(
            str(messages.TEXT_FAULTS[bad.fault]),
            code=bad.fault.name.lower(),
            params={"length": bad.detail, "most": most},
        ) from bad


class TextField(forms.CharField):
    """A text in one language; a personal identity code in it is refused."""

    def __init__(
        self, *, max_length: int, multiline: bool = False, **options: Any
    ) -> None:
        self.most, self.multiline = max_length, multiline
        options.setdefault(
            "widget", forms.Textarea({"rows": 4}) if multiline else forms.TextInput
        )
        super().__init__(strip=False, **options)

    def to_python(self, value: Any) -> str:
        """Return the text as it is stored."""
        return cleaned(str(value or ""), most=self.most, multiline=self.multiline)

    def run_validators(self, value: Any) -> None:
        """Everything was said in `to_python`."""


class I18nText(I18nFormField):
    """A text in Finnish, Swedish and English: one input for each."""

    def __init__(
        self, *, max_length: int, multiline: bool = False, **options: Any
    ) -> None:
        self.most, self.multiline = max_length, multiline
        options.setdefault(
            "widget", widgets.LanguageTextareas if multiline else widgets.LanguageInputs
        )
        options.setdefault("require_all_fields", False)
        super().__init__(**options)

    def compress(self, data_list: list[str]) -> LazyI18nString:
        """Join the languages, each text cleaned; what nobody can see is not a text."""
        joined = super().compress(data_list)
        if isinstance(joined.data, dict):
            joined.data = {
                code: cleaned(text or "", most=self.most, multiline=self.multiline)
                for code, text in joined.data.items()
            }
            if self.one_required and not any(joined.data.values()):
                raise ValidationError(self.error_messages["required"], code="required")
        return joined


class _ReadField(forms.CharField):
    """A field that reads typed words with a function of `core.timewords`."""

    def read(self, text: str) -> Any:
        """Turn the typed words into a value; raises `timewords.Unreadable`."""
        raise ValueError(text)

    def to_python(self, value: Any) -> Any:
        """Return the value, None when nothing was typed."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return self.read(text)
        except timewords.Unreadable as bad:
            raise ValidationError(
                str(messages.TIME_FAULTS[bad.reason]), code=bad.reason.name.lower()
            ) from bad

    def run_validators(self, value: Any) -> None:
        """Everything was said in `to_python`."""


class ClockField(_ReadField):
    """A time of day: 9.30, 9:30, klo 9.30."""

    def read(self, text: str) -> dt.time:
        """Read a time."""
        return timewords.parse_time(text)

    def prepare_value(self, value: Any) -> Any:
        """Show a stored time as people write it: 9.30."""
        return (
            f"{value.hour}.{value.minute:02}" if isinstance(value, dt.time) else value
        )


class DayField(_ReadField):
    """A day: 23.11., 23.11.2026, ma 23.11."""

    def read(self, text: str) -> dt.date:
        """Read a day; without a year it is the nearest one, mostly ahead."""
        return timewords.parse_date(text, today=timezone.localdate())

    def prepare_value(self, value: Any) -> Any:
        """Show a stored day as people write it: 23.11.2026."""
        return (
            f"{value.day}.{value.month}.{value.year}"
            if isinstance(value, dt.date)
            else value
        )


class PriceField(_ReadField):
    """A price in euros, stored in cents; 0 is free, nothing typed is "ask"."""

    def read(self, text: str) -> int:
        """Read a price."""
        return timewords.parse_price_cents(text)

    def prepare_value(self, value: Any) -> Any:
        """Show stored cents as euros: 2,50."""
        if not isinstance(value, int):
            return value
        return f"{value // 100},{value % 100:02}" if value % 100 else str(value // 100)


class LanguagesField(forms.MultipleChoiceField):
    """Languages spoken, as ticks; stored as a list of codes."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("required", False)
        super().__init__(
            choices=list(LANGUAGE_NAMES.items()),
            widget=forms.CheckboxSelectMultiple,
            **options,
        )
