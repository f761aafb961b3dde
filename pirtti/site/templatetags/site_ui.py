"""Words of the public pages, for templates: `{% load site_ui %}`.

One card of a date (an `Occurrence` read with `with_card()`):

    {% date_card date %}                 on a list with day headings: `9.30–11.30`
    {% date_card date with_day=True %}   alone: `ke 25.11. klo 9.30–11.30`

The same words one by one, in the language of the page:

    {{ date|time_range }}                `9.30–11.30`
    {{ date|when }}                      `ke 25.11. klo 9.30–11.30`
    {{ day|day_title }}                  `Tänään, maanantai 23.11.`
    {{ day|day_short }}                  `ke 25.11.`
    {{ activity|age_label }}             `0–6 v`, empty when for all ages
    {{ activity|price_label }}           `Maksuton`, `2,50 €`
    {{ activity|booking_label }}         `Ei ilmoittautumista`
    {{ "sv"|language_label }}            `På svenska`
    {% said activity.name %}             the text, in <span lang> when it is not in
                                         the page's language (F15)
"""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from i18nfield.strings import LazyI18nString

from pirtti.calendar.card_rows import CardRow
from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import content, timewords
from pirtti.site import cards

register = template.Library()


@register.simple_tag
def date_card(date: Occurrence, *, with_day: bool = False) -> SafeString:
    """Draw the card of one date; with its day where no heading tells it."""
    writer = cards.Writer(now=timezone.now(), with_day=with_day)
    return SafeString(writer.card(CardRow.of(date)).html)


@register.simple_tag
def said(text: LazyI18nString | str) -> SafeString:
    """Write a text; one in another language than the page's says so to machines."""
    return content.marked(content.shown(text, _language()))


@register.filter
def time_range(date: Occurrence) -> str:
    """Write from when to when: `9.30–11.30`."""
    return _range(date, in_sentence=False)


@register.filter
def when(date: Occurrence) -> str:
    """Write the day and the times: `ke 25.11. klo 9.30–11.30`."""
    day = timezone.localtime(date.starts_at).date()
    return f"{cards.day_short(day)} {_range(date, in_sentence=True)}"


@register.filter
def day_title(day: dt.date) -> str:
    """Write the heading of a day; today says that it is today."""
    return cards.day_title(day, timezone.localdate())


@register.filter
def day_short(day: dt.date) -> str:
    """Write a day with the short name of its weekday: `ke 25.11.`"""
    return cards.day_short(day)


@register.filter
def age_label(activity: Activity) -> str:
    """Tell for which ages an activity is: `0–6 v`."""
    return cards.age_label(activity.age_from_months, activity.age_to_months)


@register.filter
def price_label(activity: Activity) -> str:
    """Tell what an activity costs: `Maksuton`, `2,50 €`."""
    note = content.shown(activity.price_note, _language()).text
    words = cards.price_words(activity.price_cents, note, _language())
    return ", ".join(word for word in words if word)


@register.filter
def booking_label(activity: Activity) -> str:
    """Tell whether one may just come: `Ei ilmoittautumista`."""
    return cards.booking_word(
        activity.sign_up, is_advice=activity.kind.is_drop_in_advice
    )


@register.filter
def is_doubtful(activity: Activity) -> bool:
    """Say whether nobody has confirmed for long that what is told holds (C4)."""
    return cards.is_doubtful(activity.stale_told_at, timezone.localdate())


@register.filter
def language_label(code: str) -> str:
    """Say "in this language" in that language: `På svenska`."""
    return cards.language_label(code)


def _range(date: Occurrence, *, in_sentence: bool) -> str:
    start, end = timezone.localtime(date.starts_at), timezone.localtime(date.ends_at)
    return timewords.show_range(
        start.time(), end.time(), _language(), in_sentence=in_sentence
    )


def _language() -> str:
    return get_language() or "fi"
