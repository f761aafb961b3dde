"""Figures follow every count, by week, month and year, and a recount agrees."""

import datetime as dt
import random

import pytest
from django.utils import timezone

from pirtti.calendar.tests.factories import ActivityFactory, KindFactory
from pirtti.core import small_cells
from pirtti.core.refusals import Refused
from pirtti.network.models import Place
from pirtti.network.tests.factories import AreaFactory
from pirtti.visits import actions, figures, queries, rules
from pirtti.visits.models import CountSheet, Figure, Tally
from pirtti.visits.tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("on", "week", "month"),
    [
        (dt.date(2026, 12, 31), (2026, 53), (2026, 12)),
        (dt.date(2027, 1, 1), (2026, 53), (2027, 1)),
        (dt.date(2027, 1, 3), (2026, 53), (2027, 1)),
        (dt.date(2027, 1, 4), (2027, 1), (2027, 1)),
        (dt.date(2025, 12, 29), (2026, 1), (2025, 12)),
        (dt.date(2026, 2, 28), (2026, 9), (2026, 2)),
        (dt.date(2026, 3, 1), (2026, 9), (2026, 3)),
    ],
)
def test_a_day_belongs_to_its_iso_week_and_its_month(on, week, month):
    assert rules.periods(on) == (("week", *week), ("month", *month))


def test_the_first_tap_counts_the_gathering_and_later_ones_only_visitors():
    it = factories.gathering(on=dt.date(2027, 1, 1))

    factories.count(it, adults=2)
    factories.count(it, adults=1, children=4, first=1)

    assert factories.figures() == {
        ("week", 2026, 53): (1, 3, 4, 0, 1),
        ("month", 2027, 1): (1, 3, 4, 0, 1),
    }


def test_men_are_among_the_adults_and_bands_among_the_children():
    it = factories.gathering(on=dt.date(2026, 11, 10))
    actions.save_plan(
        it.place, method="every", counts_men=True, counts_age_bands=True, by=None
    )

    factories.count(it, **{"adults": 3, "men": 4, "children:0": 2, "children:7": 1})

    assert factories.figures()["month", 2026, 11] == (1, 4, 3, 4, 0)


def test_a_year_is_the_sum_of_its_months_and_rows_say_their_methods():
    place = factories.PlaceFactory()
    days = {dt.date(2026, 1, 1): 3, dt.date(2026, 12, 31): 4, dt.date(2027, 1, 1): 9}
    for on, adults in days.items():
        factories.count(factories.gathering(on=on, place=place), adults=adults)
    guessed = factories.gathering(on=dt.date(2026, 6, 1), place=place)
    actions.set_totals(guessed, {"adults": 10}, by=None, method="estimate")

    rows = figures.figures(period="year", years=[2026, 2027])

    assert [(row.year, row.adults, row.methods) for row in rows] == [
        (2026, 17, ("estimate", "every")),
        (2027, 9, ("every",)),
    ]
    assert figures.total(rows).adults == 26


def test_figures_are_cut_by_place_area_and_kind():
    town = AreaFactory(level="municipality")
    here = factories.PlaceFactory(area=AreaFactory(parent=town))
    there = factories.PlaceFactory()
    peer = KindFactory(slug="peer-group")
    day = dt.date(2026, 11, 10)
    factories.count(factories.gathering(on=day, place=here), adults=1)
    factories.count(factories.gathering(on=day, place=there), adults=10)
    group = ActivityFactory(place=here, kind=peer)
    factories.count(factories.gathering(on=day, activity=group), adults=100)

    def adults(**cut):
        return {row.split: row.adults for row in figures.figures(years=[2026], **cut)}

    assert adults() == {None: 111}
    assert adults(area=town) == {None: 101}
    assert adults(places=Place.objects.filter(pk=there.pk)) == {None: 10}
    assert adults(kind=peer, period="week") == {None: 100}
    assert adults(split="place") == {here.pk: 101, there.pk: 10}
    assert adults(split="kind")[peer.pk] == 100
    assert adults(area=town, split="municipality") == {here.area_id: 101}


def test_few_men_are_not_shown_nor_given_away_by_the_total():
    def row(men, adults):
        return figures.Row(2026, 1, None, men=men, adults=adults)

    shown = figures.shown_men([row(3, 20), row(9, 30), row(12, 40)])
    assert [small_cells.is_hidden(cell) for cell in shown.cells] == [True, True, False]

    nine_of_ten = figures.shown_men([row(9, 10), row(12, 40)])
    assert small_cells.is_hidden(nine_of_ten.cells[0])
    assert small_cells.is_hidden(nine_of_ten.total)

    plenty = figures.shown_men([row(9, 30), row(0, 12)])
    assert (plenty.cells, plenty.total) == ((9, 0), 9)


def test_moving_a_counted_date_moves_its_numbers():
    it, elsewhere = (
        factories.gathering(on=dt.date(2026, 11, 10)),
        factories.PlaceFactory(),
    )
    factories.count(it, adults=5)

    it.on, it.place = dt.date(2026, 12, 1), elsewhere
    it.save()
    actions.refile(factories.fresh(it))

    assert factories.figures() == {
        ("week", 2026, 49): (1, 5, 0, 0, 0),
        ("month", 2026, 12): (1, 5, 0, 0, 0),
    }
    assert {figure.place for figure in Figure.objects.filter(gatherings=1)} == {
        elsewhere
    }
    assert actions.recount(fix=False) == []


def _random_action(chance, dates):
    it = factories.fresh(chance.choice(dates))
    number = chance.randint(0, 9)
    chance.choice(
        [
            lambda: factories.count(it, adults=number, children=chance.randint(-3, 8)),
            lambda: actions.correct(
                it, category="adults", to=number, reason="x", by=None
            ),
            lambda: actions.set_totals(
                it,
                {"children": number},
                by=None,
                reason="x",
                method=chance.choice(["every", "sample", "estimate"]),
            ),
            lambda: actions.mark_not_held(it),
            lambda: actions.undo_not_held(it),
            lambda: actions.finish(it),
            lambda: actions.revoke(it, by=None),
        ]
    )()


@pytest.mark.parametrize("seed", range(5))
def test_a_recount_finds_nothing_after_whatever_was_done(seed):
    chance = random.Random(seed)
    place = factories.PlaceFactory()
    dates = [
        factories.gathering(
            on=dt.date(2025, 12, 27) + dt.timedelta(days=day), place=place
        )
        for day in range(8)
    ]

    for _ in range(40):
        try:
            _random_action(chance, dates)
        except Refused:
            continue

    assert Figure.objects.exists()
    assert actions.recount(fix=False) == []


def test_a_recount_finds_what_is_wrong_and_mends_it():
    place = factories.PlaceFactory()
    one, other = (
        factories.gathering(on=dt.date(2026, 11, day), place=place) for day in (10, 11)
    )
    factories.count(one, adults=5)
    factories.count(other, adults=6)
    right = factories.figures()
    Figure.objects.filter(period="month").update(adults=99)
    Figure.objects.filter(period="week").delete()
    Tally.objects.filter(occurrence=one).update(total=5)
    CountSheet.objects.filter(occurrence=one).update(adults=1)
    seen = []

    found = actions.recount(fix=False, progress=seen.append)

    assert {difference.what for difference in found} == {"sheet", "figure"}
    assert actions.recount(fix=True) == found
    assert actions.recount(fix=False) == []
    assert factories.figures() == right
    assert sum(seen) == 2


def test_many_counts_are_loaded_at_once():
    dates = [factories.gathering(on=dt.date(2026, 11, day)) for day in (2, 3, 9)]

    stored = actions.load_counts(
        actions.Counted(date, {"adults": 4, "children": 5, "first": 1})
        for date in dates
    )

    assert stored == 3
    assert actions.recount(fix=False) == []
    assert sum(row.adults for row in figures.figures(years=[2026])) == 12
    assert (
        actions.receive_events(
            factories.fresh(dates[0]), [factories.tap()], now=dates[0].ends_at
        ).totals["adults"]
        == 5
    )


@pytest.mark.parametrize(
    ("counted", "sampled", "held", "estimate"),
    [(20, 2, 6, 60), (5, 2, 1, 3), (3, 2, 1, 2), (0, 4, 9, 0), (7, 0, 9, None)],
)
def test_a_year_is_estimated_from_sample_weeks(counted, sampled, held, estimate):
    """The mean of a sampled date times the dates held, rounded half up."""
    assert rules.extrapolate(counted=counted, sampled=sampled, held=held) == estimate


def test_every_category_is_added_up_between_two_days():
    it = factories.gathering(on=dt.date(2026, 11, 10))
    actions.add_category(it.place, key="dogs", name="Koirat", by=None)
    factories.count(it, **{"adults": 2, "own:dogs": 3, "children": -1})
    year = {"first_on": dt.date(2026, 1, 1), "last_on": dt.date(2026, 12, 31)}

    assert figures.by_category(Place.objects.all(), **year) == {
        "adults": 2,
        "own:dogs": 3,
    }


TODAY = dt.date(2026, 11, 21)
NOW = timezone.make_aware(dt.datetime(2026, 11, 21, 18))


def test_the_nag_list_names_past_dates_without_a_count():
    place = factories.PlaceFactory()
    missing = factories.gathering(on=dt.date(2026, 11, 18), place=place)
    today = factories.gathering(on=TODAY, place=place)
    factories.gathering(on=dt.date(2026, 11, 25), place=place)
    factories.gathering(on=dt.date(2026, 11, 17), place=place, state="cancelled")
    factories.gathering(on=dt.date(2026, 9, 1), place=place)
    factories.count(
        factories.gathering(on=dt.date(2026, 11, 16), place=place), adults=1
    )
    actions.mark_not_held(factories.gathering(on=dt.date(2026, 11, 15), place=place))

    owed = queries.uncounted(Place.objects.all(), today=TODAY, now=NOW)

    assert owed == [today, missing]


def test_with_sample_weeks_only_those_weeks_are_owed():
    place = factories.PlaceFactory()
    actions.save_plan(place, method="sample", sample_weeks=["2026-W46"], by=None)
    inside = factories.gathering(on=dt.date(2026, 11, 12), place=place)
    factories.gathering(on=dt.date(2026, 11, 19), place=place)

    assert queries.uncounted(Place.objects.all(), today=TODAY, now=NOW) == [inside]


def test_silent_places_are_those_whose_calendar_or_counting_has_stopped():
    weeks = [TODAY - dt.timedelta(weeks=number) for number in range(1, 5)]
    coming = TODAY + dt.timedelta(days=4)

    lively, uncounting, stopped = (factories.PlaceFactory() for _ in range(3))
    factories.PlaceFactory()
    for place in (lively, uncounting):
        for on in (*weeks, coming):
            factories.gathering(on=on, place=place)
    factories.count(factories.gathering(on=weeks[0], place=lively), adults=1)
    factories.count(
        factories.gathering(on=dt.date(2026, 3, 3), place=stopped), adults=1
    )

    silent = {
        one.place: one
        for one in queries.silent_places(Place.objects.all(), today=TODAY)
    }

    assert set(silent) == {uncounting, stopped}
    assert (silent[uncounting].has_coming, silent[uncounting].is_counting) == (
        True,
        False,
    )
    assert (silent[stopped].has_coming, silent[stopped].last_on) == (
        False,
        dt.date(2026, 3, 3),
    )
