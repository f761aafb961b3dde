"""Calendars: subscribing to an area, a place or an activity, and adding one date."""

import datetime as dt
import re

import icalendar
import pytest
import time_machine
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from pirtti.calendar import ical, rules
from pirtti.calendar.models import Occurrence
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.network import actions as network_actions
from pirtti.network.models import Area
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, RoomFactory, text

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return icalendar.Calendar.from_ical(answer.content)


def events(client, path):
    return read(client, path).walk("VEVENT")


def lines(body):
    """Split as RFC 5545 does: line ends are CRLF, folded lines go on with a space."""
    return body.decode().replace("\r\n ", "").split("\r\n")


def test_a_feed_tells_when_where_and_what(client):
    place = PlaceFactory(
        name=text("Tupa"),
        street="Hakopolku 2",
        postal_code="01360",
        town=text("Vantaa"),
        latitude=60.3236,
        longitude=25.0597,
    )
    activity = ActivityFactory(place=place, name=text("Perhekahvila"))
    room = RoomFactory(place=place, name=text("Sali"))
    date = OccurrenceFactory(activity=activity, on=MONDAY, room=room, theme=text("Uni"))

    [event] = events(client, f"/fi/place/{place.slug}.ics")

    assert event["SUMMARY"] == "Perhekahvila: Uni"
    assert event["LOCATION"] == "Tupa, Sali, Hakopolku 2, 01360 Vantaa"
    assert event["GEO"].to_ical() == "60.3236;25.0597"
    assert event["UID"] == f"{date.uid}@testserver"
    assert event["URL"] == f"http://testserver/fi/event/{date.pk}/"
    assert event["CATEGORIES"].to_ical() == b"Perhekahvila"
    assert event["DTSTART"].params["TZID"] == "Europe/Helsinki"
    assert event.start == date.starts_at
    assert event.end == date.ends_at
    assert event["DTSTAMP"].dt == date.changed_at.replace(microsecond=0)
    assert event["LAST-MODIFIED"].dt == event["DTSTAMP"].dt
    assert event["SEQUENCE"] == 0
    assert "ATTENDEE" not in event


def test_a_feed_says_what_it_is_and_how_often_to_ask(client):
    place = PlaceFactory(name=text("Tupa"))

    feed = read(client, f"/fi/place/{place.slug}.ics")

    assert feed["METHOD"] == "PUBLISH"
    assert feed["NAME"] == feed["X-WR-CALNAME"] == "Tupa"
    assert feed["X-WR-TIMEZONE"] == "Europe/Helsinki"
    assert feed["REFRESH-INTERVAL"].params["VALUE"] == "DURATION"
    assert feed["REFRESH-INTERVAL"].dt == dt.timedelta(hours=6)
    assert feed["SOURCE"] == f"http://testserver/fi/place/{place.slug}.ics"
    assert feed["URL"] == f"http://testserver/fi/place/{place.slug}/"


def test_a_cancelled_date_stays_with_its_word_and_its_reason(client):
    activity = ActivityFactory(name=text("Kahvila", "Café", "Coffee"))
    OccurrenceFactory(
        activity=activity,
        on=MONDAY,
        state="cancelled",
        sequence=3,
        reason=text("Ohjaaja on sairaana"),
    )
    titles = {
        "fi": "PERUTTU: Kahvila",
        "sv": "INSTÄLLT: Café",
        "en": "CANCELLED: Coffee",
    }

    for language, title in titles.items():
        [event] = events(client, f"/{language}/activity/{activity.slug}.ics")
        assert event["SUMMARY"] == title
        assert event["STATUS"] == "CANCELLED"
        assert event["SEQUENCE"] == 3
        assert event["DESCRIPTION"].startswith("Ohjaaja on sairaana")


def test_the_feed_of_an_area_holds_everything_below_it(client):
    town = AreaFactory(level="municipality")
    quarter = AreaFactory(parent=town)
    elsewhere = ActivityFactory()
    inside = ActivityFactory(place=PlaceFactory(area=quarter))
    date = OccurrenceFactory(activity=inside, on=MONDAY)
    OccurrenceFactory(activity=elsewhere, on=MONDAY)

    told = events(client, f"/fi/area/{town.slug}.ics")

    assert [event["UID"] for event in told] == [f"{date.uid}@testserver"]


def test_drafts_are_not_in_any_feed(client):
    draft = ActivityFactory(draft=True)
    date = OccurrenceFactory(activity=draft, on=MONDAY)

    assert events(client, f"/fi/area/{draft.area.slug}.ics") == []
    assert events(client, f"/fi/place/{draft.place.slug}.ics") == []
    assert client.get(f"/fi/activity/{draft.slug}.ics").status_code == 404
    assert client.get(f"/fi/event/{date.pk}.ics").status_code == 404
    assert (
        client.get(f"/fi/place/{PlaceFactory(hidden=True).slug}.ics").status_code == 404
    )


def test_a_feed_reaches_from_thirty_days_back_to_half_a_year_ahead(client):
    activity = ActivityFactory()
    days = [-31, -30, 0, 179, 180]
    for day in days:
        OccurrenceFactory(activity=activity, on=MONDAY + dt.timedelta(days=day))

    told = events(client, f"/fi/activity/{activity.slug}.ics")

    assert [(event.start.date() - MONDAY).days for event in told] == [-30, 0, 179]


@pytest.mark.parametrize(
    ("day", "offset"), [((2027, 3, 27), 2), ((2027, 3, 28), 3), ((2026, 10, 31), 2)]
)
def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change(client, day, offset):
    date = OccurrenceFactory(on=dt.date(*day), start=dt.time(9), end=dt.time(11))

    answer = client.get(f"/fi/activity/{date.activity.slug}.ics")

    wall = f"{date.on:%Y%m%d}T090000"
    assert f"DTSTART;TZID=Europe/Helsinki:{wall}" in lines(answer.content)
    [event] = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event.start.utcoffset() == dt.timedelta(hours=offset)


def test_the_time_zone_is_told_by_its_rule():
    zone = "\n".join(ical.TIME_ZONE)

    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU" in zone
    assert "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU" in zone
    assert "RDATE" not in zone


def test_an_unchanged_feed_is_answered_before_any_date_is_read(
    client, django_assert_max_num_queries
):
    activity = ActivityFactory()
    OccurrenceFactory(activity=activity, on=MONDAY)
    path = f"/fi/area/{activity.area.slug}.ics"
    etag = client.get(path)["ETag"]

    with django_assert_max_num_queries(1):
        again = client.get(path, headers={"if-none-match": etag})
    assert again.status_code == 304
    assert again.content == b""

    network_actions.touch(Area.objects.get(pk=activity.area_id))
    assert client.get(path, headers={"if-none-match": etag}).status_code == 200


def test_the_tag_differs_by_language_and_by_day(client):
    path = f"area/{AreaFactory().slug}.ics"
    tags = {
        client.get(f"/{language}/{path}")["ETag"] for language in ("fi", "sv", "en")
    }

    with time_machine.travel(NOW + dt.timedelta(days=1), tick=False):
        tags.add(client.get(f"/fi/{path}")["ETag"])

    assert len(tags) == 4


def test_one_date_can_be_added_and_carries_no_subscription(client):
    date = OccurrenceFactory(on=MONDAY)
    OccurrenceFactory(activity=date.activity, on=MONDAY + dt.timedelta(days=7))

    answer = client.get(f"/fi/event/{date.pk}.ics")

    feed = icalendar.Calendar.from_ical(answer.content)
    assert [event["UID"] for event in feed.walk("VEVENT")] == [f"{date.uid}@testserver"]
    assert "REFRESH-INTERVAL" not in feed
    assert (
        f'filename="{date.activity.slug}-2026-11-23.ics"'
        in answer["Content-Disposition"]
    )


def test_texts_come_back_as_they_were_written(client):
    words = "Pulla, mehu; \\ja\nlaulu: 🧸 öylätti " + "ä" * 200
    activity = ActivityFactory(name=text(words.replace("\n", " ")), about=text(words))
    OccurrenceFactory(activity=activity, on=MONDAY)

    answer = client.get(f"/fi/activity/{activity.slug}.ics")

    [event] = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert event["SUMMARY"] == words.replace("\n", " ")
    assert event["DESCRIPTION"].endswith(words)
    assert max(len(line) for line in answer.content.split(b"\r\n")) <= 75
    assert not re.search(rb"[^\r]\n", answer.content)


def test_a_text_cannot_add_lines_of_its_own(client):
    bad = "Kahvila\r\nATTENDEE:mailto:x@y.example\r\nEND:VEVENT\x00\u2028BEGIN:VEVENT"
    activity = ActivityFactory(name=text("Kahvila"), about=text(bad))
    OccurrenceFactory(activity=activity, on=MONDAY)

    answer = client.get(f"/fi/activity/{activity.slug}.ics")

    told = lines(answer.content)
    assert told.count("BEGIN:VEVENT") == told.count("END:VEVENT") == 1
    assert not [line for line in told if line.startswith("ATTENDEE")]
    assert b"\x00" not in answer.content


def test_an_address_stands_on_one_line(client):
    place = PlaceFactory(name=text("Tupa\nkellari"), street="Katu 1")
    OccurrenceFactory(activity=ActivityFactory(place=place), on=MONDAY)

    [event] = events(client, f"/fi/place/{place.slug}.ics")

    assert event["LOCATION"] == "Tupa kellari, Katu 1"


def test_online_dates_have_an_address_on_the_net_instead(client):
    activity = ActivityFactory(
        place=None, area=AreaFactory(), online_url="https://video.example/perhe"
    )
    OccurrenceFactory(activity=activity, on=MONDAY)

    [event] = events(client, f"/en/activity/{activity.slug}.ics")

    assert event["LOCATION"] == "Online"
    assert "https://video.example/perhe" in event["DESCRIPTION"]
    assert "GEO" not in event


def test_a_feed_reads_the_same_number_of_times_for_many_dates(
    client, django_assert_max_num_queries
):
    activity = ActivityFactory()
    for week in range(12):
        OccurrenceFactory(activity=activity, on=MONDAY + dt.timedelta(weeks=week))

    with django_assert_max_num_queries(6):
        assert len(events(client, f"/fi/area/{activity.area.slug}.ics")) == 12


def test_nothing_internal_is_in_a_feed(client):
    date = OccurrenceFactory(on=MONDAY)
    Occurrence.objects.filter(pk=date.pk).update(own=["secret-mark"])
    host = date.place.host
    host.contact_email = "contact@host.example"
    host.save()

    body = client.get(f"/fi/area/{date.area.slug}.ics").content.decode()

    assert "secret-mark" not in body
    assert "contact@" not in body


def test_the_window_lies_within_the_dates_that_stand_ready():
    start, end = ical.window(timezone.now())

    assert (end - start).days == 210
    assert rules.HORIZON_DAYS >= ical.DAYS_AHEAD


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=300))
def test_folding_never_cuts_a_letter_and_unfolds_to_the_same(words):
    line = "SUMMARY:" + ical.escape(words.encode("utf-8", "ignore").decode())

    folded = ical.fold(line)

    assert all(len(part.encode()) <= 75 for part in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == line
