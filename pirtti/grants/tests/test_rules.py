"""The window, what may be sent and decided, when a report is late: values only."""

import datetime as dt

import pytest

from pirtti.grants import rules
from pirtti.grants.rules import CallState, Refusal, State

JANUARY = rules.Days(dt.date(2027, 1, 1), dt.date(2027, 1, 31), dt.date(2028, 1, 31))
WANTED = rules.Wanted(cents=20_000, purpose="Kahvia", meetings=10)
TOLD = rules.Told(cents_used=20_000, done="Kahvit juotiin", meetings=9, visits=80)


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (dt.date(2026, 12, 31), CallState.COMING),
        (dt.date(2027, 1, 1), CallState.OPEN),
        (dt.date(2027, 1, 31), CallState.OPEN),
        (dt.date(2027, 2, 1), CallState.CLOSED),
    ],
)
def test_both_ends_of_the_window_belong_to_it(today, state):
    assert JANUARY.state(today) == state


def test_the_usual_window_is_january_this_one_while_it_lasts():
    assert rules.usual_days(dt.date(2026, 11, 22)) == JANUARY
    assert rules.usual_days(dt.date(2027, 1, 31)) == JANUARY
    assert rules.usual_days(dt.date(2027, 2, 1)).opens_on == dt.date(2028, 1, 1)


@pytest.mark.parametrize(
    ("changed", "most", "reason"),
    [
        ({}, 50_000, None),
        ({"closes_on": dt.date(2026, 12, 31)}, 50_000, Refusal.WINDOW_BACKWARDS),
        ({"opens_on": dt.date(2026, 1, 1)}, 50_000, Refusal.WINDOW_TOO_LONG),
        ({"report_due_on": dt.date(2027, 1, 31)}, 50_000, Refusal.REPORT_TOO_EARLY),
        ({"report_due_on": dt.date(2030, 1, 31)}, 50_000, Refusal.REPORT_TOO_LATE),
        ({}, 0, Refusal.MOST_OUT_OF_RANGE),
        ({}, 19_999, Refusal.ASKED_MORE),
    ],
)
def test_a_call_has_its_days_in_order_and_a_sum(changed, most, reason):
    days = rules.Days(**{**vars(JANUARY), **changed})

    assert rules.refuse_call(days, most_cents=most, asked=20_000) == reason


@pytest.mark.parametrize(
    ("call", "state", "send", "reason"),
    [
        (CallState.OPEN, State.DRAFT, True, None),
        (CallState.OPEN, State.SENT, True, None),
        (CallState.OPEN, State.WITHDRAWN, True, None),
        (CallState.OPEN, State.SENT, False, Refusal.SENT_ALREADY),
        (CallState.COMING, State.DRAFT, False, Refusal.NOT_OPEN_YET),
        (CallState.CLOSED, State.DRAFT, True, Refusal.WINDOW_CLOSED),
        (CallState.CLOSED, State.GRANTED, True, Refusal.DECIDED_ALREADY),
    ],
)
def test_nothing_is_sent_or_changed_outside_the_window(call, state, send, reason):
    found = rules.refuse_applying(
        WANTED, call=call, state=state, most_cents=20_000, send=send
    )

    assert found == reason


def test_more_than_the_most_can_not_be_asked_for():
    found = rules.refuse_applying(
        WANTED, call=CallState.OPEN, state=State.DRAFT, most_cents=19_999, send=True
    )

    assert found == Refusal.ABOVE_MOST


@pytest.mark.parametrize(
    ("granted", "reason", "changed", "refusal"),
    [
        (20_000, "", {}, None),
        (20_001, "", {}, Refusal.MORE_THAN_ASKED),
        (0, "", {}, Refusal.NOTHING_GRANTED),
        (10_000, "", {}, Refusal.REASON_NEEDED),
        (10_000, "Rahaa on vähän", {}, None),
        (None, "  ", {}, Refusal.REASON_NEEDED),
        (None, "Rahaa ei ole", {}, None),
        (20_000, "", {"is_own_group": True}, Refusal.OWN_GROUP),
        (20_000, "", {"call": CallState.OPEN}, Refusal.STILL_OPEN),
        (20_000, "", {"state": State.WITHDRAWN}, Refusal.NOT_SENT),
        (20_000, "", {"state": State.GRANTED}, Refusal.DECIDED_ALREADY),
    ],
)
def test_a_decision_is_never_above_what_was_asked_nor_on_ones_own_group(
    granted, reason, changed, refusal
):
    values = {
        "state": State.SENT,
        "call": CallState.CLOSED,
        "asked": 20_000,
        "is_own_group": False,
    }
    standing = rules.Standing(**{**values, **changed})

    assert rules.refuse_decision(standing, granted=granted, reason=reason) == refusal


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({}, None),
        ({"granted": 19_999}, Refusal.MORE_THAN_GRANTED),
        ({"state": State.DECLINED}, Refusal.NOT_GRANTED),
        ({"today": dt.date(2028, 2, 1)}, None),
        ({"today": dt.date(2028, 2, 1), "has_report": True}, Refusal.REPORT_CLOSED),
    ],
)
def test_a_late_report_is_taken_and_one_that_was_sent_stays_after_its_day(
    changed, reason
):
    values = {
        "state": State.GRANTED,
        "granted": 20_000,
        "has_report": False,
        "due_on": dt.date(2028, 1, 31),
        "today": dt.date(2028, 1, 31),
    }

    assert rules.refuse_report(TOLD, **{**values, **changed}) == reason


@pytest.mark.parametrize(
    ("state", "reported_on", "today", "is_late"),
    [
        (State.GRANTED, None, dt.date(2028, 1, 31), False),
        (State.GRANTED, None, dt.date(2028, 2, 1), True),
        (State.GRANTED, dt.date(2028, 1, 31), dt.date(2028, 3, 1), False),
        (State.GRANTED, dt.date(2028, 2, 1), dt.date(2028, 3, 1), True),
        (State.DECLINED, None, dt.date(2028, 2, 1), False),
    ],
)
def test_a_report_is_late_after_its_day(state, reported_on, today, is_late):
    found = rules.is_report_late(
        state, reported_on=reported_on, due_on=JANUARY.report_due_on, today=today
    )

    assert found is is_late
