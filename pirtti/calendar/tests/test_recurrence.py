"""A series meets when its rule says, through clock changes, leap days and week 53."""

import datetime as dt

import pytest
from dateutil import rrule
from hypothesis import given, settings
from hypothesis import strategies as st

from pirtti.calendar import rules
from pirtti.calendar.rules import Frequency, Parity, Rule, RuleFault
from pirtti.core import timewords

calm = settings(deadline=None)
days = st.dates(dt.date(2015, 1, 1), dt.date(2045, 12, 31))
MONDAY, WEDNESDAY = 0, 2


def weekly(starts_on, **said):
    return Rule(Frequency.WEEKLY, dt.date(*starts_on), **said)


def met(rule, since, until):
    found = rules.dates(rule, since=dt.date(*since), until=dt.date(*until))
    return [f"{day.day}.{day.month}." for day in found]


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


@pytest.mark.parametrize(
    ("start", "end", "fault"),
    [
        ((9, 30), (11, 30), None),
        ((6, 0), (22, 0), None),
        ((6, 0), (22, 1), RuleFault.TOO_LONG),
        ((9, 30), (9, 30), RuleFault.END_NOT_AFTER_START),
        ((11, 30), (9, 30), RuleFault.END_NOT_AFTER_START),
        ((17, 0), (2, 0), RuleFault.END_NOT_AFTER_START),
        ((22, 0), (2, 0), RuleFault.CROSSES_MIDNIGHT),
        ((18, 0), (0, 0), RuleFault.CROSSES_MIDNIGHT),
    ],
)
def test_times_that_cannot_be_are_refused(start, end, fault):
    assert rules.refuse_times(dt.time(*start), dt.time(*end)) is fault


@pytest.mark.parametrize(
    ("ages", "fault"),
    [
        ((0, 83), None),
        ((5, 5), None),
        ((None, None), None),
        ((12, None), None),
        ((None, 11), None),
        ((0, 347), None),
        ((0, 348), RuleFault.AGES_OUT_OF_RANGE),
        ((-1, 5), RuleFault.AGES_OUT_OF_RANGE),
        ((12, 11), RuleFault.AGES_BACKWARDS),
    ],
)
def test_ages_that_cannot_be_are_refused(ages, fault):
    assert rules.refuse_ages(*ages) is fault


@pytest.mark.parametrize(
    ("ages", "low", "high", "in_years"),
    [
        ((0, 83), 0, 6, True),
        ((0, 23), 0, 1, True),
        ((12, 71), 1, 5, True),
        ((12, 23), 1, 1, True),
        ((24, 30), 2, 2, True),
        ((0, 24), 0, 2, True),
        ((36, None), 3, None, True),
        ((None, 83), 0, 6, True),
        ((0, 11), 0, 11, False),
        ((0, 5), 0, 5, False),
        ((0, 12), 0, 12, False),
        ((6, 35), 6, 35, False),
        ((3, None), 3, None, False),
        ((None, None), 0, None, True),
    ],
)
def test_ages_are_told_as_people_tell_them(ages, low, high, in_years):
    assert rules.age_label_parts(*ages) == (low, high, in_years)


@calm
@given(st.integers(0, 347), st.integers(0, 347))
def test_a_told_age_range_never_leaves_out_a_child_it_welcomes(one, other):
    first, last = sorted((one, other))

    told = rules.age_label_parts(first, last)

    unit = 12 if told.in_years else 1
    assert told.low * unit <= first
    assert last < (told.high + 1) * unit


def instant(hour, minute=0):
    return dt.datetime(2026, 11, 25, hour, minute, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("now", "is_open"),
    [((9, 29), False), ((9, 30), True), ((11, 29), True), ((11, 30), False)],
)
def test_a_place_is_open_from_its_start_until_its_end(now, is_open):
    assert rules.is_open(instant(*now), instant(9, 30), instant(11, 30)) is is_open


@pytest.mark.parametrize(
    ("now", "change"),
    [
        (instant(8), instant(9)),
        (instant(9), instant(10)),
        (instant(10), instant(11)),
        (instant(11), instant(12)),
        (instant(12), None),
    ],
)
def test_the_next_change_is_the_nearest_start_or_end_to_come(now, change):
    spans = [(instant(10), instant(12)), (instant(9), instant(11))]

    assert rules.next_change(now, spans) == change


def test_nothing_changes_where_nothing_opens():
    assert rules.next_change(instant(8), []) is None
    assert rules.next_change(instant(8), [(instant(9), instant(9))]) is None


moments = st.integers(0, 48).map(
    lambda halves: instant(0) + halves * dt.timedelta(0, 1800)
)


@calm
@given(moments, st.lists(st.tuples(moments, moments)))
def test_until_the_next_change_what_is_open_stays_open(now, spans):
    change = rules.next_change(now, spans) or instant(0) + dt.timedelta(days=3)

    before = [rules.is_open(now, *span) for span in spans]
    moment = now
    while moment < change:
        assert [rules.is_open(moment, *span) for span in spans] == before
        moment += dt.timedelta(minutes=30)
    if rules.next_change(now, spans):
        assert [rules.is_open(change, *span) for span in spans] != before


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


def plainly(rule, since, until):
    """The same days, found by looking at every single day: slow and obvious."""
    anchor = rule.starts_on - dt.timedelta(days=rule.starts_on.weekday())
    found = []
    day = max(since, rule.starts_on)
    while day <= min(until, rule.ends_on or until):
        if day.weekday() in rule.days_of_week and fits(rule, day, anchor):
            found.append(day)
        day += dt.timedelta(days=1)
    return found


def fits(rule, day, anchor):
    if rule.frequency == Frequency.MONTHLY:
        months = (day.year - rule.starts_on.year) * 12 + day.month
        if (months - rule.starts_on.month) % rule.interval:
            return False
        is_last = (day + dt.timedelta(days=7)).month != day.month
        return (day.day - 1) // 7 + 1 in rule.nth or (is_last and -1 in rule.nth)
    if (day - anchor).days // 7 % rule.interval:
        return False
    is_even = day.isocalendar().week % 2 == 0
    return rule.parity == Parity.ANY or is_even == (rule.parity == Parity.EVEN)


some_weekdays = st.lists(st.integers(0, 6), max_size=4).map(tuple)
richer_rules = st.one_of(
    st.builds(
        Rule,
        st.just(Frequency.WEEKLY),
        days,
        st.none(),
        st.integers(0, 6),
        st.integers(1, 12),
        weekdays=some_weekdays,
    ),
    st.builds(
        Rule,
        st.just(Frequency.WEEKLY),
        days,
        parity=st.sampled_from(Parity),
        weekdays=some_weekdays,
    ),
    st.builds(
        Rule,
        st.just(Frequency.MONTHLY),
        days,
        st.none(),
        st.integers(0, 6),
        st.integers(1, 12),
        weekdays=some_weekdays,
        nth=st.lists(st.sampled_from(sorted(rules.WEEKS_OF_MONTH)), min_size=1).map(
            tuple
        ),
    ),
)


@calm
@given(richer_rules, st.integers(0, 700), st.integers(0, 800))
def test_every_rule_gives_what_looking_at_each_day_gives(rule, after, span):
    since = rule.starts_on + dt.timedelta(days=after - 100)
    until = since + dt.timedelta(days=span)

    assert rules.dates(rule, since=since, until=until) == plainly(rule, since, until)


def by_dateutil(rule, until):
    """Ask dateutil the whole rule from its first day, as a calendar program would."""
    monthly = rule.frequency == Frequency.MONTHLY
    weekdays = [rrule.weekday(day) for day in rule.days_of_week]
    if monthly:
        weekdays = [day(nth) for day in weekdays for nth in rule.nth]
    start = rule.starts_on.replace(day=1) if monthly else rule.starts_on
    moments = rrule.rrule(
        rrule.MONTHLY if monthly else rrule.WEEKLY,
        dtstart=dt.datetime.combine(start, dt.time(17)),
        until=dt.datetime.combine(until, dt.time(23)),
        interval=rule.interval,
        byweekday=weekdays,
        wkst=rrule.MO,
    )
    return [moment.date() for moment in moments if moment.date() >= rule.starts_on]


@calm
@given(richer_rules, st.integers(0, 1500))
def test_rules_agree_with_dateutil_over_clock_changes_leap_days_and_year_ends(
    rule, span
):
    until = rule.starts_on + dt.timedelta(days=span)
    found = rules.dates(rule, since=rule.starts_on, until=until)
    expected = by_dateutil(rule, until)
    if rule.parity != Parity.ANY:
        is_odd = rule.parity == Parity.ODD
        expected = [day for day in expected if day.isocalendar().week % 2 == is_odd]

    assert found == expected


def test_the_first_and_last_tuesday_of_the_month():
    rule = Rule(
        Frequency.MONTHLY, dt.date(2026, 1, 1), weekdays=(1,), nth=(1, -1), interval=2
    )

    assert met(rule, (2026, 1, 1), (2026, 4, 1)) == ["6.1.", "27.1.", "3.3.", "31.3."]


def test_a_month_without_a_fifth_friday_has_no_date():
    rule = Rule(Frequency.MONTHLY, dt.date(2026, 1, 1), weekday=4, nth=(5,))

    assert met(rule, (2026, 1, 1), (2026, 6, 30)) == ["30.1.", "29.5."]


def test_leap_day_is_a_day_like_others():
    rule = weekly((2028, 2, 1), weekdays=(1, 4))

    assert met(rule, (2028, 2, 25), (2028, 3, 3)) == ["25.2.", "29.2.", "3.3."]


def test_faults_of_richer_rules_are_told():
    start = dt.date(2026, 1, 1)
    monthly = Frequency.MONTHLY

    assert rules.refuse_rule(Rule(monthly, start)) == RuleFault.NO_SUCH_WEEK_OF_MONTH
    assert (
        rules.refuse_rule(Rule(monthly, start, nth=(6,)))
        == RuleFault.NO_SUCH_WEEK_OF_MONTH
    )
    assert (
        rules.refuse_rule(Rule(monthly, start, nth=(1,), parity=Parity.ODD))
        == RuleFault.PARITY_WITH_INTERVAL
    )
    assert (
        rules.refuse_rule(weekly((2026, 1, 1), weekdays=(0, 7)))
        == RuleFault.NO_SUCH_WEEKDAY
    )


@calm
@given(st.sets(days, max_size=60), st.sets(days, max_size=60), st.booleans())
def test_old_and_new_days_are_paired_once_and_none_is_lost(old, new, by_month):
    match = rules.match(old, new, by_month=by_month)

    assert set(match.kept) | set(match.gone) == old
    assert set(match.kept.values()) | set(match.new) == new
    assert len(match.kept) + len(match.gone) == len(old)
    assert len(set(match.kept.values())) == len(match.kept)
    assert all(match.kept[day] == day for day in old & new)
    for was, becomes in match.kept.items():
        same_month = (was.year, was.month) == (becomes.year, becomes.month)
        same_week = was.isocalendar()[:2] == becomes.isocalendar()[:2]
        assert same_week or (by_month and same_month)
    left = [{(day.year, day.month) for day in part} for part in (match.gone, match.new)]
    assert not (by_month and left[0] & left[1])
