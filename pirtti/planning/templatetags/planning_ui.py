"""Words of planning for templates: `{% load planning_ui %}`."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from i18nfield.strings import LazyI18nString

from pirtti.core import content
from pirtti.planning import messages, rules, words

register = template.Library()


@register.simple_tag
def told(text: LazyI18nString | str | dict[str, str] | None) -> SafeString:
    """Write a text; one in another language than the page's says so to machines."""
    if isinstance(text, dict):
        text = LazyI18nString(text)
    return content.marked(content.shown(text, words.language()))


@register.filter
def full_day(on: dt.date) -> str:
    """Write the day of a date or moment with its year: `25.11.2026`."""
    if isinstance(on, dt.datetime):
        on = timezone.localtime(on).date()
    return words.day(on)


@register.filter
def state_words(state: rules.AskState) -> str:
    """Say where an answer is: `Late`."""
    return str(messages.STATES[state])


@register.filter
def warning_words(warning: rules.ContactWarning) -> str:
    """Say why word may not reach an organisation."""
    return str(messages.WARNINGS[warning])


@register.filter
def mismatch_words(mismatch: rules.Mismatch) -> str:
    """Say where a round does not fit an organisation's year."""
    return str(messages.MISMATCHES[mismatch])


@register.filter
def change_words(what: rules.What) -> str:
    """Say what became of a promise: `Time changed`."""
    return str(messages.CHANGES[what])


@register.filter
def line_rhythm(line: rules.Line) -> str:
    """Say the rhythm of an edition's line."""
    return words.rhythm_of_line(line)
