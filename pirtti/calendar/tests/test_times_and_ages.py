"""Times and ages: what can not be is refused, what can is told as people tell it."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pirtti.calendar import rules
from pirtti.calendar.rules import RuleFault
from pirtti.calendar.tests.rhythms import calm


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
