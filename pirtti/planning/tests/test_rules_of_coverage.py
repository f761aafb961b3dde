"""Gaps and overlaps: what counts where, and what overlaps what."""

import datetime as dt

import pytest

from pirtti.planning import rules
from pirtti.planning.rules import AgeBand, Part, Slot

TUESDAYS = frozenset(dt.date(2026, 11, 24) + dt.timedelta(weeks=n) for n in range(4))


def slot(activity=1, **more):
    values = {
        "organisers": (1,),
        "weekday": 1,
        "starts_at": dt.time(9, 30),
        "ends_at": dt.time(11, 30),
        "days": TUESDAYS,
        "area": 7,
        "audiences": frozenset({"families"}),
        "age_from": 0,
        "age_to": 83,
    }
    return Slot(activity, **(values | more))


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        (dt.time(5, 59), None),
        (dt.time(6), Part.MORNING),
        (dt.time(10, 59), Part.MORNING),
        (dt.time(11), Part.MIDDAY),
        (dt.time(14), Part.AFTERNOON),
        (dt.time(17), Part.EVENING),
        (dt.time(20, 59), Part.EVENING),
        (dt.time(21), None),
    ],
)
def test_a_date_counts_in_the_part_of_the_day_where_it_begins(clock, part):
    assert rules.part_of(clock) == part


@pytest.mark.parametrize(
    ("low", "high", "bands"),
    [
        (0, 11, {AgeBand.BABY}),
        (0, 12, {AgeBand.BABY, AgeBand.TODDLER}),
        (36, 83, {AgeBand.SMALL}),
        (None, None, set(AgeBand)),
        (84, None, {AgeBand.SCHOOL}),
    ],
)
def test_ages_reach_their_bands(low, high, bands):
    assert rules.bands_of(low, high) == bands


def test_the_grid_counts_dates_in_each_of_their_rows():
    found = rules.grid([slot(), slot(2, age_to=11)], lambda one: one.bands)

    assert found["0", 1] == 8
    assert found["1-2", 1] == 4
    assert found["0", 2] == 0


def test_the_whole_count_tells_every_combination():
    found = rules.cross(
        [slot(languages=frozenset({"fi", "sv"}))], everybody="all", not_told="none"
    )

    assert found[1, "morning", "0", "families", "sv"] == 4
    assert found[1, "morning", "7", "families", "sv"] == 0
    assert sum(found.values()) == 4 * 3 * 2


@pytest.mark.parametrize(
    ("changes", "dates"),
    [
        ({}, 4),
        ({"starts_at": dt.time(11, 15), "ends_at": dt.time(12)}, 4),
        ({"starts_at": dt.time(11, 30), "ends_at": dt.time(12)}, 0),
        ({"weekday": 2}, 0),
        ({"age_from": 84, "age_to": None}, 0),
        ({"audiences": frozenset({"fathers"})}, 0),
        ({"audiences": frozenset()}, 4),
        ({"days": frozenset(sorted(TUESDAYS)[:1])}, 1),
        ({"area": 8}, 0),
        ({"area": 8, "at": (60.17, 24.74)}, 4),
        ({"area": 8, "at": (60.19, 24.74)}, 0),
    ],
)
def test_what_overlaps(changes, dates):
    one, other = slot(at=(60.16, 24.74)), slot(2, **changes)

    found = rules.overlaps([one, other])

    assert sum(overlap.dates for overlap in found) == dates


def test_an_activity_does_not_overlap_itself():
    assert rules.overlaps([slot(), slot(starts_at=dt.time(10))]) == []


def test_a_distance_is_that_of_the_crow():
    assert rules.metres_between((60.0, 24.0), (60.01, 24.0)) == pytest.approx(1112, 3)
    assert rules.metres_between(None, (60.0, 24.0)) is None
