"""Form widgets of our own: one text in several languages, each with its label."""

from typing import Any

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from i18nfield.forms import I18nTextarea, I18nTextInput, I18nWidget

from pirtti.core.context import LANGUAGE_NAMES


class _WithLanguageLabels(I18nWidget):
    """Say the language above each input; a placeholder would go away when typing."""

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Leave out the placeholder that the library would put in."""
        return {**super().build_attrs(base_attrs, extra_attrs), "placeholder": False}

    def format_output(self, rendered_widgets: list[str], id_: str) -> SafeString:
        """Put each rendered input under the name of its language."""
        return format_html_join(
            "",
            '<div class="language-row"><label for="{}_{}" lang="{}">{}</label>{}</div>',
            (
                (id_, number, code, LANGUAGE_NAMES.get(code, code), SafeString(html))
                for number, (code, html) in enumerate(
                    zip(self.locales, rendered_widgets, strict=True)
                )
            ),
        )


class LanguageInputs(_WithLanguageLabels, I18nTextInput):
    """One line of text in each language."""


class LanguageTextareas(_WithLanguageLabels, I18nTextarea):
    """A longer text in each language."""
