"""A week has one name in addresses, from Monday to Sunday."""

import datetime as dt

import pytest
from hypothesis import given

from pirtti.calendar import rules
from pirtti.calendar.tests.rhythms import calm, days


@pytest.mark.parametrize(
    ("day", "shown", "monday", "sunday"),
    [
        ((2026, 11, 21), "2026-W47", (2026, 11, 16), (2026, 11, 22)),
        ((2027, 1, 3), "2026-W53", (2026, 12, 28), (2027, 1, 3)),
        ((2027, 1, 4), "2027-W01", (2027, 1, 4), (2027, 1, 10)),
        ((2024, 12, 31), "2025-W01", (2024, 12, 30), (2025, 1, 5)),
        ((2028, 2, 29), "2028-W09", (2028, 2, 28), (2028, 3, 5)),
    ],
)
def test_a_day_knows_its_week(day, shown, monday, sunday):
    week = rules.week_of(dt.date(*day))

    assert str(week) == shown
    assert (week.monday, week.sunday) == (dt.date(*monday), dt.date(*sunday))


@calm
@given(days)
def test_a_week_shown_is_read_back_the_same(day):
    week = rules.week_of(day)

    assert rules.parse_week(str(week)) == week
    assert week.monday <= day <= week.sunday


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026",
        "2026-49",
        "2026-W9",
        "2026-W00",
        "2026-W54",
        "2027-W53",
        "0001-W01",
        "9999-W52",
        "2026-W49\n",
        "２０２６-W49",
    ],
)
def test_what_is_no_week_is_refused(text):
    with pytest.raises(rules.BadWeek):
        rules.parse_week(text)
