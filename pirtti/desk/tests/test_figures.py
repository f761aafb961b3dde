"""Figures: whose, of when, how counted; small numbers and files."""

import csv
import datetime as dt
import io
import re

import pytest
from django.urls import reverse
from django.utils import translation
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import Occurrence
from pirtti.calendar.tests.factories import (
    ActivityFactory,
    KindFactory,
    OccurrenceFactory,
)
from pirtti.desk import figure_page, sheets
from pirtti.network.rules import Level, Role
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
    text,
    user_with,
)
from pirtti.visits import actions
from pirtti.visits.figures import Row
from pirtti.visits.models import Figure
from pirtti.visits.rules import Method

pytestmark = pytest.mark.django_db

LEFT_OUT = '<div class="notice" data-tone="info">'


def figure(place, *, month=11, year=2025, **numbers):
    """One month's roll-up, and one for a week of that month."""
    values = {"gatherings": 4, "adults": 40, "children": 50} | numbers
    kind = values.pop("kind", None) or KindFactory()
    method = values.pop("method", Method.EVERY_VISIT.value)
    for period, number in (("month", month), ("week", month * 4)):
        Figure.objects.create(
            place=place,
            kind=kind,
            method=method,
            period=period,
            year=year,
            number=number,
            **values,
        )


def see(client, user, query="", name="figures"):
    client.force_login(user)
    with translation.override("fi"):
        address = reverse(f"desk:{name}")
    return client.get(address + query)


def test_months_of_a_place_stand_in_a_table_first_and_a_chart_after(client):
    place = PlaceFactory()
    figure(place, month=10, adults=12, children=18, first=3)
    figure(place, month=11, adults=1000, children=284)

    page = see(
        client, user_with(Role.COORDINATOR, at=place), "?year=2025"
    ).content.decode()

    assert "Lokakuu" in page
    assert "Marraskuu" in page
    assert "1\N{NO-BREAK SPACE}284" in page
    assert page.index("<table") < page.index("<svg viewBox")
    assert 'role="img"' in page


def test_a_quiet_month_between_two_counted_ones_is_a_row_of_zeros(client):
    place = PlaceFactory()
    figure(place, month=2)
    figure(place, month=4)

    answer = see(client, user_with(Role.COORDINATOR, at=place), "?year=2025")

    rows = answer.context["tables"][0].lines
    assert [line.row.visits for line in rows] == [90, 0, 90]


@pytest.mark.parametrize("by", ["week", "month", "year"])
def test_the_period_stands_in_the_address(client, by):
    place = PlaceFactory()
    figure(place)

    answer = see(client, user_with(Role.WORKER, at=place), f"?by={by}&year=2025")

    assert answer.context["tables"][0].total.row.visits == 90


@pytest.mark.parametrize(("language", "month"), [("en", "Nov"), ("sv", "nov")])
def test_months_below_the_bars_are_written_as_the_language_does(language, month):
    row = Row(2025, 11, None)

    with translation.override(language):
        assert figure_page.period_short(row, "month") == month


def test_own_figures_hold_nothing_of_other_places(client):
    mine, other = PlaceFactory(), PlaceFactory()
    figure(mine)
    figure(other, adults=7777)
    user = user_with(Role.COORDINATOR, at=mine)

    answer = see(client, user, "?year=2025")

    assert answer.context["tables"][0].total.row.adults == 40

    for query in (f"?year=2025&place={other.pk}", f"?year=2025&area={mine.area.slug}"):
        answer = see(client, user, query)
        assert answer.context["tables"][0].total.row.adults == 40
        assert "7777" not in answer.content.decode()
        assert see(client, user, query, name="figures_csv").status_code == 404


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.LEADER, Role.TECHNICAL_ADMIN])
@pytest.mark.parametrize("name", ["figures", "figures_csv"])
def test_who_may_not_see_figures_finds_no_page(client, role, name):
    user = user_with(role, at=PlaceFactory())

    assert see(client, user, name=name).status_code == 404


def test_an_ended_role_shows_nothing(client):
    place = PlaceFactory()
    user = user_with(Role.COORDINATOR, at=place)
    user.roles.update(ends_on=dt.date.today() - dt.timedelta(days=1))

    assert see(client, user).status_code == 404


def test_each_row_says_how_it_was_counted(client):
    place = PlaceFactory()
    figure(place, month=10, method=Method.ESTIMATE.value)
    figure(place, month=11)

    rows = see(client, user_with(Role.COORDINATOR, at=place), "?year=2025").context[
        "tables"
    ][0]

    assert [line.row.methods for line in rows.lines] == [("estimate",), ("every",)]
    assert rows.total.row.methods == ("estimate", "every")
    assert all(line.method for line in [*rows.lines, rows.total])


def test_sample_weeks_come_with_an_estimate_that_says_so(client):
    place = PlaceFactory()
    activity = ActivityFactory(place=place)
    for week in range(10):
        OccurrenceFactory(
            activity=activity, on=dt.date(2025, 9, 1) + dt.timedelta(weeks=week)
        )
    cancelled = OccurrenceFactory(activity=activity, on=dt.date(2025, 8, 1))
    Occurrence.objects.filter(pk=cancelled.pk).update(state="cancelled")
    figure(
        place,
        month=9,
        gatherings=2,
        adults=20,
        children=20,
        method=Method.SAMPLE_WEEKS.value,
        kind=activity.kind,
    )
    user = user_with(Role.COORDINATOR, at=place)

    answer = see(client, user, f"?by=month&year=2025&place={place.pk}")

    assert answer.context["tables"][0].total.estimate == 200
    assert "200" in answer.context["tables"][0].total.estimate_text
    by_year = see(client, user, f"?by=year&place={place.pk}").context["tables"][0]
    assert [line.estimate for line in by_year.lines] == [200]


def test_fewer_than_five_fathers_are_never_shown(client):
    place = PlaceFactory()
    figure(place, month=9, men=3)
    figure(place, month=10, men=8)
    figure(place, month=11, men=20)
    user = user_with(Role.COORDINATOR, at=place)

    table = see(client, user, "?year=2025").context["tables"][0]

    assert [str(line.men) for line in table.lines] == ["<5", "..", "20"]
    page = see(client, user, "?year=2025").content.decode()
    assert "&lt;5" in page
    rows = read_csv(see(client, user, "?year=2025", name="figures_csv"))
    assert [row[7] for row in rows[1:4]] == ["<5", "..", "20"]


def test_years_withhold_what_their_months_would_give_away(client):
    place = PlaceFactory()
    figure(place, month=9, year=2024, men=3)
    figure(place, month=10, year=2024, men=3)
    figure(place, month=10, year=2025, men=30)
    user = user_with(Role.COORDINATOR, at=place)

    table = see(client, user, "?by=year").context["tables"][0]

    assert [str(line.men) for line in table.lines] == ["..", "30"]
    assert str(table.total.men) == ".."


@pytest.mark.parametrize("query", ["?by=week&year=2025", "?year=2025&kind=family-cafe"])
def test_fathers_are_told_neither_by_week_nor_by_kind(client, query):
    place = PlaceFactory()
    figure(place, men=30)

    table = see(client, user_with(Role.COORDINATOR, at=place), query).context["tables"][
        0
    ]

    assert table.total.men is None


def test_an_area_leads_down_to_its_parts_and_places(client):
    country = AreaFactory(level=Level.COUNTRY)
    county = AreaFactory(level=Level.COUNTY, parent=country)
    town = AreaFactory(level=Level.MUNICIPALITY, parent=county)
    part = AreaFactory(level=Level.NEIGHBOURHOOD, parent=town)
    place = PlaceFactory(area=part)
    figure(place)
    user = user_with(Role.UMBRELLA_OFFICER, at=country)

    whole = see(client, user, "?year=2025").context["tables"][1]
    in_county = see(client, user, f"?year=2025&area={county.slug}").context["tables"][1]
    in_town = see(client, user, f"?year=2025&area={town.slug}").context["tables"][1]

    assert [line.name for line in whole.lines] == [str(county.name)]
    assert [line.name for line in in_county.lines] == [str(town.name)]
    assert [line.name for line in in_town.lines] == [str(place.name)]
    assert client.get(reverse("desk:figures") + whole.lines[0].url).status_code == 200


def test_the_whole_country_over_ten_years_takes_nine_queries(
    client, django_assert_max_num_queries
):
    country = AreaFactory(level=Level.COUNTRY)
    county = AreaFactory(level=Level.COUNTY, parent=country)
    kinds = [KindFactory(), KindFactory(slug="peer-group")]
    for number in range(12):
        place = PlaceFactory(area=county)
        for year in range(2017, 2027):
            figure(place, year=year, month=1 + number % 12, kind=kinds[number % 2])
    client.force_login(user_with(Role.UMBRELLA_OFFICER, at=country))
    client.get(reverse("desk:figures"))

    with django_assert_max_num_queries(9) as asked:
        answer = client.get(reverse("desk:figures") + "?by=year&year=2026")

    periods, areas, by_kind = answer.context["tables"]
    assert periods.total.row.visits == 12 * 10 * 90
    assert areas.total.row.visits == by_kind.total.row.visits == 12 * 90
    assert not [q for q in asked.captured_queries if "visits_countsheet" in q["sql"]]


def read_csv(answer):
    text_of_it = answer.content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text_of_it), delimiter=";"))


def test_the_file_holds_exactly_what_the_page_shows(client):
    place = PlaceFactory()
    figure(place, month=10, adults=12, children=18, first=3)
    figure(place, month=11)
    user = user_with(Role.COORDINATOR, at=place)

    tables = see(client, user, "?year=2025").context["tables"]
    answer = see(client, user, "?year=2025", name="figures_csv")

    rows = read_csv(answer)
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert len(rows) == 1 + sum(len(table.lines) + 1 for table in tables)
    assert rows[1][1:7] == ["Lokakuu", "4", "12", "18", "30", "3"]


@pytest.mark.parametrize(
    "name", ["=1+2", "+358", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1"]
)
def test_a_name_that_a_spreadsheet_would_run_is_only_text(client, name):
    assert sheets.guarded(name) == f"'{name}"

    place = PlaceFactory(name=LazyI18nString({"fi": name}))
    other = PlaceFactory(host=place.host, area=place.area)
    figure(place)
    figure(other)
    user = user_with(Role.ORGANISATION_CONTACT, at=place.host)
    rows = read_csv(see(client, user, "?year=2025", name="figures_csv"))

    assert not [
        cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))
    ]


@pytest.mark.parametrize(
    "query",
    [
        "?by=day",
        "?year=x",
        "?year=99999999999999999999",
        "?year=0",
        "?year=²",
        "?by=year&year=-1",
        "?place=",
        "?kind=",
        "?by=&year=&place=&area=&kind=",
    ],
)
def test_an_address_that_makes_no_sense_shows_the_usual(client, query):
    user = user_with(Role.COORDINATOR, at=PlaceFactory())

    assert see(client, user, query).status_code == 200


@pytest.mark.parametrize(
    "query",
    [
        "?place=999999999",
        "?place=x",
        "?area=nowhere",
        "?kind=nothing",
        "?kind=%00",
        "?area=%00",
    ],
)
def test_what_is_not_there_is_left_out_with_a_sentence(client, query):
    user = user_with(Role.COORDINATOR, at=PlaceFactory())

    usual, answer = (
        see(client, user, f"{question}&year=2025").content.decode()
        for question in ("?by=month", query)
    )
    assert LEFT_OUT in answer
    assert LEFT_OUT not in usual
    assert see(client, user, query, name="figures_csv").status_code == 404


def test_anothers_place_looks_exactly_like_one_that_is_not_there(client):
    other = PlaceFactory()
    figure(other, adults=7777)
    user = user_with(Role.COORDINATOR, at=PlaceFactory())
    unknown = other.pk + 1000

    theirs, nobodys = (
        see(client, user, f"?year=2025&place={pk}").content.decode()
        for pk in (other.pk, unknown)
    )

    assert LEFT_OUT in theirs
    assert _plain(theirs, other.pk) == _plain(nobodys, unknown)


def _plain(page, pk):
    """Return a page without its own address and what is drawn anew each time."""
    page = page.replace(f"place={pk}", "place=…")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_a_count_shows_at_once(client):
    place = PlaceFactory()
    date = OccurrenceFactory(activity__place=place, on=dt.date(2025, 11, 19))
    actions.set_totals(date, {"adults": 12, "children": 17}, by=None)

    answer = see(client, user_with(Role.COORDINATOR, at=place), "?year=2025")

    assert answer.context["tables"][0].total.row.visits == 29


def test_an_organisations_contact_sees_the_places_of_its_members(client):
    union = OrganisationFactory(name=text("Liitto"))
    place = PlaceFactory(host=OrganisationFactory(parent=union))
    figure(place)

    answer = see(client, user_with(Role.ORGANISATION_CONTACT, at=union), "?year=2025")

    assert answer.context["tables"][0].total.row.visits == 90
