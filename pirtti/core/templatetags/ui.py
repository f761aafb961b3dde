"""Small marks for pages: icons."""

from functools import lru_cache

from django import forms, template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()

SPRITE = "vendor/lucide/1.62.0/icons.svg"


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """Draw a Lucide icon; it is decoration, so the words beside it must say it all.

    Names stand in `tools/theme/icons.py`.
    """
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false">'
        '<use href="{}#{}"></use></svg>',
        static(SPRITE),
        name,
    )


@register.filter
def lead_in(label: object) -> str:
    """End a label so that a sentence may follow: `Name:`, but `Is there a lift?`"""
    text = str(label)
    return text if text.endswith(("?", "!", ".", ":")) else f"{text}:"


@register.filter
def first_control_id(field: forms.BoundField) -> str:
    """Give the id of the control a link in the error summary should lead to.

    A group of choices has no control of its own, so its first choice answers.
    """
    return f"{field.auto_id}_0" if field.use_fieldset else field.id_for_label
