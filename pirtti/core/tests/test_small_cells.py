"""No reader of the figures can work out a small number of people."""

import itertools
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pirtti.core import small_cells
from pirtti.core.small_cells import HIDDEN, WITHHELD, protect

calm = settings(deadline=None)
counts = st.lists(st.one_of(st.integers(0, 8), st.integers(0, 500)), max_size=12)


@pytest.mark.parametrize(
    ("cells", "shown", "total"),
    [
        ([], (), 0),
        ([0, 0], (0, 0), 0),
        ([5, 12], (5, 12), 17),
        # Two that differ hide each other.
        ([1, 2, 12], (HIDDEN, HIDDEN, 12), 15),
        # One alone: the smallest other is hidden as well.
        ([3, 12, 8, 0], (WITHHELD, 12, WITHHELD, 0), 23),
        ([3, 8, 12, 8], (WITHHELD, WITHHELD, 12, WITHHELD), 31),
        # 349 visitors of whom four men, in a survey of 2008.
        ([345, 4], (WITHHELD, WITHHELD), 349),
        # Ones that add up to their own number would give themselves away.
        ([1, 1, 10], (WITHHELD, WITHHELD, WITHHELD), 12),
        # No other to hide behind: the total goes.
        ([3], (HIDDEN,), WITHHELD),
        ([0, 3, 0], (0, HIDDEN, 0), WITHHELD),
        ([2, 2], (HIDDEN, HIDDEN), WITHHELD),
    ],
)
def test_small_cells_are_hidden_with_what_would_betray_them(cells, shown, total):
    assert protect(cells) == small_cells.Protected(shown, total)


def test_hidden_cells_read_as_marks_and_never_as_figures():
    assert (str(HIDDEN), str(WITHHELD)) == ("<5", "..")
    assert HIDDEN or False
    assert (HIDDEN or 0) is HIDDEN
    with pytest.raises(TypeError):
        sum([HIDDEN, 1])


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, HIDDEN), (4, HIDDEN), (5, 5)])
def test_a_count_alone_is_hidden_from_one_to_four(count, shown):
    assert small_cells.protect_one(count) == shown


def test_another_limit_says_so():
    assert str(small_cells.protect_one(6, limit=10)) == "<10"
    assert small_cells.protect_one(10, limit=10) == 10


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        (0, 0, 0),
        (0, 20, 0),
        (20, 20, 20),
        (5, 20, 5),
        (4, 20, HIDDEN),
        (0, 3, HIDDEN),
        # The tenth adult is pointed at as well.
        (9, 10, WITHHELD),
        (5, 6, WITHHELD),
        (1, 6, WITHHELD),
    ],
)
def test_a_part_is_hidden_where_it_or_the_rest_is_small(part, whole, shown):
    assert small_cells.protect_part(part, whole) == shown


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: protect([3, -1]),
        lambda: protect([3, 1], limit=2),
        lambda: small_cells.protect_one(-1),
        lambda: small_cells.protect_part(3, 2),
    ],
)
def test_impossible_counts_and_limits_are_mistakes(wrong):
    with pytest.raises(ValueError, match=r"limit|zero"):
        wrong()


@calm
@given(counts)
def test_no_small_number_is_ever_shown(cells):
    shown = protect(cells)

    for count, cell in zip(cells, shown.cells, strict=True):
        assert cell == count or small_cells.is_hidden(cell)
        assert not (0 < count < 5) or small_cells.is_hidden(cell)
        assert cell != HIDDEN or 0 < count < 5
        assert count or cell == 0
    assert shown.total in {sum(cells), WITHHELD}


@calm
@given(counts)
def test_nothing_is_hidden_without_need(cells):
    if not any(0 < count < 5 for count in cells):
        assert protect(cells) == small_cells.Protected(tuple(cells), sum(cells))


@calm
@given(counts)
def test_the_hidden_numbers_could_stand_in_another_order(cells):
    shown = protect(cells)
    places = [at for at, cell in enumerate(shown.cells) if small_cells.is_hidden(cell)]
    if not places or small_cells.is_hidden(shown.total):
        return

    for at in places:
        other = next(there for there in places if cells[there] != cells[at])
        swapped = list(cells)
        swapped[at], swapped[other] = cells[other], cells[at]
        assert protect(swapped) == shown


@pytest.mark.parametrize("length", [1, 2, 3, 4])
@pytest.mark.parametrize("limit", [3, 5])
def test_a_reader_who_knows_the_rule_can_work_out_no_hidden_cell(length, limit):
    """Every row of small figures: what looks the same has several explanations."""
    explanations = defaultdict(list)
    for cells in itertools.product(range(limit + 4), repeat=length):
        explanations[protect(cells, limit=limit)].append(cells)

    for shown, rows in explanations.items():
        for at, cell in enumerate(shown.cells):
            if small_cells.is_hidden(cell):
                assert len({row[at] for row in rows}) > 1, (shown, rows)


def test_a_reader_who_knows_the_whole_can_work_out_no_hidden_part():
    for whole in range(1, 30):
        explanations = defaultdict(set)
        for part in range(whole + 1):
            explanations[small_cells.protect_part(part, whole)].add(part)

        for shown, parts in explanations.items():
            assert not small_cells.is_hidden(shown) or len(parts) > 1, (whole, parts)
