"""What the page "Print" offers: months, weeks, sizes, languages, posters, a screen."""

import datetime as dt
from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Activity
from pirtti.core.content import Shown, shown
from pirtti.core.context import LANGUAGE_NAMES
from pirtti.network.models import Area, Place
from pirtti.papers import rules
from pirtti.site import cards

MONTHS_OFFERED = 6
WEEKS_OFFERED = 6


@dataclass(frozen=True)
class Option:
    """One choice of a select: its value and its words."""

    value: str
    words: str


@dataclass(frozen=True)
class PrintPage:
    """What may be printed of one thing; empty addresses are not offered."""

    name: Shown
    back: str
    code: str
    month: str = ""
    week: str = ""
    poster: str = ""
    screen: str = ""
    months: list[Option] = field(default_factory=list)
    weeks: list[Option] = field(default_factory=list)
    beside: list[Option] = field(default_factory=list)


def of_area(area: Area) -> PrintPage:
    """Offer the month, the week and the screen of an area."""
    return _dated("area", area.slug, area.code, _name(area))


def of_place(place: Place) -> PrintPage:
    """Offer everything for a place."""
    poster = reverse("site:place_poster", args=[place.slug])
    return _dated("place", place.slug, place.code, _name(place), poster)


def of_activity(activity: Activity) -> PrintPage:
    """Offer the poster of an activity."""
    return PrintPage(
        name=_name(activity),
        back=reverse("site:activity", args=[activity.slug]),
        code=activity.code,
        poster=reverse("site:activity_poster", args=[activity.slug]),
        beside=_beside(),
    )


def _dated(kind: str, slug: str, code: str, name: Shown, poster: str = "") -> PrintPage:
    today = timezone.localdate()
    return PrintPage(
        name=name,
        back=reverse(f"site:{kind}", args=[slug]),
        code=code,
        month=reverse(f"site:{kind}_month", args=[slug]),
        week=reverse(f"site:{kind}_week", args=[slug]),
        poster=poster,
        screen=reverse(f"site:{kind}_screen", args=[slug]),
        months=_months(today),
        weeks=_weeks(today),
        beside=_beside(),
    )


def _name(thing: Area | Place | Activity) -> Shown:
    return shown(thing.name, get_language() or "fi")


def _months(today: dt.date) -> list[Option]:
    firsts = [
        rules.step(today.replace(day=1), ahead) for ahead in range(MONTHS_OFFERED)
    ]
    return [
        Option(f"{first:%Y-%m}", f"{capfirst(MONTHS[first.month])} {first.year}")
        for first in firsts
    ]


def _weeks(today: dt.date) -> list[Option]:
    found = []
    for ahead in range(WEEKS_OFFERED):
        week = calendar_rules.week_of(today + dt.timedelta(weeks=ahead))
        days = f"{cards.day_and_month(week.monday)}–{cards.day_and_month(week.sunday)}"
        words = _("Week %(number)s, %(days)s") % {"number": week.iso_week, "days": days}
        found.append(Option(str(week), words))
    return found


def _beside() -> list[Option]:
    own = get_language() or "fi"
    return [
        Option(code, LANGUAGE_NAMES.get(code, code))
        for code, _name in settings.LANGUAGES
        if code != own
    ]
