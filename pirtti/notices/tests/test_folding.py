"""Several changes of one date become one thing to tell."""

import pytest

from pirtti.notices.rules import Told, What, fold

C, R, M = What.CANCELLED, What.RESTORED, What.MOVED
FIRST = ("2026-11-24T07:30:00+00:00", "2026-11-24T09:30:00+00:00", 1, None)
LATER = ("2026-11-24T11:30:00+00:00", "2026-11-24T13:30:00+00:00", 2, None)


@pytest.mark.parametrize(
    ("happened", "told"),
    [
        ([C], C),
        ([C, R], None),
        ([R, C], None),
        ([C, R, C], C),
        ([M, M], M),
        ([M, C], C),
        ([C, M], C),
        ([R, M], R),
        ([C, M, R], M),
        ([M, C, R], M),
    ],
)
def test_what_is_told_in_the_end(happened, told):
    moves = iter([FIRST, LATER])
    events = [Told(7, what, next(moves) if what is M else None) for what in happened]

    found = fold(events)

    assert [one.what for one in found] == ([told] if told else [])


def test_the_oldest_before_is_kept():
    (found,) = fold([Told(7, M, FIRST), Told(7, M, LATER)])

    assert found.was == FIRST


def test_dates_are_not_mixed_up():
    found = fold([Told(1, C), Told(2, M, FIRST), Told(1, R)])

    assert found == [Told(2, M, FIRST)]
