"""One line for each date of an activity: when, and what is different that day."""

from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.template.loader import get_template
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import timewords
from pirtti.core.content import Shown, shown
from pirtti.site import cards


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


def lines(dates: list[Occurrence], activity: Activity, language: str) -> list[SafeString]:
    """Draw the lines of an activity's dates."""
    draw = _draw if settings.DEBUG else _drawn
    # One address for all, as only its number differs.
    base = reverse("site:event", args=[0]).removesuffix("0/")
    return [
        draw(_line(date, activity, f"{base}{date.pk}/", language), language)
        for date in dates
    ]


def _line(date: Occurrence, activity: Activity, url: str, language: str) -> DateLine:
    start, end = timezone.localtime(date.starts_at), timezone.localtime(date.ends_at)
    times = timewords.show_range(start.time(), end.time(), language, in_sentence=True)
    is_elsewhere = date.place is not None and date.place_id != activity.place_id
    return DateLine(
        url=url,
        colour=activity.kind.colour,
        machine_time=start.isoformat(),
        when=f"{cards.day_short(start.date())} {times}",
        is_cancelled=date.is_cancelled,
        is_moved=date.on != date.rule_on,
        theme=shown(date.theme, language),
        guest=shown(date.guest, language),
        where=shown(date.place.name if date.place and is_elsewhere else None, language),
        reason=shown(date.reason if date.is_cancelled else None, language),
    )


def _draw(line: DateLine, _language: str) -> SafeString:
    return SafeString(get_template("site/_date.html").render({"date": line}))


# A line is drawn of nothing but its words, so one that was drawn before is as good as
# new. About 1 kB each.
_drawn = lru_cache(maxsize=1024)(_draw)
