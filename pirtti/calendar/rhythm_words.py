"""Say a rhythm as one whole sentence, so that each language has its own word order."""

import datetime as dt
from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pirtti.calendar.models import Series
from pirtti.core import timewords

# Monday is 0, as in `Series.weekday`.
ON_WEEKDAYS: tuple[Promise | str, ...] = (
    pgettext_lazy("on weekdays", "Mondays"),
    pgettext_lazy("on weekdays", "Tuesdays"),
    pgettext_lazy("on weekdays", "Wednesdays"),
    pgettext_lazy("on weekdays", "Thursdays"),
    pgettext_lazy("on weekdays", "Fridays"),
    pgettext_lazy("on weekdays", "Saturdays"),
    pgettext_lazy("on weekdays", "Sundays"),
)
BY_PARITY: dict[str, Promise | str] = {
    Series.Parity.EVEN: _("%(weekday)s at %(times)s in even weeks"),
    Series.Parity.ODD: _("%(weekday)s at %(times)s in odd weeks"),
}
BY_INTERVAL: dict[int, Promise | str] = {
    1: _("%(weekday)s at %(times)s"),
    2: _("%(weekday)s at %(times)s every other week"),
}
EVERY_N_WEEKS = _("%(weekday)s at %(times)s every %(number)s weeks")


def rhythm(series: Series, language: str, write_day: Callable[[dt.date], str]) -> str:
    """Say a rhythm: `keskiviikkoisin klo 9.30–11.30 parillisilla viikoilla`.

    It begins with a small letter where the language has it so; `write_day` writes
    the day of a single date and the last day of a rhythm that ends.
    """
    times = timewords.show_range(series.starts_at, series.ends_at, language)
    if series.frequency == Series.Frequency.ONCE:
        day = write_day(series.starts_on)
        return gettext("once, on %(day)s at %(times)s") % {"day": day, "times": times}
    said = str(_sentence(series)) % {
        "weekday": ON_WEEKDAYS[series.weekday],
        "times": times,
        "number": series.interval,
    }
    if not series.ends_on:
        return said
    last = write_day(series.ends_on)
    return gettext("%(rhythm)s, until %(day)s") % {"rhythm": said, "day": last}


def _sentence(series: Series) -> Promise | str:
    if series.parity in BY_PARITY:
        return BY_PARITY[series.parity]
    return BY_INTERVAL.get(series.interval, EVERY_N_WEEKS)
