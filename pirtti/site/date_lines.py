"""One line for each date of an activity: when, and what is different that day."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from pirtti.calendar.models import Activity
from pirtti.core import timewords
from pirtti.core.content import Shown, shown, stored
from pirtti.site import cards
from pirtti.site.lookups import DateRow, Places


@dataclass(frozen=True, slots=True)
class DateLine:
    """A date among the others of its activity, in words ready to print."""

    url: str
    colour: str
    machine_time: str
    when: str
    is_cancelled: bool
    is_moved: bool
    theme: Shown
    guest: Shown
    # Told only where it is held somewhere else than usually.
    where: Shown
    reason: Shown


def lines(
    dates: list[DateRow], activity: Activity, places: Places, language: str
) -> list[SafeString]:
    """Draw the lines of an activity's dates."""
    draw = _draw if settings.DEBUG else _drawn
    colour, usual = activity.kind.colour, activity.place_id
    found = []
    for date in dates:
        place = places.get(date.place_id) if date.place_id != usual else None
        where = shown(place.name if place else None, language)
        found.append(draw(date, colour, where, language))
    return found


def _line(date: DateRow, colour: str, where: Shown, language: str) -> DateLine:
    start, end = timezone.localtime(date.starts_at), timezone.localtime(date.ends_at)
    times = timewords.show_range(start.time(), end.time(), language, in_sentence=True)
    return DateLine(
        url=reverse("site:event", args=[date.pk]),
        colour=colour,
        machine_time=start.isoformat(),
        when=f"{cards.day_short(start.date())} {times}",
        is_cancelled=date.is_cancelled,
        is_moved=date.on != date.rule_on,
        theme=stored(date.theme, language),
        guest=stored(date.guest, language),
        where=where,
        reason=stored(date.reason if date.is_cancelled else None, language),
    )


def _draw(date: DateRow, colour: str, where: Shown, language: str) -> SafeString:
    line = _line(date, colour, where, language)
    return SafeString(get_template("site/_date.html").render({"date": line}))


# A line is drawn of nothing but its row and these words, so one that was
# drawn before is as good as new. About 1 kB each.
_drawn = lru_cache(maxsize=1024)(_draw)
