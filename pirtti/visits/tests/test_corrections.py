"""A count is put right afterwards, with a reason and never below zero."""

import datetime as dt

import pytest
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.people.models import JournalEntry
from pirtti.people.tests.factories import UserFactory
from pirtti.visits import actions, messages, queries, rules
from pirtti.visits.models import CountEvent, CountSheet
from pirtti.visits.tests import factories

pytestmark = pytest.mark.django_db


def refusal_of(action, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        action(*args, **kwargs)
    return refused.value.reason


def test_a_correction_is_an_event_with_its_reason_and_a_journal_line():
    it, by = factories.gathering(), UserFactory()
    factories.count(it, adults=10, children=4)

    actions.correct(it, category="adults", to=8, reason="Two were counted twice", by=by)

    assert factories.totals(it)["adults"] == 8
    event = queries.corrections(it).get()
    assert (event.step, event.by, event.reason) == (-2, by, "Two were counted twice")
    line = JournalEntry.objects.get(verb="visits.corrected")
    assert line.by == by
    assert "twice" not in str(line.details)
    assert actions.recount(fix=False) == []


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"reason": "  "}, rules.Refusal.NEEDS_REASON),
        ({"to": -1}, rules.Refusal.BELOW_ZERO),
        ({"to": 10_000}, rules.Refusal.TOO_LARGE),
        ({"category": "dogs"}, rules.Refusal.UNKNOWN_CATEGORY),
    ],
)
def test_a_bad_correction_changes_nothing(change, reason):
    it = factories.gathering()
    factories.count(it, adults=3)
    wish = {"category": "adults", "to": 2, "reason": "why", "by": None} | change

    assert refusal_of(actions.correct, it, **wish) == reason
    assert factories.totals(it)["adults"] == 3


def test_a_date_to_come_is_not_counted():
    it = factories.gathering(began=timezone.now() + dt.timedelta(days=1))

    assert (
        refusal_of(actions.set_totals, it, {"adults": 1}, by=None)
        == rules.Refusal.NOT_YET
    )


def test_correcting_a_tally_below_zero_leads_to_the_wanted_number():
    it = factories.gathering()
    factories.count(it, adults=-3)

    actions.correct(it, category="adults", to=2, reason="counted by hand", by=None)

    assert factories.totals(it)["adults"] == 2


def test_a_whole_count_is_typed_in_afterwards_with_its_method():
    it = factories.gathering(on=dt.date(2026, 11, 10))

    actions.set_totals(it, {"adults": 12, "children": 0}, by=None, method="estimate")

    sheet = CountSheet.objects.get()
    assert (sheet.adults, sheet.method, sheet.outcome) == (12, "estimate", "counted")
    assert factories.figures()["month", 2026, 11] == (1, 12, 0, 0, 0)


def test_typing_over_a_count_needs_a_reason():
    it = factories.gathering()
    factories.count(it, adults=1)

    assert (
        refusal_of(actions.set_totals, it, {"adults": 5}, by=None)
        == rules.Refusal.NEEDS_REASON
    )
    actions.set_totals(it, {"adults": 5}, by=None, reason="the list at the door")
    assert factories.totals(it)["adults"] == 5


def test_changing_the_method_moves_the_figures():
    it = factories.gathering(on=dt.date(2026, 11, 10))
    factories.count(it, adults=4)

    actions.set_totals(
        it, {"adults": 4}, by=None, method="estimate", reason="it was a guess"
    )

    assert actions.recount(fix=False) == []
    assert factories.figures()["month", 2026, 11] == (1, 4, 0, 0, 0)


def test_nobody_came_is_a_count():
    it = factories.gathering(on=dt.date(2026, 11, 10))

    actions.finish(it)

    assert factories.figures()["month", 2026, 11] == (1, 0, 0, 0, 0)
    assert actions.finish(factories.fresh(it)).is_counted


def test_did_not_take_place_counts_no_gathering_and_is_taken_back():
    it = factories.gathering()
    actions.mark_not_held(it)
    assert CountSheet.objects.get().is_not_held
    assert factories.figures() == {}

    actions.undo_not_held(it)

    assert CountSheet.objects.get().outcome == "open"


def test_a_date_with_visitors_did_take_place():
    it = factories.gathering()
    factories.count(it, children=1)

    assert refusal_of(actions.mark_not_held, it) == rules.Refusal.ALREADY_COUNTED


def test_a_finished_empty_count_comes_back_after_not_held_is_undone():
    it = factories.gathering()
    actions.finish(it)
    actions.mark_not_held(it)
    assert actions.recount(fix=False) == []

    actions.undo_not_held(it)

    assert CountSheet.objects.get().is_counted
    assert actions.recount(fix=False) == []


@pytest.mark.parametrize("name", ["2026-W54", "2026-47", "W47", "", "2025-W53"])
def test_a_plan_refuses_weeks_that_do_not_exist(name):
    place = factories.PlaceFactory()

    reason = refusal_of(
        actions.save_plan, place, method="sample", sample_weeks=[name], by=None
    )

    assert reason == rules.Refusal.BAD_WEEK


@pytest.mark.parametrize("key", ["", "two words", "ä", "x" * 25, "own:x"])
def test_an_own_counter_needs_a_short_name(key):
    reason = refusal_of(
        actions.add_category, factories.PlaceFactory(), key=key, name="x", by=None
    )

    assert reason == rules.Refusal.BAD_KEY


def test_a_retired_counter_leaves_the_page_and_its_numbers_stay():
    it = factories.gathering()
    own = actions.add_category(it.place, key="dogs", name="Koirat", by=None)
    factories.count(it, **{"own:dogs": 2})

    actions.retire_category(own, by=None)

    assert "own:dogs" not in queries.categories_of(it.place)
    assert factories.totals(it)["own:dogs"] == 2


def test_every_refusal_has_its_sentence():
    assert set(messages.REFUSALS) == set(rules.Refusal)


def test_correcting_to_the_same_number_makes_no_event():
    it = factories.gathering()
    factories.count(it, adults=3)

    actions.correct(it, category="adults", to=3, reason="checked", by=None)

    assert CountEvent.objects.count() == 1
