"""When somebody is there: weekdays, even weeks, seasons, one day, days away."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pirtti.presence import rules
from pirtti.presence.rules import Refusal, Times

MONDAY = dt.date(2026, 11, 23)
FAR = dt.date(2027, 6, 1)


def times(**changes):
    values = {
        "weekday": 0,
        "on": None,
        "starts_at": dt.time(9),
        "ends_at": dt.time(12),
        **changes,
    }
    return Times(**values)


@pytest.mark.parametrize(
    ("told", "day", "is_there"),
    [
        (times(), MONDAY, True),
        (times(), MONDAY + dt.timedelta(days=1), False),
        # The 23rd of November 2026 is in ISO week 48.
        (times(parity="even"), MONDAY, True),
        (times(parity="odd"), MONDAY, False),
        (times(parity="odd"), MONDAY + dt.timedelta(days=7), True),
        (times(first_on=MONDAY + dt.timedelta(days=1)), MONDAY, False),
        (times(last_on=MONDAY), MONDAY, True),
        (times(last_on=MONDAY - dt.timedelta(days=1)), MONDAY, False),
        (times(weekday=None, on=MONDAY), MONDAY, True),
        (times(weekday=None, on=MONDAY), MONDAY + dt.timedelta(days=7), False),
    ],
)
def test_times_hold_on_their_days(told, day, is_there):
    assert rules.is_there(told, day, valid_until=FAR) is is_there


def test_nobody_is_there_when_away_or_after_the_card_has_ended():
    assert not rules.is_there(times(), MONDAY, valid_until=FAR, away={MONDAY})
    assert not rules.is_there(times(), MONDAY, valid_until=MONDAY - dt.timedelta(1))
    assert rules.is_there(times(), MONDAY, valid_until=MONDAY)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31)))
def test_every_week_is_either_even_or_odd(day):
    told = [
        rules.is_there(
            times(weekday=day.weekday(), parity=parity), day, valid_until=day
        )
        for parity in ("even", "odd")
    ]

    assert sorted(told) == [False, True]


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (times(), None),
        (times(on=MONDAY), Refusal.NEEDS_WEEKDAY_OR_DAY),
        (times(weekday=None), Refusal.NEEDS_WEEKDAY_OR_DAY),
        (times(ends_at=dt.time(9)), Refusal.ENDS_BEFORE_START),
        (
            times(first_on=MONDAY, last_on=MONDAY - dt.timedelta(days=1)),
            Refusal.SEASON_BACKWARDS,
        ),
        (
            times(weekday=None, on=MONDAY - dt.timedelta(days=1)),
            Refusal.DAY_IS_GONE,
        ),
        (times(first_on=FAR + dt.timedelta(days=1)), Refusal.CARD_ENDED),
        (times(weekday=None, on=FAR + dt.timedelta(days=1)), Refusal.CARD_ENDED),
    ],
)
def test_times_that_can_not_be_are_refused(told, reason):
    assert rules.refuse_times(told, valid_until=FAR, today=MONDAY) is reason


@pytest.mark.parametrize(
    ("days", "has_photo", "has_consent", "is_new", "reason"),
    [
        (100, False, False, True, None),
        (0, False, False, True, None),
        (-1, False, False, True, Refusal.CARD_UNTIL_GONE),
        (-1, False, False, False, None),
        (366, False, False, True, None),
        (367, False, False, False, Refusal.CARD_TOO_LONG),
        (100, True, False, True, Refusal.PHOTO_NEEDS_CONSENT),
        (100, True, True, True, None),
    ],
)
def test_a_card_ends_within_a_year_and_a_face_needs_consent(
    days, has_photo, has_consent, is_new, reason
):
    found = rules.refuse_card(
        valid_until=MONDAY + dt.timedelta(days=days),
        has_photo=has_photo,
        has_consent=has_consent,
        today=MONDAY,
        is_new=is_new,
    )

    assert found is reason
