"""Seats, the line and certificates, decided without a database."""

import datetime as dt

import pytest

from pirtti.courses import rules
from pirtti.courses.rules import Refusal


@pytest.mark.parametrize(
    ("capacity", "needed", "sessions", "reason"),
    [
        (12, 2, 3, None),
        (12, 1, 0, Refusal.NO_SESSIONS),
        (12, 1, 21, Refusal.TOO_MANY_SESSIONS),
        (12, 4, 3, Refusal.NEEDED_OUT_OF_RANGE),
        (12, 0, 3, Refusal.NEEDED_OUT_OF_RANGE),
        (0, 1, 3, Refusal.SEATS_OUT_OF_RANGE),
    ],
)
def test_a_course_has_seats_sessions_and_a_certificate_that_can_be_earned(
    capacity, needed, sessions, reason
):
    found = rules.refuse_course(capacity=capacity, needed=needed, sessions=sessions)

    assert found == reason


def test_nobody_new_gets_a_seat_before_those_who_wait():
    assert rules.gets_seat(capacity=2, taken=1, waiting=0)
    assert not rules.gets_seat(capacity=2, taken=2, waiting=0)
    assert not rules.gets_seat(capacity=2, taken=1, waiting=1)


def test_as_many_are_let_in_as_there_are_seats_and_people():
    assert rules.let_in(capacity=5, taken=3, waiting=9) == 2
    assert rules.let_in(capacity=5, taken=3, waiting=1) == 1
    assert rules.let_in(capacity=5, taken=5, waiting=1) == 0


def test_cancelled_sessions_are_asked_of_nobody():
    assert rules.missing(attended=1, needed=3, planned=4) == 2
    assert rules.missing(attended=2, needed=3, planned=2) == 0
    assert rules.missing(attended=4, needed=3, planned=4) == 0


def test_hours_are_added_up():
    at = dt.datetime(2026, 11, 2, 17, tzinfo=dt.UTC)
    spans = [(at, at + dt.timedelta(minutes=150)), (at, at + dt.timedelta(hours=2))]

    assert rules.hours(spans) == 4.5
