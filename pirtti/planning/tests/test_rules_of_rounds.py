"""Tables of the rules of a round: its days, an answer's state, what is offered."""

import datetime as dt

import pytest

from pirtti.planning import rules
from pirtti.planning.rules import AskState, ContactWarning, Offer, Refusal

D = dt.date
TODAY = D(2026, 11, 21)


@pytest.mark.parametrize(
    ("first", "last", "deadline", "reason"),
    [
        (D(2027, 1, 4), D(2027, 5, 31), D(2026, 12, 4), None),
        (D(2027, 1, 4), D(2027, 1, 4), TODAY, None),
        (D(2027, 1, 4), D(2027, 1, 3), TODAY, Refusal.SEASON_ENDS_BEFORE_START),
        (D(2027, 1, 4), D(2028, 1, 6), TODAY, Refusal.SEASON_TOO_LONG),
        (D(2027, 1, 4), D(2027, 5, 31), D(2026, 11, 20), Refusal.DEADLINE_GONE),
        (D(2027, 1, 4), D(2027, 5, 31), D(2027, 1, 4), Refusal.DEADLINE_AFTER_START),
        (D(2029, 1, 4), D(2029, 5, 31), TODAY, Refusal.TOO_FAR_AHEAD),
    ],
)
def test_a_round_has_days_that_follow_each_other(first, last, deadline, reason):
    found = rules.refuse_round(
        first_on=first, last_on=last, deadline=deadline, today=TODAY
    )

    assert found == reason


@pytest.mark.parametrize(
    ("begun", "answered", "today", "state"),
    [
        (False, False, D(2026, 12, 4), AskState.NOT_YET),
        (True, False, D(2026, 12, 4), AskState.BEGUN),
        (False, False, D(2026, 12, 5), AskState.LATE),
        (True, False, D(2026, 12, 5), AskState.LATE),
        (True, True, D(2026, 12, 5), AskState.ANSWERED),
    ],
)
def test_the_day_of_the_deadline_is_not_late(begun, answered, today, state):
    found = rules.ask_state(
        has_begun=begun, has_answered=answered, deadline=D(2026, 12, 4), today=today
    )

    assert found == state


def test_the_reminder_is_a_week_before_unless_that_is_gone_already():
    deadline = D(2026, 12, 4)

    assert rules.reminder_on(deadline, opened_on=TODAY) == D(2026, 11, 27)
    assert rules.reminder_on(deadline, opened_on=D(2026, 11, 27)) is None
    assert rules.late_on(deadline) == D(2026, 12, 5)


@pytest.mark.parametrize(
    ("undecided", "told", "nothing", "reason"),
    [
        (0, 1, False, None),
        (1, 3, False, Refusal.UNDECIDED),
        (0, 0, False, Refusal.NOTHING_SAID),
        (3, 0, True, None),
    ],
)
def test_an_answer_says_something_of_everything(undecided, told, nothing, reason):
    found = rules.refuse_answer(undecided=undecided, told=told, told_nothing=nothing)

    assert found == reason


@pytest.mark.parametrize(
    ("closed", "answered", "nudged_on", "reason"),
    [
        (False, False, None, None),
        (False, False, D(2026, 11, 20), None),
        (False, False, TODAY, Refusal.NUDGED_TODAY),
        (False, True, None, Refusal.ALREADY_ANSWERED),
        (True, False, None, Refusal.ROUND_CLOSED),
    ],
)
def test_nobody_is_nudged_twice_a_day(closed, answered, nudged_on, reason):
    found = rules.refuse_nudge(
        is_closed=closed, has_answered=answered, nudged_on=nudged_on, today=TODAY
    )

    assert found == reason


@pytest.mark.parametrize(
    ("address", "deputy", "account", "ends", "warnings"),
    [
        (True, True, True, D(2027, 6, 1), []),
        (True, True, False, None, []),
        (False, False, False, None, [ContactWarning.NO_ADDRESS]),
        (True, False, False, None, [ContactWarning.NO_DEPUTY]),
        (True, True, True, None, [ContactWarning.ROLE_OVER]),
        (
            True,
            True,
            True,
            D(2026, 12, 3),
            [ContactWarning.ROLE_ENDS_BEFORE_DEADLINE],
        ),
        (True, True, True, D(2026, 12, 4), []),
    ],
)
def test_word_that_may_not_arrive_is_warned_of(
    address, deputy, account, ends, warnings
):
    found = rules.contact_warnings(
        has_address=address,
        has_deputy=deputy,
        has_account=account,
        role_ends_on=ends,
        deadline=D(2026, 12, 4),
    )

    assert found == warnings


@pytest.mark.parametrize(("days", "short"), [(13, True), (14, False), (15, False)])
def test_notice_is_short_when_it_is_less_than_agreed(days, short):
    found = rules.is_short_notice(
        told_on=TODAY, from_on=TODAY + dt.timedelta(days=days), notice_days=14
    )

    assert found is short


def test_last_seasons_rhythms_are_offered_and_old_parts_are_not():
    first_on = D(2027, 1, 4)
    goes_on = Offer(1, 10, D(2025, 9, 1), None)
    ended_in_autumn = Offer(2, 11, D(2026, 9, 1), D(2026, 12, 10))
    long_gone = Offer(3, 12, D(2024, 9, 1), D(2025, 5, 31))
    before_it_moved = Offer(4, 13, D(2026, 1, 5), D(2026, 9, 30))
    after_it_moved = Offer(5, 13, D(2026, 10, 1), None)
    begins_later = Offer(6, 14, D(2027, 2, 1), None)

    found = rules.offered(
        [
            goes_on,
            ended_in_autumn,
            long_gone,
            before_it_moved,
            after_it_moved,
            begins_later,
        ],
        first_on=first_on,
    )

    assert set(found) == {1, 2, 5}
