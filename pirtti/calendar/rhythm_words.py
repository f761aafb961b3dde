"""Say a rhythm as one whole sentence, so that each language has its own word order."""

import datetime as dt
from collections.abc import Callable

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from pirtti.calendar import rules
from pirtti.calendar.models import Series
from pirtti.core import timewords

FIRST_LOOK = dt.timedelta(days=366)
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
BY_MONTHS: dict[int, Promise | str] = {
    1: _("on the %(nth)s %(weekday)s of the month at %(times)s"),
    2: _("on the %(nth)s %(weekday)s of every other month at %(times)s"),
}
EVERY_N_MONTHS = _("on the %(nth)s %(weekday)s of every %(number)s months at %(times)s")
# Which of a month's weekdays; Finnish has them in the essive ("ensimmäisenä").
NTH: dict[int, Promise | str] = {
    1: pgettext_lazy("weekday of the month", "first"),
    2: pgettext_lazy("weekday of the month", "second"),
    3: pgettext_lazy("weekday of the month", "third"),
    4: pgettext_lazy("weekday of the month", "fourth"),
    5: pgettext_lazy("weekday of the month", "fifth"),
    -1: pgettext_lazy("weekday of the month", "last"),
}
# One weekday of a month ("tiistaina").
ON_WEEKDAY: tuple[Promise | str, ...] = (
    pgettext_lazy("weekday of the month", "Monday"),
    pgettext_lazy("weekday of the month", "Tuesday"),
    pgettext_lazy("weekday of the month", "Wednesday"),
    pgettext_lazy("weekday of the month", "Thursday"),
    pgettext_lazy("weekday of the month", "Friday"),
    pgettext_lazy("weekday of the month", "Saturday"),
    pgettext_lazy("weekday of the month", "Sunday"),
)
# What follows the sentence; each is a whole sentence part with its own comma.
FROM = _("%(rhythm)s, from %(day)s on")
UNTIL = _("%(rhythm)s, until %(day)s")
NOT_ON_HOLIDAYS = _("%(rhythm)s, not on public holidays")
NOT_IN_SCHOOL_HOLIDAYS = _("%(rhythm)s, not during school holidays")
NOT_ON_EITHER = _("%(rhythm)s, not on public holidays or during school holidays")
EVERY_N_WEEKS = _("%(weekday)s at %(times)s every %(number)s weeks")


def rhythm(
    series: Series,
    language: str,
    write_day: Callable[[dt.date], str],
    *,
    today: dt.date | None = None,
) -> str:
    """Say a rhythm: `keskiviikkoisin klo 9.30–11.30 parillisilla viikoilla`.

    It begins with a small letter where the language has it so; `write_day` writes
    the day of a single date and the last day of a rhythm that ends. With `today` a
    rhythm that has not begun tells its first day.
    """
    times = timewords.show_range(series.starts_at, series.ends_at, language)
    if series.frequency == Series.Frequency.ONCE:
        day = write_day(series.starts_on)
        return gettext("once, on %(day)s at %(times)s") % {"day": day, "times": times}
    said = str(_sentence(series)) % {
        "weekday": _weekdays(series),
        "nth": _joined([NTH[nth] for nth in sorted(series.nth, key=_by_week)]),
        "times": times,
        "number": series.interval,
    }
    return _with_season(_with_pauses(said, series), series, write_day, today)


def _with_pauses(said: str, series: Series) -> str:
    pauses = (series.skips_public_holidays, series.skips_school_holidays)
    sentence = {
        (True, True): NOT_ON_EITHER,
        (True, False): NOT_ON_HOLIDAYS,
        (False, True): NOT_IN_SCHOOL_HOLIDAYS,
    }.get(pauses)
    return str(sentence) % {"rhythm": said} if sentence else said


def _with_season(
    said: str,
    series: Series,
    write_day: Callable[[dt.date], str],
    today: dt.date | None,
) -> str:
    if today and series.starts_on > today:
        said = str(FROM) % {"rhythm": said, "day": write_day(_first_day(series))}
    if series.ends_on:
        said = str(UNTIL) % {"rhythm": said, "day": write_day(series.ends_on)}
    return said


def _first_day(series: Series) -> dt.date:
    """Return the first day on which a rhythm meets, which may be after it begins."""
    begins = series.starts_on
    soon = rules.dates(series.as_rule(), since=begins, until=begins + FIRST_LOOK)
    return soon[0] if soon else begins


def _weekdays(series: Series) -> str:
    is_monthly = series.frequency == Series.Frequency.MONTHLY
    words = ON_WEEKDAY if is_monthly else ON_WEEKDAYS
    return _joined([words[day] for day in series.as_rule().days_of_week])


def _joined(words: list[Promise | str]) -> str:
    """Join words as a sentence does: `Mondays, Tuesdays and Fridays`."""
    if not words:
        return ""
    *first, last = map(str, words)
    if not first:
        return last
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last}


def _by_week(nth: int) -> int:
    """Put the last week of a month last."""
    return nth if nth > 0 else max(NTH) + 1


def _sentence(series: Series) -> Promise | str:
    if series.frequency == Series.Frequency.MONTHLY:
        return BY_MONTHS.get(series.interval, EVERY_N_MONTHS)
    if series.parity in BY_PARITY:
        return BY_PARITY[series.parity]
    return BY_INTERVAL.get(series.interval, EVERY_N_WEEKS)
