"""When a rhythm changes, every old day is kept or gone and every new one is met."""

from hypothesis import given
from hypothesis import strategies as st

from pirtti.calendar import rules
from pirtti.calendar.tests.rhythms import calm, days


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
