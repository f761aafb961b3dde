"""Publishing an edition writes the promises into the calendar and freezes them."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity
from pirtti.calendar.tests.factories import KindFactory
from pirtti.core.refusals import Refused
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.planning import actions, rules
from pirtti.planning.models import Edition, Promise
from pirtti.planning.queries import lines
from pirtti.planning.tests.factories import ask_of, cafe, in_days, opened, rhythm

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 11, 21, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as travel:
        yield travel


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def series(place):
    return cafe(place)


@pytest.fixture
def ask(place, series):
    return ask_of(opened(place.area), place.host)


def published(ask):
    planned = actions.close_round(ask.round, by=None)
    return actions.publish_edition(planned, by=None)


def whats(edition):
    found = lines.changes_since(edition, today=timezone.localdate())
    return [change.what for change in found]


def dates_in_season(activity, planned):
    return activity.occurrences.filter(on__range=(planned.first_on, planned.last_on))


def test_an_open_round_is_not_published(ask):
    with pytest.raises(Refused) as refused:
        actions.publish_edition(ask.round, by=None)

    assert refused.value.reason == rules.Refusal.ROUND_OPEN


def test_as_it_is_changes_nothing_and_says_who_promised(ask, series, place):
    actions.confirm_all(ask, by=None)

    edition = published(ask)

    (line,) = lines.frozen(edition)
    assert line.promised_by == place.host.name.data
    assert (line.weekdays, line.starts_at) == ((1,), "09:30")
    series.refresh_from_db()
    assert series.ends_on is None
    assert whats(edition) == []


def test_a_rhythm_that_ended_gets_the_same_one_for_the_season(ask, series):
    calendar.end_series(series, last_on=in_days(10), by=None)
    actions.confirm_all(ask, by=None)

    published(ask)

    newer = series.activity.series.exclude(pk=series.pk).get()
    assert (newer.starts_on, newer.ends_on) == (ask.round.first_on, ask.round.last_on)
    assert dates_in_season(series.activity, ask.round).exists()


def test_a_change_begins_with_the_season(ask, series):
    actions.decide(ask, series.pk, decision="changed", rhythm=rhythm(3), by=None)

    published(ask)

    days = {day.on.weekday() for day in dates_in_season(series.activity, ask.round)}
    before = series.activity.occurrences.filter(on__lt=ask.round.first_on)
    assert days == {3}
    assert {day.on.weekday() for day in before} == {1}


def test_not_this_season_ends_the_day_before(ask, series, place):
    cafe(place, weekday=4)
    actions.decide(ask, series.pk, decision="not", by=None)

    published(ask)

    series.refresh_from_db()
    assert series.ends_on == ask.round.first_on - dt.timedelta(days=1)
    assert not dates_in_season(series.activity, ask.round).exists()


def test_something_new_becomes_an_activity_that_families_see(ask, place):
    actions.confirm_all(ask, by=None)
    actions.promise_new(
        ask,
        rhythm=rhythm(4, place=place),
        name=text("Vauvamuskari"),
        kind=KindFactory(),
        ages=(0, 11),
        languages=["fi"],
        by=None,
    )

    edition = published(ask)

    activity = Activity.objects.get(slug="vauvamuskari")
    assert activity.is_published
    assert list(activity.organisers.all()) == [place.host]
    assert dates_in_season(activity, ask.round).exists()
    assert {line.slug for line in lines.frozen(edition)} >= {"vauvamuskari"}


def test_a_season_beyond_the_horizon_still_has_its_new_activities(place):
    cafe(place)
    planned = opened(place.area, deadline=200, first=300, last=400)
    ask = ask_of(planned, place.host)
    actions.promise_new(
        ask,
        rhythm=rhythm(4, place=place),
        name=text("Kesäkerho"),
        kind=KindFactory(),
        by=None,
    )

    published(ask)

    assert Activity.objects.get(slug="kesakerho").is_published


def test_a_promise_that_the_calendar_refuses_is_told_and_the_rest_is_written(
    ask, series
):
    hidden = PlaceFactory(area=ask.round.area, host=ask.organisation, hidden=True)
    actions.confirm_all(ask, by=None)
    actions.promise_new(
        ask,
        rhythm=rhythm(4, place=hidden),
        name=text("Piilokerho"),
        kind=KindFactory(),
        by=None,
    )

    published(ask)

    assert dict(Promise.objects.values_list("decision", "fault")) == {
        "same": "",
        "new": "PLACE_HIDDEN",
    }
    assert not Activity.objects.filter(slug="piilokerho").exists()


def test_what_nobody_confirmed_is_in_the_edition_without_a_promise(ask):
    edition = published(ask)

    (line,) = lines.frozen(edition)
    assert line.promised_by == {}


def test_an_edition_is_frozen_and_says_what_changed_since(ask, series, place):
    other = cafe(place, weekday=4)
    actions.confirm_all(ask, by=None)
    edition = published(ask)

    calendar.change_series(series, since=ask.round.first_on, by=None, weekdays=[2])
    calendar.end_series(other, last_on=in_days(20), by=None)
    cafe(place, weekday=0)

    assert sorted(whats(edition)) == ["ended", "new", "times"]
    assert len(lines.frozen(Edition.objects.get(pk=edition.pk))) == 2


def test_a_second_edition_begins_anew_and_the_first_stays(ask, series):
    actions.confirm_all(ask, by=None)
    first = published(ask)
    calendar.change_series(series, since=ask.round.first_on, by=None, weekdays=[2])

    second = actions.publish_edition(first.round, by=None)

    assert (first.number, second.number) == (1, 2)
    assert whats(first) == ["times"]
    assert whats(second) == []


def test_answers_after_the_first_edition_are_written_with_the_second(ask, series):
    first = published(ask)
    actions.reopen_round(first.round, by=None)
    actions.decide(ask, series.pk, decision="changed", rhythm=rhythm(3), by=None)

    second = published(ask)

    assert [line.weekdays for line in lines.frozen(second)] == [(3,)]
    assert Promise.objects.get().written_at


def test_after_the_season_nothing_is_compared_with_the_next(ask, series, clock):
    actions.confirm_all(ask, by=None)
    edition = published(ask)

    clock.shift(dt.timedelta(days=400))

    assert whats(edition) == []
