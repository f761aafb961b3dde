"""Words of the desk for templates: `{% load desk_ui %}`."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Occurrence, Series
from pirtti.core import content, timewords
from pirtti.desk import links, messages, rules, words

register = template.Library()


@register.simple_tag
def said(text: LazyI18nString | str | None) -> SafeString:
    """Write a text; one in another language than the page's says so to machines."""
    return content.marked(content.shown(text, words.language()))


@register.simple_tag
def desk_url(name: str, *args: object) -> str:
    """Return the address of a page, or nothing when this installation lacks it."""
    return links.maybe(name, *args)


@register.filter
def times(date: Occurrence) -> str:
    """Write from when to when: `9.30–11.30`."""
    return words.times_of(date)


@register.filter
def when(date: Occurrence) -> str:
    """Write day and times: `ke 25.11. klo 9.30–11.30`."""
    return words.when(date)


@register.filter
def machine_time(moment: dt.datetime) -> str:
    """Write a moment for machines, in the place's own time."""
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


@register.filter
def moment(at: dt.datetime) -> str:
    """Write when something was done: `20.11.2026 klo 14.05`."""
    return words.moment(at)


@register.filter
def moment_day(at: dt.datetime) -> str:
    """Write the day and time at which something begins: `ke 25.11. klo 9.30`."""
    return words.moment_day(at)


@register.filter
def day_title(day: dt.date) -> str:
    """Write the heading of a day; today says that it is today."""
    if day == timezone.localdate():
        return gettext("Today, %(day)s") % {"day": words.day_long(day)}
    return capfirst(words.day_long(day))


@register.filter
def day_long(day: dt.date) -> str:
    """Write a day with its name: `lauantai 21.11.`"""
    return words.day_long(day)


@register.filter
def day_year(day: dt.date) -> str:
    """Write a day with its year: `25.11.2026`."""
    return words.day_and_year(day)


@register.filter
def gap_words(gap: str) -> str:
    """Say what is missing: `Nobody is named for this yet`."""
    return str(messages.GAPS[rules.Gap(gap)])


@register.filter
def done_words(verb: str) -> str:
    """Say what a line of the journal did: `cancelled this date`."""
    return messages.done(verb)


@register.filter
def own_words(names: object) -> str:
    """Name what was changed by hand: `day, who is there`."""
    return ", ".join(messages.own_words(names))


@register.filter
def weekday(number: int) -> str:
    """Write the name of a weekday; Monday is 0."""
    return str(WEEKDAYS[number])


@register.filter
def rhythm(series: Series) -> str:
    """Say a rhythm in words."""
    return words.rhythm(series)


@register.filter
def day_short(day: dt.date) -> str:
    """Write a day with its short name: `ke 25.11.`"""
    return words.day_short(day)


@register.filter
def change_words(kind: str) -> str:
    """Say what a change of many dates was: `A rhythm was changed`."""
    return messages.change_words(kind)


@register.filter
def holds_words(name: str) -> str:
    """Say what a date holds that must not be lost unsaid: `visitors were counted`."""
    return messages.holds_words(name)


@register.filter
def theme_words(every: int) -> str:
    """Say how often there is a theme: `every second date`."""
    return messages.theme_words(every)


@register.filter
def clock(time: dt.time) -> str:
    """Write a time of day: `9.30`."""
    return timewords.show_time(time, words.language())
