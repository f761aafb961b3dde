"""Several weekdays and weeks of the month give what plain counting gives."""

import datetime as dt

from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from pirtti.calendar import rules
from pirtti.calendar.rules import Frequency, Parity, Rule, RuleFault
from pirtti.calendar.tests.rhythms import calm, days, met, weekly


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
