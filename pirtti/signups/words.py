"""Ages, times and dates as pages and letters of sign-ups say them, in the language in use."""

import datetime as dt

from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS_ABBR
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pirtti.calendar.models import Activity, Occurrence
from pirtti.core import content, timewords
from pirtti.signups.models import Intake

YEAR = 12


def language() -> str:
    """Return the language in use, without a region."""
    return (get_language() or "fi")[:2]


def age(months: int) -> str:
    """Say an age in months: `1 y 4 mo`; a child to be born by its month: `3/2027`."""
    if months <= 0:
        return due_month(months)
    years, rest = divmod(months, YEAR)
    parts = []
    if years:
        parts.append(_("%(number)s y") % {"number": years})
    if rest:
        parts.append(_("%(number)s mo") % {"number": rest})
    return " ".join(parts)


def due_month(months: int) -> str:
    """Say in which month a child is to be born, so many (negative) months from now."""
    today = timezone.localdate()
    count = today.year * YEAR + today.month - 1 - months
    return f"{count % YEAR + 1}/{count // YEAR}"


def day(on: dt.date) -> str:
    """Write a day: `25.11.2026`."""
    if language() == "en":
        return f"{on.day} {MONTHS[on.month]} {on.year}"
    return f"{on.day}.{on.month}.{on.year}"


def until(at: dt.datetime) -> str:
    """Write until when one may answer: `to 26.11. klo 9.00`."""
    local = timezone.localtime(at)
    told = {
        "day": f"{WEEKDAYS_ABBR[local.weekday()]} {_day_and_month(local.date())}",
        "time": timewords.show_time(local.time(), language()),
    }
    return _("%(day)s at %(time)s") % told


def when(date: Occurrence) -> str:
    """Write the day and times of one date: `ke 25.11. klo 9.30–11.30`."""
    on, start = timewords.from_instant(date.starts_at)
    end = timewords.from_instant(date.ends_at)[1]
    times = timewords.show_range(start, end, language(), in_sentence=True)
    return f"{WEEKDAYS_ABBR[on.weekday()]} {_day_and_month(on)} {times}"


def _day_and_month(on: dt.date) -> str:
    if language() == "en":
        return f"{on.day} {MONTHS[on.month]}"
    return f"{on.day}.{on.month}" + ("." if language() == "fi" else "")


def meeting() -> str:
    """Return the neutral name of what is not to be named: `Tapaaminen`."""
    return _("Meeting")


def title(intake: Intake) -> str:
    """Return the name of what one signed up to, neutral when that is discreet."""
    return meeting() if is_discreet(intake) else name(intake.about)


def name(activity: Activity) -> str:
    """Return an activity's name in the language in use, or the one there is."""
    return content.shown(activity.name, language()).text


def is_discreet(intake: Intake) -> bool:
    """Say whether the name stays out of mails, calendars and titles."""
    return intake.is_discreet or not intake.about.is_listed
