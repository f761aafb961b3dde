"""What is open now, and when that changes next."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pirtti.calendar import rules
from pirtti.calendar.tests.rhythms import calm


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
