"""What an organisation answers, and how it changes its mind."""

import datetime as dt

import pytest
from django.http import QueryDict

from pirtti.calendar.models import Activity, Occurrence, Series
from pirtti.calendar.tests.factories import KindFactory
from pirtti.core.refusals import Refused
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.planning import actions, answering, rules
from pirtti.planning.models import Promise
from pirtti.planning.queries import answers, coverage
from pirtti.planning.tests.factories import ask_of, cafe, opened, partner, rhythm

pytestmark = pytest.mark.django_db
LINK = answering.Teller(None, through_link=True)


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def series(place):
    return cafe(place)


@pytest.fixture
def ask(place, series):
    return ask_of(opened(place.area), place.host)


def press(ask, do, **fields):
    query = QueryDict(mutable=True)
    query["do"] = do
    for name, value in fields.items():
        values = value if isinstance(value, list) else [value]
        query.setlist(name, [str(one) for one in values])
    return answering.press(ask, query, LINK)


def refused_with(reason):
    return pytest.raises(Refused, match=reason.name)


def test_last_seasons_rhythm_is_offered_and_confirmed(ask, series):
    assert answers.series_to_offer(ask) == [series]

    actions.decide(ask, series.pk, decision="same", by=None)
    actions.send_answer(ask, by=None, through_link=True)

    ask.refresh_from_db()
    assert ask.answered_at
    assert ask.through_link
    assert answers.answer_of(ask).undecided == 0


def test_an_answer_is_not_sent_while_something_waits(ask):
    with refused_with(rules.Refusal.UNDECIDED):
        actions.send_answer(ask, by=None)


def test_all_as_they_are_leaves_what_was_said_already(ask, series, place):
    other = cafe(place, weekday=3)
    actions.decide(ask, series.pk, decision="not", by=None)

    assert actions.confirm_all(ask, by=None) == 1

    told = dict(ask.promises.values_list("series", "decision"))
    assert told == {series.pk: "not", other.pk: "same"}


def test_nothing_from_us_is_an_answer_and_can_be_changed(ask, series):
    actions.tell_nothing(ask, by=None)
    ask.refresh_from_db()
    assert ask.told_nothing
    assert ask.answered_at

    actions.decide(ask, series.pk, decision="same", by=None)

    ask.refresh_from_db()
    assert not ask.told_nothing


def test_the_calendar_stays_as_it_is_while_answers_come(ask, series):
    before = list(Occurrence.objects.values_list("pk", "starts_at"))

    actions.decide(ask, series.pk, decision="changed", rhythm=rhythm(3), by=None)
    actions.promise_new(ask, rhythm=rhythm(4), activity=series.activity, by=None)

    assert list(Occurrence.objects.values_list("pk", "starts_at")) == before
    assert Series.objects.count() == 1


def test_a_rhythm_of_two_organisers_is_told_once(place):
    friend = partner(place.area)
    series = cafe(place, organisers=[place.host, friend])
    planned = opened(place.area)
    actions.decide(ask_of(planned, place.host), series.pk, decision="same", by=None)

    answer = answers.answer_of(ask_of(planned, friend))

    assert answer.undecided == 0
    assert Promise.objects.count() == 1
    actions.decide(ask_of(planned, friend), series.pk, decision="not", by=None)
    assert Promise.objects.get().decision == "not"
    assert Promise.objects.get().ask.organisation == friend


def test_somebody_elses_rhythm_is_not_among_those_asked_about(ask):
    strange = cafe()

    with refused_with(rules.Refusal.NOT_OFFERED):
        actions.decide(ask, strange.pk, decision="not", by=None)


def test_a_closed_round_takes_no_answers(ask, series):
    actions.close_round(ask.round, by=None)

    for attempt in (
        lambda: actions.decide(ask, series.pk, decision="same", by=None),
        lambda: actions.confirm_all(ask, by=None),
        lambda: actions.tell_nothing(ask, by=None),
        lambda: actions.send_answer(ask, by=None),
        lambda: actions.promise_new(ask, rhythm=rhythm(1), by=None),
    ):
        with refused_with(rules.Refusal.ROUND_CLOSED):
            attempt()
    assert not Promise.objects.exists()


def test_the_page_takes_a_change_and_shows_it_in_words(ask, series):
    outcome = press(
        ask,
        "change",
        series=series.pk,
        weekdays=[3],
        starts_at="13",
        ends_at="14.30",
        how_often="even",
    )

    assert outcome.done
    (row,) = answering.answer_page(ask, QueryDict()).rows
    assert row.promise.decision == "changed"
    assert "13" in row.promised


def test_a_change_that_can_not_be_keeps_what_was_typed(ask, series):
    outcome = press(
        ask,
        "change",
        series=series.pk,
        weekdays=[3],
        starts_at="14",
        ends_at="13",
        how_often="keep",
    )

    assert outcome.form is not None
    assert "ends_at" in outcome.form.errors
    assert not Promise.objects.exists()
    (row,) = answering.answer_page(ask, QueryDict(), outcome).rows
    assert row.form is outcome.form


def test_something_new_needs_a_name_a_kind_and_a_place(ask):
    outcome = press(
        ask, "new", weekdays=[3], starts_at="9", ends_at="11", how_often="weekly"
    )

    assert {"name", "kind", "place"} <= set(outcome.form.errors)


def test_something_new_is_added_and_taken_away_again(ask, place):
    outcome = press(
        ask,
        "new",
        name_0="Vauvamuskari",
        kind=KindFactory().pk,
        place=place.pk,
        weekdays=[0, 2],
        starts_at="9",
        ends_at="9.45",
        how_often="2",
        age_from=0,
        age_to=0,
    )

    assert outcome.done, outcome.form.errors
    promise = Promise.objects.get()
    assert (promise.nth, promise.weekdays, promise.frequency) == (
        [2],
        [0, 2],
        "monthly",
    )
    assert (promise.age_from_months, promise.age_to_months) == (0, 11)
    assert not Activity.objects.filter(name__icontains="muskari").exists()

    assert press(ask, "back", promise=promise.pk).done
    assert not Promise.objects.exists()


@pytest.mark.parametrize("do", ["", "publish", "same", "change", "\x00"])
def test_presses_that_make_no_sense_do_nothing(ask, do):
    for series in ("", "-1", "x", "9" * 40, "٣"):
        outcome = press(ask, do, series=series)
        assert outcome.fault
        assert not outcome.done
    assert not Promise.objects.exists()


def test_the_season_is_seen_as_it_is_promised_before_it_is_published(
    ask, series, place
):
    planned = ask.round

    def weekdays():
        slots = coverage.supply_of_season(planned).slots
        return {(slot.weekday, slot.starts_at) for slot in slots}

    assert weekdays() == {(1, dt.time(9, 30))}
    actions.decide(
        ask, series.pk, decision="changed", rhythm=rhythm(3, start=dt.time(9)), by=None
    )
    actions.promise_new(
        ask, rhythm=rhythm(4), name=text("Uusi"), kind=KindFactory(), by=None
    )
    assert weekdays() == {(3, dt.time(9)), (4, dt.time(9, 30))}
    actions.decide(ask, series.pk, decision="not", by=None)
    assert weekdays() == {(4, dt.time(9, 30))}
