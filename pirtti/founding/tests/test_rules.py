"""The rules of beginning a group, one by one."""

import datetime as dt

import pytest

from pirtti.founding import messages, rules
from pirtti.founding.rules import Refusal, State, Step, What
from pirtti.groups import rules as group_rules
from pirtti.groups.models import Task

TODAY = dt.date(2026, 11, 23)


def test_the_steps_are_the_checklist_of_the_source_in_its_order():
    assert [step.value for step in rules.STEPS] == [
        "leader",
        "telling",
        "whom",
        "networks",
        "resources",
        "content",
    ]


def test_one_goes_back_and_forth_between_steps_and_ends_at_sending():
    assert rules.beside(Step.LEADER) == ("", "telling")
    assert rules.beside(Step.WHOM) == ("telling", "networks")
    assert rules.beside(Step.CONTENT) == ("resources", rules.READY)


def test_only_three_things_are_needed_for_sending():
    told = {"alias": "Kaisla", "has_contact": True, "for_whom": "Isät"}

    assert rules.missing(**told) == []
    assert rules.missing(**told | {"has_contact": False}) == [Refusal.NEEDS_CONTACT]
    assert len(rules.missing(alias="", has_contact=False, for_whom="")) == 3


@pytest.mark.parametrize("state", [State.DRAFT, State.ACCEPTED, State.DECLINED])
def test_only_what_waits_can_be_decided(state):
    for what in (What.ASKED, What.DECLINED, What.ACCEPTED):
        assert rules.refuse_decision(state, what) is Refusal.DECIDED_ALREADY


def test_a_no_needs_a_sentence_and_a_yes_does_not():
    assert rules.refuse_decision(State.SENT, What.DECLINED, words="")
    assert rules.refuse_decision(State.SENT, What.ACCEPTED, words="") is None


def test_a_group_ends_when_decided_as_many_meetings_take_or_in_half_a_year():
    until = dt.date(2027, 5, 31)

    def end(until, meetings, often):
        return rules.usual_end(until, meetings, often, today=TODAY)

    assert end(until, 10, "weekly") == until
    assert end(None, 10, "weekly") == TODAY + dt.timedelta(days=84)
    assert end(None, 10, "fortnightly") == TODAY + dt.timedelta(days=154)
    assert end(None, 200, "monthly") == TODAY + rules.LONGEST
    assert end(None, None, "weekly") == TODAY + rules.USUAL_LENGTH
    assert end(None, 10, "other") == TODAY + rules.USUAL_LENGTH


def test_the_fourth_visit_is_refused_and_advice_from_afar_never():
    def refuse(used, *, is_remote=False, on=TODAY):
        return rules.refuse_visit(
            on,
            is_remote=is_remote,
            used=used,
            most=group_rules.MOST_SUPPORT_VISITS,
            today=TODAY,
        )

    assert [refuse(used) for used in range(4)] == [None] * 3 + [Refusal.VISITS_USED]
    assert refuse(30, is_remote=True) is None
    assert refuse(0, on=TODAY + dt.timedelta(days=1)) is Refusal.DAY_AHEAD


def test_a_last_day_is_ahead_and_within_three_years():
    assert rules.refuse_until(None, today=TODAY) is None
    assert rules.refuse_until(TODAY, today=TODAY) is None
    yesterday = TODAY - dt.timedelta(days=1)
    assert rules.refuse_until(yesterday, today=TODAY) is Refusal.UNTIL_GONE
    far = TODAY + rules.LONGEST + dt.timedelta(days=1)
    assert rules.refuse_until(far, today=TODAY) is Refusal.UNTIL_TOO_FAR


def test_every_refusal_and_every_choice_has_its_words():
    assert set(messages.REFUSALS) == set(Refusal)
    assert set(messages.STATES) == set(messages.STANDS) == set(State)
    assert set(messages.STEPS) == set(messages.LEDES) == set(Step)
    for words, kind in (
        (messages.LEADING, rules.Leading),
        (messages.LEADS_AS, rules.LeadsAs),
        (messages.CHANNELS, rules.Channel),
        (messages.HAS, rules.Has),
        (messages.CONTENT, rules.Content),
        (messages.HOW_OFTEN, rules.HowOften),
        (messages.LIFE_STAGES, rules.LifeStage),
        (messages.AUDIENCE, group_rules.Audience),
        (messages.JOINING, group_rules.Joining),
        (messages.MEETS, group_rules.Meets),
    ):
        assert {str(one) for one in words} == {one.value for one in kind}


def test_what_is_missing_becomes_a_kind_of_task_that_groups_know():
    assert set(rules.RESOURCES.values()) <= set(Task.What.values)
    assert set(messages.RESOURCES) == set(rules.RESOURCES)
