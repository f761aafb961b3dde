"""A series meets when its rule says, through clock changes, leap days and week 53."""

import datetime as dt

import pytest
from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from pirtti.calendar import rules
from pirtti.calendar.rules import Frequency, Parity, Rule, RuleFault
from pirtti.calendar.tests.rhythms import calm, days, met, weekly
from pirtti.core import timewords

MONDAY, WEDNESDAY = 0, 2
weekly_rules = st.builds(
    Rule,
    st.just(Frequency.WEEKLY),
    days,
    st.none(),
    st.integers(0, 6),
    st.integers(1, 12),
)


def test_a_weekly_series_meets_every_week_from_its_start_to_its_end():
    rule = weekly((2026, 11, 18), ends_on=dt.date(2026, 12, 9), weekday=WEDNESDAY)

    assert met(rule, (2026, 1, 1), (2027, 1, 1)) == [
        "18.11.",
        "25.11.",
        "2.12.",
        "9.12.",
    ]
    assert met(rule, (2026, 11, 19), (2026, 12, 8)) == ["25.11.", "2.12."]


def test_a_meeting_that_is_once_is_on_its_day_only():
    rule = Rule(Frequency.ONCE, dt.date(2026, 11, 25), weekday=MONDAY)

    assert met(rule, (2026, 11, 25), (2026, 11, 25)) == ["25.11."]
    assert met(rule, (2026, 11, 26), (2027, 11, 25)) == []
    assert met(rule, (2026, 11, 1), (2026, 11, 24)) == []


def test_every_second_week_is_counted_from_the_week_of_the_start():
    # The start is a Wednesday, its week's Monday is gone: two weeks on.
    rule = weekly((2026, 11, 18), weekday=MONDAY, interval=2)

    assert met(rule, (2026, 11, 1), (2026, 12, 31)) == ["30.11.", "14.12.", "28.12."]


def test_the_name_of_a_frequency_will_do_for_it():
    rule = Rule("weekly", dt.date(2026, 11, 16), weekday=MONDAY, parity="even")

    assert met(rule, (2026, 11, 16), (2026, 12, 7)) == ["23.11.", "7.12."]
    assert rules.refuse_rule(rule) is None


def test_odd_weeks_meet_twice_running_after_a_week_53():
    # 2026 has 53 weeks: 28.12. is in week 53, 4.1. in week 1.
    odd = weekly((2026, 12, 1), weekday=MONDAY, parity=Parity.ODD)
    even = weekly((2026, 12, 1), weekday=MONDAY, parity=Parity.EVEN)
    span = (2026, 12, 1), (2027, 1, 24)

    assert met(odd, *span) == ["14.12.", "28.12.", "4.1.", "18.1."]
    assert met(even, *span) == ["7.12.", "21.12.", "11.1."]


def test_every_second_week_does_not_trip_over_week_53():
    rule = weekly((2026, 12, 14), weekday=MONDAY, interval=2)

    assert met(rule, (2026, 12, 14), (2027, 1, 24)) == ["14.12.", "28.12.", "11.1."]


def test_a_series_meets_on_a_leap_day():
    rule = weekly((2027, 1, 1), weekday=dt.date(2028, 2, 29).weekday())

    assert met(rule, (2028, 2, 22), (2028, 3, 7)) == ["22.2.", "29.2.", "7.3."]


@pytest.mark.parametrize(
    ("days_of_change", "hours"),
    [
        # Summer time ends on 25.10.2026 and begins on 28.3.2027.
        (((2026, 10, 21), (2026, 10, 28)), 7 * 24 + 1),
        (((2027, 3, 24), (2027, 3, 31)), 7 * 24 - 1),
    ],
)
def test_a_series_keeps_its_wall_clock_time_when_the_clocks_change(
    days_of_change, hours
):
    rule = weekly(days_of_change[0], weekday=WEDNESDAY)
    clock = dt.time(17)

    found = rules.dates(
        rule, since=dt.date(*days_of_change[0]), until=dt.date(*days_of_change[1])
    )

    before, after = (timewords.to_instant(day, clock) for day in found)
    assert after - before == dt.timedelta(hours=hours)
    assert timewords.from_instant(after) == (found[1], clock)


@calm
@given(weekly_rules, days, st.integers(0, 400))
def test_weeks_are_those_of_plain_counting(rule, since, length):
    until = since + dt.timedelta(days=length)
    week_of_start = rule.starts_on - dt.timedelta(days=rule.starts_on.weekday())
    expected = [
        day
        for day in (since + dt.timedelta(days=n) for n in range(length + 1))
        if day >= rule.starts_on
        and day.weekday() == rule.weekday
        and (day - week_of_start).days // 7 % rule.interval == 0
    ]

    assert rules.dates(rule, since=since, until=until) == expected


@calm
@given(weekly_rules, st.integers(0, 3000), st.integers(0, 400))
def test_weeks_are_those_of_the_calendar_standard(rule, later, length):
    since = rule.starts_on + dt.timedelta(days=later)
    until = since + dt.timedelta(days=length)
    standard = rrule.rrule(
        rrule.WEEKLY,
        dtstart=dt.datetime.combine(rule.starts_on, dt.time()),
        interval=rule.interval,
        byweekday=rule.weekday,
        wkst=rrule.MO,
        until=dt.datetime.combine(until, dt.time()),
    )

    expected = [moment.date() for moment in standard if moment.date() >= since]
    assert rules.dates(rule, since=since, until=until) == expected


@calm
@given(days, st.integers(0, 6), days, st.integers(0, 400))
def test_even_and_odd_weeks_share_every_week_between_them(
    starts, weekday, since, length
):
    until = since + dt.timedelta(days=length)
    every, even, odd = (
        rules.dates(
            Rule(Frequency.WEEKLY, starts, None, weekday, parity=parity),
            since=since,
            until=until,
        )
        for parity in (Parity.ANY, Parity.EVEN, Parity.ODD)
    )

    assert sorted(even + odd) == every
    assert all(int(day.strftime("%V")) % 2 == 0 for day in even)
    assert all(int(day.strftime("%V")) % 2 == 1 for day in odd)


@calm
@given(weekly_rules, days, st.integers(1, 300), st.integers(1, 300))
def test_asking_in_two_parts_gives_the_same_days(rule, since, one, two):
    middle = since + dt.timedelta(days=one)
    until = middle + dt.timedelta(days=two)
    first = rules.dates(rule, since=since, until=middle - dt.timedelta(days=1))
    second = rules.dates(rule, since=middle, until=until)

    assert first + second == rules.dates(rule, since=since, until=until)


def test_more_than_five_years_at_a_time_is_a_mistake():
    with pytest.raises(ValueError, match="five years"):
        met(weekly((2026, 1, 1)), (2026, 1, 1), (2031, 2, 1))


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        ({}, None),
        ({"interval": 12}, None),
        ({"parity": Parity.ODD}, None),
        ({"ends_on": dt.date(2026, 11, 16)}, None),
        ({"ends_on": dt.date(2026, 11, 15)}, RuleFault.ENDS_BEFORE_START),
        ({"weekday": 7}, RuleFault.NO_SUCH_WEEKDAY),
        ({"weekday": -1}, RuleFault.NO_SUCH_WEEKDAY),
        ({"interval": 0}, RuleFault.INTERVAL_OUT_OF_RANGE),
        ({"interval": 13}, RuleFault.INTERVAL_OUT_OF_RANGE),
        ({"interval": 2, "parity": Parity.EVEN}, RuleFault.PARITY_WITH_INTERVAL),
        ({"weekday": 1, "ends_on": dt.date(2026, 11, 16)}, RuleFault.NO_DATES),
        ({"parity": Parity.EVEN, "ends_on": dt.date(2026, 11, 22)}, RuleFault.NO_DATES),
    ],
)
def test_a_rule_that_cannot_be_is_refused(said, fault):
    # 16.11.2026 is the Monday of week 47.
    assert rules.refuse_rule(weekly((2026, 11, 16), **said)) is fault


def test_a_meeting_that_is_once_needs_nothing_but_its_day():
    once = Rule(
        Frequency.ONCE, dt.date(2026, 11, 16), dt.date(2020, 1, 1), 9, 99, Parity.ODD
    )

    assert rules.refuse_rule(once) is None


@calm
@given(weekly_rules)
def test_a_rule_without_an_end_always_has_dates(rule):
    assert rules.refuse_rule(rule) is None
