"""What changed since an edition: new, ended, moved, other times."""

import datetime as dt
from dataclasses import replace

import pytest

from pirtti.planning import rules
from pirtti.planning.rules import Line, What

ON = dt.date(2027, 2, 1)
TUESDAY = Line(
    activity=1,
    slug="kahvila",
    name={"fi": "Kahvila"},
    place="paikka",
    place_name={"fi": "Paikka"},
    area={"fi": "Alue"},
    frequency="weekly",
    interval=1,
    parity="any",
    weekdays=(1,),
    nth=(),
    starts_at="09:30",
    ends_at="11:30",
    starts_on="2027-01-07",
    ends_on="2027-05-31",
)
THURSDAY = replace(TUESDAY, weekdays=(3,))
OTHER = replace(TUESDAY, activity=2, slug="kerho")


def told(promised, holds):
    return [
        (change.what, change.before, change.after)
        for change in rules.compare(promised, holds, on=ON)
    ]


@pytest.mark.parametrize(
    ("promised", "holds", "changes"),
    [
        ([TUESDAY], [TUESDAY], []),
        ([TUESDAY], [replace(TUESDAY, starts_on="2027-02-01")], []),
        ([TUESDAY], [], [(What.ENDED, TUESDAY, None)]),
        ([TUESDAY], [TUESDAY, OTHER], [(What.NEW, None, OTHER)]),
        ([TUESDAY], [THURSDAY], [(What.TIMES, TUESDAY, THURSDAY)]),
        ([TUESDAY, THURSDAY], [THURSDAY], [(What.ENDED, TUESDAY, None)]),
    ],
)
def test_promises_are_compared_with_what_holds(promised, holds, changes):
    assert told(promised, holds) == changes


def test_another_place_is_a_move_whatever_else_changed():
    moved = replace(THURSDAY, place="kappeli")

    assert told([TUESDAY], [moved]) == [(What.MOVED, TUESDAY, moved)]


def test_a_change_to_come_is_told_as_one_change():
    until_february = replace(TUESDAY, ends_on="2027-02-28")

    assert told([TUESDAY], [until_february, THURSDAY]) == [
        (What.TIMES, TUESDAY, THURSDAY)
    ]


def test_what_will_end_early_tells_its_last_day():
    until_february = replace(TUESDAY, ends_on="2027-02-28")

    (change,) = rules.compare([TUESDAY], [until_february], on=ON)

    assert change.what == What.ENDED
    assert change.last_day == dt.date(2027, 2, 28)


def test_what_was_promised_until_january_only_has_not_ended_in_february():
    january = replace(TUESDAY, ends_on="2027-01-31")

    assert told([january], []) == []


def test_a_line_is_the_same_after_it_was_stored():
    assert Line.from_json(TUESDAY.as_json()) == TUESDAY
