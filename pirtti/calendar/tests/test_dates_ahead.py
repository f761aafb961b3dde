"""A series gives rows ahead of time, once each, at the same time on the wall."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
import time_machine

from pirtti.calendar import actions, messages, rules
from pirtti.calendar.models import Occurrence
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.core.refusals import Refused

HELSINKI = ZoneInfo("Europe/Helsinki")
MONDAY = dt.date(2026, 10, 19)

pytestmark = pytest.mark.django_db


def test_every_refusal_has_its_words():
    assert set(messages.REFUSALS) == set(rules.RuleFault) | set(rules.Refusal)


def test_the_cafe_keeps_its_time_when_the_clocks_change():
    with time_machine.travel("2026-10-01", tick=False):
        activity = ActivityFactory()
        weekly(activity, starts_on=MONDAY, start=dt.time(17), end=dt.time(19))

    dates = activity.occurrences.order_by("starts_at")[:2]

    assert [row.starts_at.astimezone(HELSINKI).hour for row in dates] == [17, 17]
    assert [row.starts_at.astimezone(dt.UTC).hour for row in dates] == [14, 15]


def test_even_weeks_only():
    with time_machine.travel("2026-11-01", tick=False):
        activity = ActivityFactory()
        weekly(activity, starts_on=dt.date(2026, 11, 2), parity="even")

    weeks = {row.on.isocalendar().week % 2 for row in activity.occurrences.all()}

    assert weeks == {0}


def test_a_once_only_date_far_ahead_gets_its_row():
    activity = ActivityFactory()
    actions.add_series(
        activity,
        frequency="once",
        starts_on=dt.date(2030, 6, 1),
        starts_at=dt.time(10),
        ends_at=dt.time(12),
        by=None,
    )

    assert [row.on for row in activity.occurrences.all()] == [dt.date(2030, 6, 1)]


def test_filling_ahead_adds_what_is_missing_and_keeps_what_is_there():
    with time_machine.travel("2026-11-01", tick=False):
        activity = ActivityFactory()
        series = weekly(activity, starts_on=dt.date(2026, 11, 2))
    first = dict(series.occurrences.values_list("rule_on", "uid"))

    made = actions.fill_ahead(today=dt.date(2026, 12, 1))
    again = actions.fill_ahead(today=dt.date(2026, 12, 1))

    later = dict(series.occurrences.values_list("rule_on", "uid"))
    assert made > 0
    assert again == 0
    assert first.items() <= later.items()
    assert max(later) == dt.date(2027, 6, 14)


def test_ending_a_series_keeps_dates_that_people_touched():
    with time_machine.travel("2026-11-01", tick=False):
        activity = ActivityFactory()
        series = weekly(activity, starts_on=dt.date(2026, 11, 2))
        second, third = series.occurrences.order_by("on")[1:3]
        actions.change_occurrence(second, theme="Laulut", by=None)
        actions.cancel_occurrence(third, reason="Sairastuminen", by=None)

    actions.end_series(series, last_on=dt.date(2026, 11, 2), by=None)

    left = set(series.occurrences.values_list("pk", flat=True))
    assert {second.pk, third.pk} <= left
    assert len(left) == 3


def test_ending_a_series_in_the_past_keeps_the_dates_that_were_held():
    with time_machine.travel("2026-11-01", tick=False):
        activity = ActivityFactory()
        series = weekly(activity, starts_on=dt.date(2026, 11, 2))

    actions.end_series(
        series, last_on=dt.date(2026, 11, 2), by=None, today=dt.date(2026, 11, 17)
    )

    held = [row.on.day for row in series.occurrences.order_by("on")]
    assert held == [2, 9, 16]


def test_a_later_last_day_gives_the_dates_in_between():
    with time_machine.travel("2026-11-01", tick=False):
        activity = ActivityFactory()
        series = weekly(
            activity, starts_on=dt.date(2026, 11, 2), ends_on=dt.date(2026, 11, 9)
        )

        actions.end_series(series, last_on=dt.date(2026, 11, 23), by=None)

    assert [row.on.day for row in series.occurrences.order_by("on")] == [2, 9, 16, 23]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"ends_at": dt.time(9)}, rules.RuleFault.END_NOT_AFTER_START),
        ({"interval": 13}, rules.RuleFault.INTERVAL_OUT_OF_RANGE),
        ({"interval": 2, "parity": "even"}, rules.RuleFault.PARITY_WITH_INTERVAL),
        ({"ends_on": dt.date(2026, 10, 1)}, rules.RuleFault.ENDS_BEFORE_START),
    ],
)
def test_a_rhythm_that_cannot_be_is_refused_and_nothing_is_stored(change, reason):
    activity = ActivityFactory()
    given = {"starts_at": dt.time(9, 30), "ends_at": dt.time(11, 30)} | change

    with pytest.raises(Refused) as refused:
        actions.add_series(
            activity, frequency="weekly", starts_on=MONDAY, by=None, **given
        )

    assert refused.value.reason is reason
    assert not activity.series.exists()
    assert not Occurrence.objects.exists()
