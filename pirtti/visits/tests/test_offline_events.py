"""Taps saved on phones arrive late, twice and in any order, and count once."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pirtti.core.refusals import Refused
from pirtti.visits import actions, rules
from pirtti.visits.models import CountEvent, CountSheet, Tally
from pirtti.visits.tests import factories
from pirtti.visits.tests.factories import tap

pytestmark = pytest.mark.django_db


def receive(it, *events):
    return actions.receive_events(factories.fresh(it), events, now=it.ends_at).answers


def test_a_tap_counts_once_however_often_it_is_sent():
    it, one = factories.gathering(), tap()

    assert receive(it, one) == ["stored"]
    assert receive(it, one, one) == ["duplicate", "duplicate"]
    assert factories.totals(it)["adults"] == 1


def test_the_same_tap_twice_in_one_bundle_counts_once():
    it, one = factories.gathering(), tap()

    assert receive(it, one, one, tap()) == ["stored", "duplicate", "stored"]
    assert factories.totals(it)["adults"] == 2


def test_several_phones_add_up():
    it = factories.gathering()

    receive(it, *[tap(phone="first") for _ in range(3)])
    receive(
        it, *[tap(phone="second") for _ in range(4)], tap("children", phone="second")
    )

    assert factories.totals(it) == {"adults": 7, "children": 1, "first": 0}
    sheet = CountSheet.objects.get()
    assert (sheet.adults, sheet.children, sheet.outcome) == (7, 1, "counted")


def test_taking_away_may_arrive_before_what_it_takes_away():
    it = factories.gathering()

    receive(it, tap(step=-1))
    assert factories.totals(it)["adults"] == 0
    receive(it, tap(), tap())

    assert factories.totals(it)["adults"] == 1
    assert CountSheet.objects.get().adults == 1


def test_a_tap_of_another_date_is_not_taken_as_ours():
    one, other, event = factories.gathering(), factories.gathering(), tap()

    receive(one, event)

    assert receive(other, event) == ["rejected:bad_event"]
    assert factories.totals(other)["adults"] == 0


def test_what_a_place_does_not_count_is_refused_and_the_rest_is_stored():
    it = factories.gathering()

    answers = receive(it, tap("grandparents"), tap("own:other"), tap())

    assert answers == ["rejected:unknown_category"] * 2 + ["stored"]


def test_taps_of_a_category_that_was_counted_before_the_plan_changed_still_count():
    it = factories.gathering()
    actions.save_plan(it.place, method="every", counts_men=True, by=None)
    receive(it, tap("men"))
    actions.save_plan(it.place, method="every", counts_men=False, by=None)

    assert receive(it, tap("men")) == ["stored"]
    assert factories.totals(it)["men"] == 2


def test_own_categories_are_counted():
    it = factories.gathering()
    actions.add_category(it.place, key="grandparents", name="Isovanhemmat", by=None)

    assert receive(it, tap("own:grandparents")) == ["stored"]
    assert factories.totals(it)["own:grandparents"] == 1


def test_more_than_200_at_once_are_refused_whole():
    it = factories.gathering()

    with pytest.raises(Refused) as refused:
        receive(it, *[tap() for _ in range(201)])

    assert refused.value.reason == rules.Refusal.TOO_MANY_EVENTS
    assert not CountEvent.objects.exists()
    assert set(receive(it, *[tap() for _ in range(200)])) == {"stored"}


def test_a_late_tap_on_a_date_that_did_not_take_place_says_that_it_did():
    it = factories.gathering()
    actions.mark_not_held(it)

    receive(it, tap())

    assert CountSheet.objects.get().outcome == "counted"


def test_asking_for_the_totals_makes_nothing():
    it = factories.gathering()

    assert receive(it) == []
    assert receive(it, "nonsense") == ["rejected:bad_event"]
    assert not CountSheet.objects.exists()


def test_an_online_meeting_has_no_counter():
    it = factories.gathering()
    it.place = None
    it.save()

    with pytest.raises(Refused) as refused:
        receive(it, tap())

    assert refused.value.reason == rules.Refusal.NO_PLACE


def test_one_more_tap_takes_few_statements():
    it = factories.gathering()
    receive(it, tap())
    date = factories.fresh(it)

    with CaptureQueriesContext(connection) as statements:
        actions.receive_events(date, [tap()], now=it.ends_at)

    around = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")
    work = [one["sql"] for one in statements if not one["sql"].startswith(around)]
    assert len(work) <= 7, "\n".join(work)


def test_old_taps_go_after_30_days_and_the_totals_stay():
    it = factories.gathering(on=dt.date(2026, 9, 1))
    actions.receive_events(factories.fresh(it), [tap(), tap()], now=it.ends_at)

    assert actions.prune_events(dt.date(2026, 10, 1)) == 0
    assert actions.prune_events(dt.date(2026, 10, 2)) == 2
    assert factories.totals(it)["adults"] == 2
    assert actions.recount(fix=False) == []


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["adults", "children", "first"]),
        st.integers(-5, 5).filter(bool),
    ),
    max_size=12,
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS, data=st.data())
def test_any_order_and_any_repetition_give_the_same_totals(steps, data):
    events = [tap(category, step) for category, step in steps]
    right = {"adults": 0, "children": 0, "first": 0}
    for category, step in steps:
        right[category] += step
    again = data.draw(st.lists(st.sampled_from(events))) if events else []
    sent = data.draw(st.permutations(events + again))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(sent)), max_size=3)))
    it = factories.gathering()

    for start, end in zip([0, *cuts], [*cuts, len(sent)], strict=True):
        receive(it, *sent[start:end])
        assert all(total >= 0 for total in factories.totals(it).values())

    assert factories.totals(it) == {key: max(0, total) for key, total in right.items()}
    stored = dict(Tally.objects.filter(occurrence=it).values_list("category", "total"))
    assert all(right[key] == total for key, total in stored.items())
    assert actions.recount(fix=False) == []


def test_reading_a_tap_keeps_its_name():
    uid = uuid.uuid4()

    assert rules.read_event(tap(uid=str(uid).upper())).uid == uid
