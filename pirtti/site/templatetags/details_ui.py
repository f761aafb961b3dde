"""Words of the detail pages, for templates: `{% load details_ui %}`.

{% told shown %}            a `content.Shown`, in <span lang> when it is not in the
                            page's language (F15)
{% paragraphs shown %}      the same as paragraphs
{{ clock|clock }}           `9.30`
{{ hours|ranges }}          `9–12, 13–15` of pairs of times
{{ day|day_and_month }}     `25.11.`
{{ codes|languages }}       `suomi, ruotsi` of language codes
{{ number|weekday }}        `maanantai`; Monday is 0
{{ text|one_line:160 }}     a short description for previews
"""

import datetime as dt
from collections.abc import Iterable

from django import template
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html, linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language

from pirtti.core import content, timewords
from pirtti.core.content import Shown
from pirtti.site import cards, facts

register = template.Library()


@register.simple_tag
def told(shown: Shown) -> SafeString:
    """Write a chosen text; one in another language says so to machines."""
    return content.marked(shown)


@register.simple_tag
def paragraphs(shown: Shown) -> SafeString:
    """Write a chosen text as paragraphs; empty lines part them."""
    text = mark_safe(linebreaks(shown.text, autoescape=True))  # noqa: S308 - escaped
    if not shown.is_missing:
        return text
    return format_html(
        '<div class="prose" lang="{}" dir="{}">{}</div>',
        shown.language,
        shown.direction,
        text,
    )


@register.filter
def clock(time: dt.time) -> str:
    """Write a time of day: `9.30`."""
    return timewords.show_time(time, get_language() or "fi")


@register.filter
def ranges(hours: Iterable[tuple[dt.time, dt.time]]) -> str:
    """Write opening hours: `9–12, 13–15`."""
    language = get_language() or "fi"
    return ", ".join(
        timewords.show_range(opens, closes, language) for opens, closes in hours
    )


@register.filter
def day_and_month(day: dt.date) -> str:
    """Write a day without its name: `25.11.`"""
    return cards.day_and_month(day)


@register.filter
def languages(codes: Iterable[str]) -> str:
    """Write languages by name in the page's own."""
    return facts.language_names(codes)


@register.filter
def one_line(text: object, most: int) -> str:
    """Write the beginning of a text on one line."""
    return Truncator(" ".join(str(text).split())).chars(most)


@register.filter
def weekday(number: int) -> str:
    """Write the name of a weekday; Monday is 0."""
    return str(WEEKDAYS[number])
