"""A rhythm is changed from a day on: first everybody sees what would happen."""

import datetime as dt
import re

import pytest
import time_machine

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Change, Series
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.desk.tests.pages import coordinator, text_of, url
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.visits.tests.factories import count

TUESDAY = dt.date(2026, 11, 24)
MARCH = dt.date(2027, 3, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sunday():
    with time_machine.travel("2026-11-22 08:00", tick=False):
        yield


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def series(place):
    return weekly(ActivityFactory(place=place), starts_on=TUESDAY)


def form(**changes):
    """A café moves from Tuesdays to even Thursdays from March on."""
    return {
        "scope": "following",
        "since": "1.3.2027",
        "starts_at": "9.30",
        "ends_at": "11.30",
        "rhythm": "even",
        "weekdays": ["3"],
    } | changes


def seen(answer):
    """Return what the preview page's button says it has shown."""
    return re.search(r'name="seen" value="(\w+)"', answer.content.decode())[1]


def confirm(client, series, **changes):
    sent = form(**changes)
    shown = seen(client.post(url("series", series.pk), sent))
    return client.post(url("series", series.pk), sent | {"seen": shown})


def test_the_preview_says_what_would_happen_and_does_nothing(client, place, series):
    coordinator(client, place)
    before = list(series.occurrences.values_list("pk", "on"))

    answer = client.post(url("series", series.pk), form())

    page = text_of(answer)
    assert answer.status_code == 200
    assert "From 1 March 2027 on" in page
    assert re.search("Thursdays at [^<]+ in even weeks", page)
    assert re.search(r"\d+ dates move", page)
    assert "Tue 9 March → <strong>Thu 11 March</strong>" in page
    assert "These leave the calendar" in page
    assert "Tue 2 March" in page
    assert list(series.occurrences.values_list("pk", "on")) == before
    assert Series.objects.count() == 1
    assert not Change.objects.exists()


def test_the_change_is_done_when_it_was_seen_and_can_be_taken_back(
    client, place, series
):
    coordinator(client, place)
    march = series.occurrences.get(on=dt.date(2027, 3, 9))
    uids = dict(series.occurrences.values_list("on", "uid"))

    answer = confirm(client, series)

    assert answer["Location"] == url("activity", series.activity_id)
    old, new = Series.objects.order_by("pk")
    assert old.ends_on == MARCH - dt.timedelta(days=1)
    assert (new.weekday, new.parity) == (3, "even")
    march.refresh_from_db()
    assert (march.on, march.series, march.uid) == (
        dt.date(2027, 3, 11),
        new,
        uids[dt.date(2027, 3, 9)],
    )
    page = client.get(url("activity", series.activity_id)).content.decode()
    note = page.split('name="note" value="')[1].split('"')[0]

    client.post(url("undo"), {"note": note})

    again = dict(series.activity.occurrences.values_list("on", "uid"))
    assert again == uids


def test_a_preview_that_is_out_of_date_is_shown_anew(client, place, series):
    coordinator(client, place)
    shown = seen(client.post(url("series", series.pk), form()))
    calendar.change_occurrence(
        series.occurrences.get(on=dt.date(2027, 3, 16)), theme=text("Uni"), by=None
    )

    answer = client.post(url("series", series.pk), form() | {"seen": shown})

    page = text_of(answer)
    assert answer.status_code == 200
    assert "has changed meanwhile" in page
    assert "Changed by hand: these stay" in page
    assert Series.objects.count() == 1


def test_dates_that_hold_counts_are_told_and_stay_unless_let_go(client, place, series):
    coordinator(client, place)
    held = series.occurrences.get(on=dt.date(2027, 3, 2))
    count(held, adults=2, children=3)

    page = text_of(client.post(url("series", series.pk), form()))
    assert "Tue 2 March: visitors were counted" in page
    assert 'name="drop_held"' in page

    confirm(client, series)
    held.refresh_from_db()
    assert held.on == dt.date(2027, 3, 2)


def test_all_coming_dates_get_other_times(client, place, series):
    coordinator(client, place)
    own = series.occurrences.order_by("on")[1]
    calendar.change_occurrence(own, starts_at=dt.time(8), by=None)

    confirm(
        client, series, scope="all", since="", rhythm="weekly", weekdays=["1"],
        starts_at="10", ends_at="12",
    )  # fmt: skip

    series.refresh_from_db()
    assert (Series.objects.count(), series.starts_at) == (1, dt.time(10))
    own.refresh_from_db()
    assert own.starts_at == dt.datetime(2026, 12, 1, 6, tzinfo=dt.UTC)
    assert own.own == ["starts_at"]


def test_back_to_the_form_keeps_what_was_typed(client, place, series):
    coordinator(client, place)

    answer = client.post(
        url("series", series.pk), form(leader_1_0="Emäntä") | {"again": "1"}
    )

    page = text_of(answer)
    assert answer.status_code == 200
    assert 'value="1.3.2027"' in page
    assert 'value="Emäntä"' in page
    assert "See what would happen" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"since": ""}, "Fill this in"),
        ({"since": "1.11.2026"}, "already gone"),
        ({"since": "31.2."}, "There is no such day"),
        ({"weekdays": []}, "Choose a weekday"),
        ({"rhythm": "monthly"}, "Choose which weeks of the month"),
        ({"rhythm": "once"}, "Choose one of these"),
        ({"until": "1.2.2027"}, "The last day is before the first day"),
        ({"ends_at": "9"}, "The end has to be after the beginning"),
        ({"scope": "none"}, "Choose one of these"),
        (
            {"scope": "all", "rhythm": "weekly", "weekdays": ["1"]},
            "Nothing would change",
        ),
    ],
)
def test_what_can_not_be_is_told_and_kept(client, place, series, changes, sentence):
    coordinator(client, place)

    answer = client.post(url("series", series.pk), form(leader_4_1="Värd") | changes)
    if "Nothing" in sentence:
        answer = client.post(url("series", series.pk), form(**changes))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert Series.objects.count() == 1


def test_one_dates_page_leads_on_to_the_rhythm(client, place, series):
    coordinator(client, place)
    date = series.occurrences.order_by("on")[1]

    answer = client.post(
        url("occurrence", date.pk),
        {
            "reach": "following",
            "day": "3.12.2026",
            "starts_at": "10",
            "ends_at": "12",
            "place": place.pk,
        },
    )

    assert answer.status_code == 302
    page = text_of(client.get(answer["Location"]))
    assert 'name="since" value="1.12.2026"' in page
    assert 'name="starts_at" value="10.00"' in page
    assert re.search(r'name="weekdays" value="3"[^>]*checked', page)
    assert not re.search(r'name="weekdays" value="1"[^>]*checked', page)
    date.refresh_from_db()
    assert date.own == []


def test_only_this_date_is_what_happens_by_itself(client, place, series):
    coordinator(client, place)
    date = series.occurrences.order_by("on")[1]

    client.post(
        url("occurrence", date.pk),
        {
            "reach": "only",
            "day": "3.12.2026",
            "starts_at": "10",
            "ends_at": "12",
            "place": place.pk,
        },
    )

    date.refresh_from_db()
    assert date.on == dt.date(2026, 12, 3)
    assert Series.objects.count() == 1


def test_anothers_rhythm_is_not_found(client, series):
    coordinator(client, PlaceFactory())

    assert client.get(url("series", series.pk)).status_code == 404
    assert client.post(url("series", series.pk), form()).status_code == 404
