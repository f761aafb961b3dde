"""When a door is open: weekly lines, seasons, exceptions."""

import datetime as dt

import pytest

from pirtti.core.refusals import Refused
from pirtti.network import actions, queries, rules
from pirtti.network.rules import DayException, Hours
from pirtti.network.tests.factories import PlaceFactory, text

MONDAY = dt.date(2026, 11, 23)
NINE, TWELVE, FIVE = dt.time(9), dt.time(12), dt.time(17)


def test_lines_of_the_weekday_count_earliest_first():
    hours = [Hours(0, TWELVE, FIVE), Hours(0, NINE, TWELVE), Hours(1, NINE, FIVE)]

    assert rules.open_hours(MONDAY, hours, []) == [(NINE, TWELVE), (TWELVE, FIVE)]


@pytest.mark.parametrize("later", [dt.time(13), dt.time(11, 30)])
def test_lines_that_overlap_are_told_as_one(later):
    hours = [Hours(0, dt.time(11), later), Hours(0, NINE, TWELVE)]

    told = rules.open_hours(MONDAY, hours, [])

    assert told == [(NINE, max(TWELVE, later))]


def test_a_season_begins_and_ends_on_its_days():
    winter = Hours(0, NINE, FIVE, valid_from=MONDAY, valid_to=MONDAY)

    assert rules.open_hours(MONDAY, [winter], [])
    assert not rules.open_hours(MONDAY - dt.timedelta(weeks=1), [winter], [])
    assert not rules.open_hours(MONDAY + dt.timedelta(weeks=1), [winter], [])


def test_an_exception_wins_over_the_weekly_line():
    usual = [Hours(0, NINE, FIVE)]

    closed = rules.open_hours(MONDAY, usual, [DayException(MONDAY, MONDAY)])
    shorter = rules.open_hours(
        MONDAY, usual, [DayException(MONDAY, MONDAY, NINE, TWELVE)]
    )

    assert closed == []
    assert shorter == [(NINE, TWELVE)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (Hours(0, FIVE, NINE), rules.Refusal.CLOSES_BEFORE_OPENING),
        (Hours(0, NINE, NINE), rules.Refusal.CLOSES_BEFORE_OPENING),
        (
            Hours(0, NINE, FIVE, MONDAY, MONDAY - dt.timedelta(days=1)),
            rules.Refusal.SEASON_ENDS_BEFORE_START,
        ),
        (Hours(0, NINE, FIVE), None),
    ],
)
def test_lines_that_cannot_be_are_refused(line, reason):
    assert rules.refuse_hours(line) is reason


@pytest.mark.django_db
def test_a_weeks_hours_tell_the_exception_and_its_reason():
    place = PlaceFactory()
    actions.set_hours(
        place, hours=[Hours(day, NINE, FIVE) for day in range(5)], by=None
    )
    tuesday = MONDAY + dt.timedelta(days=1)
    actions.add_exception(
        place,
        first_on=tuesday,
        last_on=tuesday,
        reason=text("Kehittämispäivä"),
        by=None,
    )

    week = queries.week_hours(place, MONDAY)

    assert [len(day.hours) for day in week] == [1, 0, 1, 1, 1, 0, 0]
    assert (week[1].is_exception, week[1].reason) == (True, "Kehittämispäivä")


@pytest.mark.django_db
def test_one_bad_line_leaves_the_old_hours_as_they_were():
    place = PlaceFactory()
    actions.set_hours(place, hours=[Hours(0, NINE, FIVE)], by=None)

    with pytest.raises(Refused):
        actions.set_hours(
            place, hours=[Hours(1, NINE, FIVE), Hours(2, FIVE, NINE)], by=None
        )

    assert [line.weekday for line in place.opening_hours.all()] == [0]


@pytest.mark.django_db
def test_taking_an_exception_back_opens_the_door_again():
    place = PlaceFactory()
    actions.set_hours(place, hours=[Hours(0, NINE, FIVE)], by=None)
    change = actions.add_exception(place, first_on=MONDAY, last_on=MONDAY, by=None)

    actions.remove_exception(change, by=None)

    assert queries.week_hours(place, MONDAY)[0].hours == [(NINE, FIVE)]
