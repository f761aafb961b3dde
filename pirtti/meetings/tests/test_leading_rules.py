"""What leaders may do, and when: decided without a database."""

import datetime as dt

import pytest

from pirtti.meetings import leading_rules as rules
from pirtti.meetings.leading_rules import Refusal

NOON = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("ends_at", "is_cancelled", "expected"),
    [
        (NOON + HOUR, False, None),
        (NOON + HOUR, True, Refusal.MEETING_CANCELLED),
        (NOON, False, Refusal.MEETING_OVER),
        (NOON - HOUR, True, Refusal.MEETING_OVER),
    ],
)
def test_what_is_over_or_cancelled_is_not_changed(ends_at, is_cancelled, expected):
    found = rules.refuse_change(ends_at=ends_at, is_cancelled=is_cancelled, now=NOON)

    assert found == expected


@pytest.mark.parametrize(
    ("starts_at", "is_cancelled", "expected"),
    [
        (NOON, False, None),
        (NOON + HOUR, False, Refusal.NOT_YET),
        (NOON - HOUR, True, Refusal.MEETING_CANCELLED),
    ],
)
def test_nobody_was_at_what_has_not_begun(starts_at, is_cancelled, expected):
    found = rules.refuse_attendance(
        starts_at=starts_at, is_cancelled=is_cancelled, now=NOON
    )

    assert found == expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, None),
        ({"is_taken": True}, Refusal.REQUEST_TAKEN),
        ({"is_withdrawn": True}, Refusal.REQUEST_OVER),
        ({"until": NOON}, Refusal.REQUEST_OVER),
    ],
)
def test_only_an_open_request_is_taken(values, expected):
    usual = {"is_taken": False, "is_withdrawn": False, "until": NOON + HOUR}

    assert rules.refuse_taking(**usual | values, now=NOON) == expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, Refusal.POOL_DAY_GONE),
        (0, None),
        (rules.MOST_POOL_DAYS, None),
        (rules.MOST_POOL_DAYS + 1, Refusal.POOL_TOO_LONG),
    ],
)
def test_one_is_asked_for_a_year_at_most(days, expected):
    today = NOON.date()

    assert rules.refuse_pool(ends_on=today + days * DAY, today=today) == expected


def test_whoever_stands_in_leads_on_the_next_of_the_days():
    today = NOON.date()
    days = [today + 7 * DAY, today - DAY, today + 2 * DAY]

    assert rules.next_stand_in(days, today=today) == today + 2 * DAY
    assert rules.next_stand_in([today], today=today) == today
    assert rules.next_stand_in([today - DAY], today=today) is None
