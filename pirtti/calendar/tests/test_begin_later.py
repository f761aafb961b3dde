"""A rhythm begins later: its dates move by the rule, and every row stays."""

import datetime as dt

import pytest
import time_machine
from django.utils import translation

from pirtti.calendar import actions, rhythm_words
from pirtti.calendar.models import Occurrence, Series
from pirtti.calendar.tests.factories import ActivityFactory
from pirtti.network.tests.factories import text

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def a_monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


def rhythm(**values):
    given = {"frequency": "weekly", "starts_on": dt.date(2026, 12, 3)} | values
    return actions.add_series(
        ActivityFactory(),
        starts_at=dt.time(17),
        ends_at=dt.time(18),
        until=dt.date(2027, 2, 28),
        by=None,
        **given,
    )


def stand(series):
    """Where each row stands, by its number."""
    dates = Occurrence.objects.filter(series=series, state="planned")
    return dict(dates.order_by("pk").values_list("pk", "on"))


def first_days(series, many=3):
    return [f"{on.day}.{on.month}." for on in sorted(stand(series).values())[:many]]


@pytest.mark.parametrize(
    ("values", "weeks", "first"),
    [
        ({}, 3, ["24.12.", "31.12.", "7.1."]),
        ({"interval": 2}, 1, ["10.12.", "24.12.", "7.1."]),
        ({"parity": "odd"}, 1, ["17.12.", "31.12.", "7.1."]),
        ({"skips_public_holidays": True, "weekday": 4}, 3, ["8.1.", "15.1.", "22.1."]),
        ({"frequency": "monthly", "nth": [1]}, 2, ["7.1.", "4.2.", "4.3."]),
    ],
)
def test_days_follow_the_rule_and_every_row_stays(values, weeks, first):
    series = rhythm(**values)
    before = stand(series)

    actions.begin_later(series, weeks=weeks, by=None)

    after = stand(series)
    assert first_days(series) == first
    assert list(after) == list(before)
    assert sorted(after, key=after.get) == sorted(before, key=before.get)
    actions.fill_ahead(today=dt.date(2027, 3, 1))
    days = list(stand(series).values())
    assert len(days) == len(set(days)) > len(before)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, "from 24.12. on, until 21.1."),
        ({"frequency": "once", "ends_on": None}, "once, on 24.12."),
        ({"skips_public_holidays": True, "weekday": 4}, "from 8.1. on, until 22.1."),
    ],
)
def test_the_sentence_of_a_rhythm_follows_its_dates(values, said):
    series = rhythm(**{"ends_on": dt.date(2026, 12, 31)} | values)
    many = len(stand(series))

    actions.begin_later(series, weeks=3, by=None)
    actions.fill_ahead(today=dt.date(2027, 3, 1))

    with translation.override("en"):
        told = rhythm_words.rhythm(
            Series.objects.get(),
            "en",
            lambda day: f"{day.day}.{day.month}.",
            today=MONDAY.date(),
        )
    assert said in told
    assert len(stand(series)) == many


def test_what_was_done_by_hand_to_a_date_stays():
    series = rhythm()
    first, second, third = series.occurrences.order_by("on")[:3]
    actions.change_occurrence(first, by=None, theme=text("Värit"))
    actions.change_occurrence(second, by=None, on=second.on + dt.timedelta(days=1))
    actions.cancel_occurrence(third, by=None, reason=text("Remontti"))

    actions.begin_later(series, weeks=2, by=None)

    for date in (first, second, third):
        date.refresh_from_db()
    assert (str(first.theme), first.on) == ("Värit", dt.date(2026, 12, 24))
    assert second.on == dt.date(2027, 1, 1)
    assert (third.state, third.on) == ("cancelled", dt.date(2026, 12, 17))
    assert first.starts_at.hour == 15
