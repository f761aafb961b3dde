"""The page of one date: for sharing; past and cancelled ones lead on."""

import datetime as dt

import pytest
import time_machine

from pirtti.calendar.tests.factories import (
    ActivityFactory,
    KindFactory,
    OccurrenceFactory,
)
from pirtti.network.tests.factories import OrganisationFactory, text
from pirtti.presence.tests.factories import StayFactory

# Monday 23.11.2026 at 10 in Helsinki.
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)
WEEK = dt.timedelta(weeks=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, date, language="en"):
    answer = client.get(f"/{language}/event/{date.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_coming_date_can_be_shared_and_added(client):
    date = OccurrenceFactory(
        activity=ActivityFactory(name=text("Kahvila")),
        on=MONDAY + WEEK,
        theme=text("Uni"),
        guest=text("Unineuvoja"),
    )

    body = page(client, date, "fi")

    assert f'rel="canonical" href="http://testserver/fi/event/{date.pk}/"' in body
    assert 'content="Kahvila ma 30.11. klo\u00a09.30–11.30"' in body
    assert f'href="/fi/event/{date.pk}.ics"' in body
    assert "Uni" in body
    assert "Unineuvoja" in body
    assert 'datetime="2026-11-30T09:30:00+02:00"' in body


def test_a_date_going_on_is_open_now(client):
    assert "Open now" in page(client, OccurrenceFactory(on=MONDAY))
    assert "Open now" not in page(
        client, OccurrenceFactory(on=MONDAY, state="cancelled")
    )


def test_a_past_date_says_so_and_shows_the_next(client):
    past = OccurrenceFactory(on=MONDAY - WEEK)
    OccurrenceFactory(activity=past.activity, on=MONDAY - 2 * WEEK)
    coming = OccurrenceFactory(activity=past.activity, on=MONDAY + WEEK)

    body = page(client, past)

    assert "This date is over." in body
    assert f'Next time: <a href="/en/event/{coming.pk}/">' in body
    assert f"/en/event/{past.pk}.ics" not in body


def test_a_cancelled_date_tells_its_reason_and_the_next_that_happens(client):
    cancelled = OccurrenceFactory(
        on=MONDAY + WEEK, state="cancelled", reason=text("", en="The leader is ill")
    )
    OccurrenceFactory(
        activity=cancelled.activity, on=MONDAY + 2 * WEEK, state="cancelled"
    )
    coming = OccurrenceFactory(activity=cancelled.activity, on=MONDAY + 3 * WEEK)

    body = page(client, cancelled)

    assert "This date is cancelled.</strong> The leader is ill" in body
    assert f'Next time: <a href="/en/event/{coming.pk}/">' in body


def test_the_last_date_leads_to_what_is_on_nearby(client):
    past = OccurrenceFactory(on=MONDAY - WEEK)

    body = page(client, past)

    assert "No new date has been told yet." in body
    assert f'href="/en/area/{past.area.slug}/"' in body


def test_a_moved_date_says_which_day_it_is_not(client):
    date = OccurrenceFactory(on=MONDAY + dt.timedelta(days=8), rule_on=MONDAY + WEEK)

    assert "this time not on Mon 30 November" in page(client, date)


def test_who_is_there_is_told_of_the_date_before_the_activity(client):
    activity = ActivityFactory(who=text("Ohjaaja"))

    body = page(
        client, OccurrenceFactory(activity=activity, on=MONDAY, who=text("Lääkäri"))
    )

    assert "Lääkäri" in body
    assert "Ohjaaja" not in body


def test_dates_of_drafts_and_unknown_dates_are_not_found_alike(client):
    draft = OccurrenceFactory(activity=ActivityFactory(draft=True), on=MONDAY)

    assert client.get(f"/fi/event/{draft.pk}/").status_code == 404
    assert client.get("/fi/event/999999/").status_code == 404
    assert client.get("/fi/event/99999999999999999999/").status_code == 404


def test_the_page_reads_little_however_much_there_is(
    client, django_assert_max_num_queries
):
    date = OccurrenceFactory(on=MONDAY)
    for week in range(1, 9):
        OccurrenceFactory(activity=date.activity, on=MONDAY + week * WEEK)

    with django_assert_max_num_queries(6):
        page(client, date)


def test_who_is_at_the_place_that_day_is_told_whatever_is_held(client):
    stay = StayFactory(
        start=dt.time(12),
        end=dt.time(14),
        card__organisation=OrganisationFactory(name=text("Neuvola")),
    )
    date = OccurrenceFactory(activity=ActivityFactory(place=stay.place), on=MONDAY)
    tomorrow = OccurrenceFactory(
        activity=date.activity, on=MONDAY + dt.timedelta(days=1)
    )

    body = page(client, date)

    assert "Public health nurse" in body
    assert "Neuvola" in body
    assert "12:00–14:00" in body
    assert "Nobody asks why you come." not in body
    assert "Public health nurse" not in page(client, tomorrow)


def test_of_advice_only_those_are_told_who_are_there_at_its_time(client):
    kind = KindFactory(slug="advice", is_drop_in_advice=True)
    now = StayFactory(start=dt.time(9), end=dt.time(10))
    StayFactory(
        place=now.place,
        start=dt.time(14),
        end=dt.time(15),
        card__title=text("", en="Dentist"),
    )
    date = OccurrenceFactory(
        activity=ActivityFactory(place=now.place, kind=kind), on=MONDAY
    )

    body = page(client, date)

    assert "Public health nurse" in body
    assert "Dentist" not in body
    assert "Nobody asks why you come." in body


@pytest.mark.parametrize("change", [{"on": MONDAY - WEEK}, {"state": "cancelled"}])
def test_nobody_is_told_of_a_date_that_is_over_or_cancelled(client, change):
    stay = StayFactory()
    date = OccurrenceFactory(
        activity=ActivityFactory(place=stay.place), **{"on": MONDAY, **change}
    )

    assert "Public health nurse" not in page(client, date)
