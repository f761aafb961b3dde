"""Gaps, overlaps and year wheels at the desk: everything stands in the address."""

import csv
import datetime as dt
import io

import pytest
import time_machine

from pirtti.calendar import actions as calendar
from pirtti.calendar.tests.factories import AudienceFactory
from pirtti.desk.tests.pages import coordinator, in_days, sign_in, text_of, typed, url
from pirtti.network.rules import Role
from pirtti.network.tests.factories import AreaFactory, PlaceFactory
from pirtti.planning import actions
from pirtti.planning.models import ComingChange, YearMark
from pirtti.planning.tests import factories as plans

pytestmark = pytest.mark.django_db
MONDAY = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def area_page(client, place):
    sign_in(client, Role.AREA_COORDINATOR, at=place.area)

    def page(**query):
        return client.get(url("gaps"), query).context["page"]

    return page


def counts(page):
    return {row.name: row.counts for row in page.rows}


def test_dates_of_four_weeks_are_counted_and_empty_cells_say_so(
    client, place, area_page
):
    plans.cafe(place)

    page = area_page()

    assert counts(page)["Morning 6–11"] == [0, 4, 0, 0, 0, 0, 0]
    assert "Monday, Wednesday, Thursday, Friday" in [
        row.empty_days for row in page.gaps
    ]
    assert text_of(client.get(url("gaps"))).count(">none<") == 27


def test_drafts_and_cancelled_dates_do_not_count(place, area_page):
    plans.cafe(place, draft=True)
    series = plans.cafe(place)
    date = series.occurrences.filter(on__gte=in_days(0)).first()
    calendar.cancel_occurrence(date, reason="Sairastapaus", by=None)

    assert sum(map(sum, counts(area_page()).values())) == 3


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ({"age": "0"}, 4),
        ({"age": "7"}, 0),
        ({"for": "fathers"}, 4),
        ({"for": "nobody"}, 4),
        ({"lang": "fi"}, 4),
        ({"lang": "sv"}, 0),
        ({"from": "2026-W10"}, 0),
        ({"from": "x", "by": "y", "age": "9", "season": "abc"}, 4),
    ],
)
def test_choices_narrow_and_nonsense_is_left_out(place, area_page, query, total):
    plans.cafe(
        place, age_from_months=0, age_to_months=11, audiences=[AudienceFactory()]
    )

    assert sum(map(sum, counts(area_page(**query)).values())) == total


@pytest.mark.parametrize(
    ("by", "row"),
    [("age", "Under 1 year"), ("for", "Everybody"), ("lang", "Finnish")],
)
def test_the_rows_can_be_ages_audiences_or_languages(place, area_page, by, row):
    plans.cafe(place)

    assert counts(area_page(by=by))[row][1] == 4


def test_overlaps_name_both_organisers(place, area_page):
    other = PlaceFactory(area=place.area)
    plans.cafe(place)
    plans.cafe(other)

    (row,) = area_page().overlaps

    assert {row.one_by, row.other_by} == {str(place.host.name), str(other.host.name)}
    assert row.dates == 4


def test_a_season_is_counted_as_promised(place, area_page):
    series = plans.cafe(place)
    planned = plans.opened(place.area)
    actions.decide(
        planned.asks.get(),
        series.pk,
        decision="changed",
        rhythm=plans.rhythm(4),
        by=None,
    )

    found = counts(area_page(season=planned.pk))["Morning 6–11"]

    assert [bool(count) for count in found] == [False] * 4 + [True, False, False]


def test_another_areas_season_or_area_is_left_out(place, area_page):
    strange = plans.opened(plans.cafe().activity.area)

    page = area_page(area=strange.area.slug, season=strange.pk)

    assert page.area == place.area
    assert page.asked.season == 0


def test_the_file_counts_every_combination(client, place, area_page):
    plans.cafe(place)

    answer = client.get(url("gaps_csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode()), delimiter=";"))

    assert len(rows) == 1 + 7 * 4 * 4
    assert sum(int(row[-1]) for row in rows[1:]) == 4 * 4


def test_hundreds_of_cafes_take_no_more_questions(
    client, place, area_page, django_assert_max_num_queries
):
    for number in range(12):
        plans.cafe(PlaceFactory(area=place.area), weekday=number % 5)

    with django_assert_max_num_queries(15):
        client.get(url("gaps"))


def test_a_leader_of_one_place_sees_the_gaps_around_it(client, place):
    coordinator(client, place)

    assert client.get(url("gaps")).context["page"].area == place.area


def mark(**more):
    return {
        "kind": "closure",
        "first_day": 20,
        "first_month": 12,
        "last_day": 6,
        "last_month": 1,
        "note_0": "Joulutauko",
    } | more


def test_an_organisation_tells_its_year_and_takes_it_back(client, place):
    sign_in(client, Role.ORGANISATION_CONTACT, at=place.host)

    client.post(url("year", place.host.pk), mark())
    page = text_of(client.get(url("year", place.host.pk)))

    assert "20 December–6 January" in page
    told = YearMark.objects.get()
    client.post(url("year_mark_remove", place.host.pk, told.pk))
    assert not YearMark.objects.exists()


def test_one_day_needs_no_last_day_and_31_june_is_refused(client, place):
    sign_in(client, Role.ORGANISATION_CONTACT, at=place.host)
    one_day = mark(kind="budget", last_day="", last_month="")

    client.post(url("year", place.host.pk), one_day)
    refused = client.post(url("year", place.host.pk), mark(first_day=31, first_month=6))

    told = YearMark.objects.get()
    assert (told.last_month, told.last_day) == (12, 20)
    assert refused.status_code == 422


def test_the_year_of_another_organisation_is_not_found(client, place):
    strange = plans.partner(AreaFactory())
    told = plans.told_year(strange)
    sign_in(client, Role.ORGANISATION_CONTACT, at=place.host)

    assert client.get(url("year", strange.pk)).status_code == 404
    mixed = url("year_mark_remove", place.host.pk, told.pk)
    assert client.post(mixed).status_code == 404
    assert YearMark.objects.exists()


def test_the_wheel_is_a_picture_and_a_table_and_names_what_does_not_fit(client, place):
    actions.save_mark(
        YearMark(
            organisation=place.host,
            kind="budget",
            first_month=12,
            first_day=14,
            last_month=12,
            last_day=14,
        ),
        by=None,
    )
    plans.opened(place.area, deadline=14)
    sign_in(client, Role.AREA_COORDINATOR, at=place.area)

    page = text_of(client.get(url("wheel")))

    assert '<svg class="wheel"' in page
    assert "wheel-budget" in page
    assert "14 December" in page
    assert "The deadline is before their budget is decided" in page


def test_a_coming_change_is_told_and_taken_back(client, place):
    sign_in(client, Role.ORGANISATION_CONTACT, at=place.host)
    told = {
        "organisation": place.host.pk,
        "text": "Remontti helmikuussa",
        "from_on": typed(in_days(30)),
    }

    gone = client.post(url("planning"), told | {"from_on": typed(in_days(-1))})
    client.post(url("planning"), told)

    assert gone.status_code == 422
    assert "Remontti helmikuussa" in text_of(client.get(url("planning")))
    change = ComingChange.objects.get()
    client.post(url("coming_change_remove", change.pk))
    assert not ComingChange.objects.exists()
