"""The days of a cohort follow from the months in which its babies are due."""

import datetime as dt
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pirtti.training import rules
from pirtti.training.rules import Pattern, Proposed, Refusal

TODAY = dt.date(2026, 11, 22)
WEDNESDAY = Pattern(weekday=2)
SPRING = [dt.date(2027, 4, 1), dt.date(2027, 5, 1), dt.date(2027, 4, 1)]


def never(_day):
    return False


def proposed(due=SPRING, pattern=WEDNESDAY, closed=never, today=TODAY):
    return rules.propose_dates(due, pattern, is_closed=closed, today=today)


def test_the_espoo_model_meets_five_times_before_and_five_times_after():
    found = proposed()

    assert found.before == tuple(
        dt.date(2027, 2, 3) + dt.timedelta(weeks=week) for week in range(5)
    )
    assert found.after[0] == dt.date(2027, 7, 28)
    assert (found.births_from, found.births_to) == (
        dt.date(2027, 4, 1),
        dt.date(2027, 5, 31),
    )
    assert (found.skipped, found.every, found.was_hurried) == ((), 1, False)


def test_a_closed_day_gives_way_to_the_next_week_on_its_own_side():
    shut = {dt.date(2027, 3, 3), dt.date(2027, 7, 28)}

    found = proposed(closed=shut.__contains__)

    assert found.skipped == (dt.date(2027, 3, 3), dt.date(2027, 7, 28))
    assert found.before[-1] == dt.date(2027, 2, 24)
    assert found.after[0] == dt.date(2027, 8, 4)
    assert (len(found.before), len(found.after)) == (5, 5)


def test_where_every_second_week_begins_too_early_every_week_is_proposed():
    found = proposed(
        [dt.date(2027, 2, 1)],
        Pattern(weekday=2, every=2, before=3),
        today=dt.date(2026, 12, 8),
    )

    assert (found.every, found.was_hurried) == (1, True)
    assert found.before[0] == dt.date(2026, 12, 16)


def test_the_phase_after_the_births_may_be_left_out():
    found = proposed(pattern=Pattern(weekday=2, after=0))

    assert (len(found.before), found.after) == (5, ())


@pytest.mark.parametrize(
    ("due", "pattern", "why"),
    [
        ([], WEDNESDAY, Refusal.NO_DUE_MONTHS),
        ([dt.date(2027, 1, 1), dt.date(2027, 7, 1)], WEDNESDAY, Refusal.DUE_TOO_WIDE),
        ([dt.date(2026, 12, 1)], WEDNESDAY, Refusal.TOO_LATE),
        (SPRING, Pattern(weekday=7), Refusal.NO_SUCH_RHYTHM),
        (SPRING, Pattern(weekday=2, every=3), Refusal.NO_SUCH_RHYTHM),
        (SPRING, Pattern(weekday=2, before=0, after=0), Refusal.NO_MEETINGS),
        (SPRING, Pattern(weekday=2, before=-1), Refusal.NO_MEETINGS),
        (SPRING, Pattern(weekday=2, after=21), Refusal.NO_MEETINGS),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(due, pattern, why):
    assert proposed(due, pattern) == why


def test_a_house_that_is_always_closed_has_no_days():
    assert proposed(closed=lambda _day: True) == Refusal.NO_OPEN_DAYS


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    months=st.lists(st.integers(0, 5), min_size=1, max_size=12),
    start=st.dates(dt.date(2026, 1, 1), dt.date(2030, 12, 31)),
    weekday=st.integers(0, 6),
    every=st.sampled_from([1, 2]),
    before=st.integers(0, 6),
    after=st.integers(0, 6),
    shut=st.sets(st.integers(0, 600), max_size=20),
)
def test_proposed_days_keep_their_distance_from_the_births(
    months, start, weekday, every, before, after, shut
):
    first = rules.first_of_month(start)
    due = [rules.first_of_month(first, ahead=month) for month in months]
    closed = {first - dt.timedelta(days=200) + dt.timedelta(days=n) for n in shut}
    today = first - dt.timedelta(days=150)
    pattern = Pattern(weekday=weekday, every=every, before=before, after=after)

    found = proposed(due, pattern, closed.__contains__, today)

    if not isinstance(found, Proposed):
        assert found in {Refusal.NO_MEETINGS, Refusal.TOO_LATE, Refusal.NO_OPEN_DAYS}
        return
    days = list(found.days)
    assert (len(found.before), len(found.after)) == (before, after)
    assert days == sorted(set(days))
    assert {day.weekday() for day in days} == {weekday}
    assert not closed & set(days)
    assert days[0] > today
    assert all(min(due) - day >= dt.timedelta(weeks=4) for day in found.before)
    assert all(day - found.births_to >= dt.timedelta(weeks=8) for day in found.after)
    if found.after and not found.skipped:
        assert found.after[0] - found.births_to < dt.timedelta(weeks=9)
    gaps = [
        later - earlier
        for side in (found.before, found.after)
        for earlier, later in itertools.pairwise(side)
    ]
    assert all(gap >= dt.timedelta(weeks=found.every) for gap in gaps)


@pytest.mark.parametrize(
    ("age", "month"),
    [(-1, dt.date(2026, 12, 1)), (-9, dt.date(2027, 8, 1)), (0, dt.date(2026, 11, 1))],
)
def test_a_child_to_be_born_has_an_age_below_zero(age, month):
    assert rules.due_month(age, today=TODAY) == month


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ([dt.date(2026, 12, 1), dt.date(2026, 12, 8)], None),
        ([dt.date(2026, 12, 1)], Refusal.DAYS_MISSING),
        ([dt.date(2026, 12, 8), dt.date(2026, 12, 1)], Refusal.DAYS_NOT_IN_ORDER),
        ([dt.date(2026, 12, 8), dt.date(2026, 12, 8)], Refusal.DAYS_NOT_IN_ORDER),
        ([dt.date(2026, 11, 1), dt.date(2026, 12, 8)], Refusal.DAY_GONE),
    ],
)
def test_days_are_taken_when_there_is_one_for_each_session_in_order(days, why):
    assert rules.refuse_days(days, sessions=2, today=TODAY) == why
