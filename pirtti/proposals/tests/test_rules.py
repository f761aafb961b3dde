"""When things are stale, doubtful, clashing or open: tables of cases."""

import datetime as dt

import pytest

from pirtti.proposals import rules
from pirtti.proposals.rules import Decision, Meeting, Refusal, State, Step

TODAY = dt.date(2026, 11, 21)
NOON = dt.datetime(2026, 11, 21, 12, tzinfo=dt.UTC)


def ago(days):
    return TODAY - dt.timedelta(days=days)


@pytest.mark.parametrize(
    ("told", "doubtful"), [(None, False), (0, False), (29, False), (30, True)]
)
def test_thirty_days_after_the_question_families_are_told(told, doubtful):
    told_on = None if told is None else ago(told)

    assert rules.is_doubtful(told_on, today=TODAY) is doubtful


@pytest.mark.parametrize(
    ("last", "may"), [(None, True), (0, False), (6, False), (7, True)]
)
def test_an_organisation_gets_one_letter_a_week_at_most(last, may):
    last_on = None if last is None else ago(last)

    assert rules.may_write_again(last_on, today=TODAY) is may


@pytest.mark.parametrize(
    ("planned", "lacks"),
    [([], True), ([7], False), ([-7], False), ([8, -8], True), ([8, 3], False)],
)
def test_a_cancelled_date_is_missed_when_nothing_is_near_it(planned, lacks):
    days = [TODAY + dt.timedelta(days=step) for step in planned]

    assert rules.lacks_replacement(TODAY, days) is lacks


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ((9, 11), (10, 12), True),
        ((9, 11), (11, 12), False),
        ((9, 11), (8, 9), False),
        ((9, 12), (10, 11), True),
        ((10, 11), (9, 12), True),
        ((9, 11), (9, 11), True),
    ],
)
def test_touching_ends_are_no_clash(one, other, clash):
    first, second = (
        Meeting(TODAY, dt.time(start), dt.time(end)) for start, end in (one, other)
    )
    next_day = Meeting(TODAY + dt.timedelta(days=1), second.starts_at, second.ends_at)

    assert rules.overlap(first, second) is clash
    assert rules.clashing([first], [second, next_day]) == ({TODAY} if clash else set())
    assert not rules.overlap(first, next_day)


@pytest.mark.parametrize(
    ("state", "step", "words", "reason"),
    [
        (State.WAITING, Step.APPROVED, "", None),
        (State.ASKED, Step.APPROVED, "", None),
        (State.DECLINED, Step.APPROVED, "", None),
        (State.APPROVED, Step.APPROVED, "", Refusal.DECIDED_ALREADY),
        (State.WITHDRAWN, Step.APPROVED, "", Refusal.DECIDED_ALREADY),
        (State.WAITING, Step.ASKED, "", Refusal.NEEDS_WORDS),
        (State.WAITING, Step.ASKED, "Milloin?", None),
        (State.WAITING, Step.DECLINED, "", Refusal.NEEDS_WORDS),
        (State.ASKED, Step.DECLINED, "Täynnä.", None),
        (State.DECLINED, Step.DECLINED, "Täynnä.", Refusal.DECIDED_ALREADY),
        (State.APPROVED, Step.ASKED, "Milloin?", Refusal.DECIDED_ALREADY),
    ],
)
def test_which_step_may_follow_which_state(state, step, words, reason):
    assert rules.refuse_decision(state, step, words=words) == reason


@pytest.mark.parametrize("state", list(State))
def test_the_proposer_changes_only_what_is_open(state):
    is_open = state in {State.WAITING, State.ASKED}

    assert (rules.refuse_change(state) is None) == is_open


@pytest.mark.parametrize(
    ("first", "until", "reason"),
    [
        (0, None, None),
        (-1, None, Refusal.DAY_GONE),
        (366, None, None),
        (367, None, Refusal.DAY_TOO_FAR),
        (5, 5, None),
        (5, 4, Refusal.UNTIL_BEFORE_DAY),
    ],
)
def test_the_days_of_a_proposal_lie_ahead(first, until, reason):
    last = None if until is None else TODAY + dt.timedelta(days=until)

    found = rules.refuse_days(TODAY + dt.timedelta(days=first), last, today=TODAY)

    assert found == reason


@pytest.mark.parametrize(
    ("revoked", "hours", "open_"),
    [(False, 1, True), (False, 0, False), (False, -1, False), (True, 1, False)],
)
def test_a_link_is_open_until_its_time_or_its_end(revoked, hours, open_):
    reason = rules.refuse_link(
        revoked=revoked, expires_at=NOON + dt.timedelta(hours=hours), now=NOON
    )

    assert (reason is None) == open_


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        (-1, Refusal.DAY_GONE),
        (0, None),
        (366, None),
        (367, Refusal.LINK_TOO_LONG),
    ],
)
def test_a_link_lasts_a_year_at_most(days, reason):
    last_on = TODAY + dt.timedelta(days=days)

    assert rules.refuse_link_days(last_on, today=TODAY) == reason


@pytest.mark.parametrize(
    ("decision", "until", "revoked", "holds"),
    [
        (Decision.APPROVED, None, False, True),
        (Decision.APPROVED, 0, False, True),
        (Decision.APPROVED, -1, False, False),
        (Decision.APPROVED, None, True, False),
        (Decision.DECLINED, None, False, False),
        (Decision.LATER, 5, False, False),
    ],
)
def test_an_approval_holds_until_its_day_or_its_end(decision, until, revoked, holds):
    valid_until = None if until is None else TODAY + dt.timedelta(days=until)

    found = rules.is_in_force(
        decision, valid_until=valid_until, revoked=revoked, today=TODAY
    )

    assert found is holds
