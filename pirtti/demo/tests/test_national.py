"""The made-up country is of the right size, the same for the same seed, and adds up."""

import datetime as dt

import pytest
import time_machine
from django.db.models import Sum

from pirtti.calendar import actions as calendar
from pirtti.calendar import rules
from pirtti.calendar.models import Occurrence
from pirtti.demo import actions
from pirtti.demo import national_plan as plan
from pirtti.network.models import Area, Place
from pirtti.visits import actions as visits
from pirtti.visits.models import CountSheet, Figure, Tally

TODAY = dt.date(2026, 11, 21)
CAFES = 20


@pytest.fixture(autouse=True)
def saturday():
    with time_machine.travel(dt.datetime(2026, 11, 21, 15, tzinfo=dt.UTC), tick=False):
        yield


def planned(*, many=CAFES, years=1, seed=1):
    made = plan.cafes(seed=seed, many=many, towns=["091", "837"], weights=[2, 1])
    since = TODAY - dt.timedelta(days=365 * years)
    return plan.with_means(made, since=since, until=TODAY, years=years)


def visits_of(made, years):
    since = TODAY - dt.timedelta(days=365 * years)
    for cafe in made:
        chance = plan.chance_of(1, cafe.number)
        for term in plan.terms(since, TODAY - dt.timedelta(days=1)):
            days = plan.dates(cafe, term)
            yield from plan.gatherings(cafe, days, today=TODAY, chance=chance)


@pytest.mark.parametrize("years", [1, 3])
def test_a_whole_country_has_the_size_of_2008(years):
    gatherings = list(visits_of(planned(many=plan.CAFES, years=years), years))

    people = sum(
        one.totals["adults"] + one.totals["children"]
        for one in gatherings
        if one.totals
    )
    assert len(gatherings) / years == pytest.approx(12_000, rel=0.03)
    assert people / years == pytest.approx(250_000, rel=0.01)


def test_another_seed_makes_another_country():
    assert planned(seed=1) == planned(seed=1)
    assert planned(seed=1) != planned(seed=2)


def test_cafes_meet_when_the_rules_of_the_calendar_say():
    for cafe in planned():
        for term in plan.terms(dt.date(2020, 1, 1), dt.date(2022, 1, 1)):
            rule = rules.Rule(
                frequency=rules.Frequency.WEEKLY,
                starts_on=term.first,
                ends_on=term.last,
                weekday=cafe.weekday,
                parity=rules.Parity(cafe.parity),
            )
            assert plan.dates(cafe, term) == rules.dates(
                rule, since=term.first, until=term.last
            )


def test_terms_leave_out_summer_and_the_turn_of_the_year():
    found = plan.terms(dt.date(2026, 1, 1), dt.date(2026, 12, 31))

    assert found == [
        plan.Term(dt.date(2026, 1, 5), dt.date(2026, 5, 24)),
        plan.Term(dt.date(2026, 8, 31), dt.date(2026, 12, 13)),
    ]


def rows():
    return (
        list(Place.objects.order_by("slug").values_list("slug", "code", "area__slug")),
        list(
            Occurrence.objects.order_by("uid").values_list(
                "uid", "on", "starts_at", "place__slug", "state"
            )
        ),
        list(
            Tally.objects.order_by("occurrence__uid", "category").values_list(
                "occurrence__uid", "category", "total"
            )
        ),
    )


def forget_everything():
    CountSheet.objects.all().delete()
    Figure.objects.all().delete()
    Occurrence.objects.all().delete()
    for place in Place.objects.all():
        place.activities.all().delete()
        place.delete()
        place.host.delete()


@pytest.mark.django_db
def test_the_same_seed_gives_the_same_rows():
    actions.load_national(cafes=CAFES, seed=4)
    before = rows()
    forget_everything()

    actions.load_national(cafes=CAFES, seed=4)

    assert rows() == before
    assert all(before)


@pytest.mark.django_db
def test_a_small_country_adds_up_and_its_dates_stand_ready():
    told = []
    counted = actions.load_national(
        cafes=CAFES, progress=lambda done, total: told.append((done, total))
    )

    sheets = CountSheet.objects.filter(outcome="counted")
    sums = sheets.aggregate(people=Sum("adults") + Sum("children"))
    assert counted == sheets.count()
    assert sums["people"] == pytest.approx(250_000 * CAFES / 428, rel=0.05)
    assert visits.recount(fix=False) == []
    months = Figure.objects.filter(period="month")
    assert months.aggregate(people=Sum("adults") + Sum("children")) == sums
    assert told[-1][0] == told[-1][1]
    assert [done for done, _total in told] == sorted(done for done, _total in told)
    before = Occurrence.objects.count()
    calendar.fill_ahead(today=TODAY)
    assert Occurrence.objects.count() == before
    last = Occurrence.objects.public().latest("on").on
    assert dt.timedelta(days=150) < last - TODAY <= dt.timedelta(rules.HORIZON_DAYS)
    cancelled = Occurrence.objects.filter(state="cancelled")
    assert cancelled.exists()
    assert all(str(date.reason) for date in cancelled)


@pytest.mark.django_db
def test_a_second_load_adds_only_what_is_missing_and_tells_the_pages():
    actions.load_national(cafes=3)
    before, version = (
        Occurrence.objects.count(),
        Area.objects.get(level="country").version,
    )

    assert actions.load_national(cafes=3) == 0
    assert Occurrence.objects.count() == before
    assert Area.objects.get(level="country").version == version

    assert actions.load_national(cafes=4) > 0
    assert Place.objects.count() == 4
    assert Area.objects.get(level="country").version > version
