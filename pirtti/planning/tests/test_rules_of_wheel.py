"""The year wheel: what a mark covers, and where a round does not fit a year."""

import datetime as dt

import pytest

from pirtti.planning import rules
from pirtti.planning.rules import Mark, MarkKind, Mismatch, Refusal, RoundTimes

D = dt.date
ROUND = RoundTimes(
    opened_on=D(2026, 11, 2), deadline=D(2026, 11, 20), first_on=D(2027, 1, 7)
)


@pytest.mark.parametrize(
    ("first", "last", "day", "holds"),
    [
        ((6, 21), (7, 31), D(2027, 6, 21), True),
        ((6, 21), (7, 31), D(2027, 7, 31), True),
        ((6, 21), (7, 31), D(2027, 8, 1), False),
        ((12, 20), (1, 6), D(2026, 12, 31), True),
        ((12, 20), (1, 6), D(2027, 1, 6), True),
        ((12, 20), (1, 6), D(2027, 1, 7), False),
        ((2, 29), (2, 29), D(2028, 2, 29), True),
    ],
)
def test_a_mark_covers_its_days_also_over_new_year(first, last, day, holds):
    assert rules.covers(Mark(MarkKind.CLOSURE, first, last), day) is holds


def test_a_mark_over_new_year_is_drawn_in_two_parts():
    spans = rules.spans(Mark(MarkKind.CLOSURE, (12, 20), (1, 6)))

    assert len(spans) == 2
    assert spans[0][1] == 1.0
    assert spans[1][0] == 0.0
    assert sum(end - start for start, end in spans) == pytest.approx(18 / 366)


@pytest.mark.parametrize(
    ("kind", "first", "last", "found"),
    [
        (MarkKind.CLOSURE, (11, 16), (11, 22), [Mismatch.DEADLINE_IN_CLOSURE]),
        (MarkKind.CLOSURE, (11, 21), (11, 30), []),
        (MarkKind.CLOSURE, (12, 20), (1, 10), [Mismatch.STARTS_IN_CLOSURE]),
        (
            MarkKind.CLOSURE,
            (10, 20),
            (11, 30),
            [Mismatch.DEADLINE_IN_CLOSURE, Mismatch.ASKED_IN_CLOSURE],
        ),
        (MarkKind.BUDGET, (12, 14), (12, 14), [Mismatch.DEADLINE_BEFORE_BUDGET]),
        (MarkKind.BUDGET, (11, 20), (11, 20), []),
        (MarkKind.BUDGET, (2, 1), (2, 1), []),
        (MarkKind.DEADLINE, (10, 31), (10, 31), [Mismatch.PLANNED_BEFORE_ASKED]),
        (MarkKind.DEADLINE, (11, 15), (11, 15), []),
        (MarkKind.SEASON, (8, 10), (6, 5), []),
        (MarkKind.GRANTS, (11, 1), (11, 30), []),
    ],
)
def test_where_a_round_does_not_fit_a_year(kind, first, last, found):
    assert rules.mismatches([Mark(kind, first, last)], ROUND) == found


@pytest.mark.parametrize(
    ("first", "last", "reason"),
    [
        ((6, 30), (7, 1), None),
        ((2, 29), (2, 29), None),
        ((6, 31), (7, 1), Refusal.NO_SUCH_DAY),
        ((6, 1), (2, 30), Refusal.NO_SUCH_DAY),
    ],
)
def test_a_mark_stands_on_days_that_exist(first, last, reason):
    assert rules.refuse_mark(first, last) == reason
