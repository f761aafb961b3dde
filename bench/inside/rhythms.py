"""Make all dates of many rhythms, two years ahead, in a database of their own."""

import datetime as dt
import time

from django.db import transaction
from django.utils import timezone

from pirtti.calendar import actions, followers, rules
from pirtti.calendar.models import Activity, Occurrence

WEEKDAYS = 7


def run(*, series: int, years: int) -> dict[str, float]:
    """Expand rhythms of every kind; all rows are taken back at the end.

    Returns the seconds of the rules alone, of making the rows, and how many.
    """
    pattern = Activity.objects.select_related("area").first()
    if pattern is None:
        raise SystemExit("There is no activity in this data.")
    start = timezone.localdate()
    until = start + dt.timedelta(days=365 * years)
    told = [_told(number, start) for number in range(series)]
    began = time.perf_counter()
    days = sum(len(rules.dates(rule, since=start, until=until)) for rule in told)
    alone = time.perf_counter() - began
    began = time.perf_counter()
    with transaction.atomic():
        before = Occurrence.objects.count()
        with followers.told_together():
            for rule in told:
                actions.add_series(pattern, by=None, until=until, **_words(rule))
        rows = Occurrence.objects.count() - before
        took = time.perf_counter() - began
        transaction.set_rollback(True)
    return {"alone": alone, "rows": took, "made": rows, "days": days}


def _told(number: int, start: dt.date) -> rules.Rule:
    """Return one of six kinds of rhythm, on one of seven weekdays."""
    day = number % WEEKDAYS
    kinds = (
        {"weekday": day},
        {"weekday": day, "interval": 2},
        {"weekday": day, "parity": rules.Parity.EVEN},
        {"weekdays": (day, (day + 2) % WEEKDAYS)},
        {"frequency": rules.Frequency.MONTHLY, "weekday": day, "nth": (1, 3)},
        {"frequency": rules.Frequency.MONTHLY, "weekday": day, "nth": (-1,)},
    )
    said = {"frequency": rules.Frequency.WEEKLY} | kinds[number % len(kinds)]
    return rules.Rule(starts_on=start, **said)


def _words(rule: rules.Rule) -> dict[str, object]:
    return {
        "frequency": rule.frequency,
        "starts_on": rule.starts_on,
        "weekday": rule.weekday,
        "weekdays": rule.weekdays,
        "nth": rule.nth,
        "interval": rule.interval,
        "parity": rule.parity,
        "starts_at": dt.time(9, 30),
        "ends_at": dt.time(11, 30),
    }
