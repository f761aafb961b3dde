"""Following a calendar: of an organisation, of chosen things, of a whole series."""

import datetime as dt

import icalendar
import pytest
import time_machine

from pirtti.calendar import actions, ical
from pirtti.calendar.tests.factories import (
    ActivityFactory,
    AudienceFactory,
    OccurrenceFactory,
    weekly,
)
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
    text,
)

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def town():
    country = AreaFactory(level="country", slug="suomi", name=text("Suomi"))
    return AreaFactory(
        parent=country, level="municipality", slug="vantaa", name=text("Vantaa")
    )


def read(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return icalendar.Calendar.from_ical(answer.content)


def titles(calendar):
    return [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")]


def test_an_organisation_is_followed_wherever_it_arranges_something(client, town):
    actor = OrganisationFactory(area=town, slug="yhdistys", name=text("Yhdistys"))
    elsewhere = PlaceFactory(area=AreaFactory(parent=town.parent))
    theirs = ActivityFactory(
        place=elsewhere, organisers=[actor], name=text("Perhekahvila")
    )
    OccurrenceFactory(activity=theirs, on=MONDAY)
    OccurrenceFactory(activity=ActivityFactory(place=elsewhere), on=MONDAY)

    feed = read(client, "/fi/organisation/yhdistys.ics")

    assert feed["X-WR-CALNAME"] == "Yhdistys"
    assert feed["URL"] == "http://testserver/fi/organisation/yhdistys/"
    assert titles(feed) == ["Perhekahvila"]


def test_a_change_anywhere_makes_an_organisations_feed_new(client, town):
    actor = OrganisationFactory(area=AreaFactory(parent=town.parent), slug="yhdistys")
    date = OccurrenceFactory(
        activity=ActivityFactory(place=PlaceFactory(area=town), organisers=[actor]),
        on=MONDAY,
    )
    path = "/fi/organisation/yhdistys.ics"
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"If-None-Match": etag}).status_code == 304

    actions.cancel_occurrence(date, reason=text("Ohjaaja on sairaana"), by=None)

    answer = client.get(path, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert "PERUTTU" in answer.content.decode()


def test_what_was_chosen_on_the_page_is_what_is_followed(client, town):
    place = PlaceFactory(area=town)
    fathers = [AudienceFactory()]
    for name, more in {
        "Isät": {"audiences": fathers},
        "Isien retki": {"audiences": fathers, "price_cents": 500},
        "Kaikille": {},
    }.items():
        activity = ActivityFactory(place=place, name=text(name), **more)
        OccurrenceFactory(activity=activity, on=MONDAY)
    page = client.get("/fi/area/vantaa/?for=fathers&free=1").content.decode()
    address = "/fi/area/vantaa.ics?for=fathers&amp;free=1"

    assert f'href="{address}"' in page
    assert f'href="webcal://testserver{address}"' in page
    feed = read(client, address.replace("&amp;", "&"))

    assert titles(feed) == ["Isät"]
    assert feed["SOURCE"] == f"http://testserver{address.replace('&amp;', '&')}"
    assert feed["URL"].endswith("/fi/area/vantaa/?for=fathers&free=1")
    assert str(feed["NAME"]).startswith("Vantaa: ")
    assert titles(read(client, "/fi/area/vantaa.ics?for=fathers")) == [
        "Isät",
        "Isien retki",
    ]


def test_what_makes_no_sense_in_an_address_is_left_out(client, town):
    OccurrenceFactory(
        activity=ActivityFactory(place=PlaceFactory(area=town), name=text("Kahvila")),
        on=MONDAY,
    )

    feed = read(client, "/fi/area/vantaa.ics?for=nobody&age=99&free=maybe&x=1")

    assert titles(feed) == ["Kahvila"]
    assert feed["SOURCE"] == "http://testserver/fi/area/vantaa.ics"


def test_a_feed_says_what_it_is_for_and_when_it_last_changed(client, town):
    date = OccurrenceFactory(
        activity=ActivityFactory(place=PlaceFactory(area=town)), on=MONDAY
    )

    feed = read(client, "/en/area/vantaa.ics")

    assert "once a day" in feed["DESCRIPTION"]
    assert "once a day" in feed["X-WR-CALDESC"]
    assert feed["X-PUBLISHED-TTL"] == "PT6H"
    assert feed["LAST-MODIFIED"].dt == date.changed_at.replace(microsecond=0)


def test_a_feed_that_would_be_too_large_tells_the_nearest_dates(
    client, town, monkeypatch
):
    activity = ActivityFactory(place=PlaceFactory(area=town), name=text("Kahvila"))
    for days in range(-20, 20):
        OccurrenceFactory(activity=activity, on=MONDAY + dt.timedelta(days=days))
    monkeypatch.setattr(ical, "MOST_DATES", 30)

    starts = [
        event["DTSTART"].dt.date()
        for event in read(client, "/fi/area/vantaa.ics").walk("VEVENT")
    ]

    assert starts == [MONDAY + dt.timedelta(days=days) for days in range(20)]


def test_a_file_ends_before_an_event_that_would_make_it_too_large(monkeypatch):
    monkeypatch.setattr(ical, "MOST_OCTETS", 130)
    event = ["BEGIN:VEVENT", "SUMMARY:Kahvila", "END:VEVENT"]

    body = ical.whole(["BEGIN:VCALENDAR", *event * 5])

    assert len(body) <= 130
    assert body.endswith(b"END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert len(icalendar.Calendar.from_ical(body).walk("VEVENT")) == 2


def test_a_whole_series_is_one_entry_that_repeats(client, town):
    activity = ActivityFactory(place=PlaceFactory(area=town), name=text("Kahvila"))
    series = weekly(activity, starts_on=MONDAY, ends_on=MONDAY + dt.timedelta(weeks=5))
    second, third = series.occurrences.order_by("on")[1:3]
    actions.cancel_occurrence(second, reason=text("Remontti"), by=None)
    actions.change_occurrence(
        third, by=None, starts_at=dt.time(12), ends_at=dt.time(13)
    )

    answer = client.get(f"/fi/activity/{activity.slug}/series.ics")
    usual, cancelled, moved = icalendar.Calendar.from_ical(answer.content).walk(
        "VEVENT"
    )

    assert usual["RRULE"]["FREQ"] == ["WEEKLY"]
    assert usual["RRULE"]["UNTIL"] == [dt.datetime(2026, 12, 28, 7, 30, tzinfo=dt.UTC)]
    assert cancelled["SUMMARY"] == "PERUTTU: Kahvila"
    assert moved["DTSTART"].dt.hour == 12
    assert moved["RECURRENCE-ID"].dt.hour == 9
    assert {event["UID"] for event in (usual, cancelled, moved)} == {usual["UID"]}
    assert "attachment" in answer["Content-Disposition"]
    assert "REFRESH-INTERVAL" not in answer.content.decode()


def test_a_series_without_an_end_goes_as_far_as_its_dates_stand_ready(client, town):
    activity = ActivityFactory(place=PlaceFactory(area=town))
    series = weekly(activity, starts_on=MONDAY)
    last = series.occurrences.order_by("on").last()

    [usual] = read(client, f"/fi/activity/{activity.slug}/series.ics").walk("VEVENT")

    assert usual["RRULE"]["UNTIL"] == [last.starts_at]


def test_drafts_and_those_who_do_nothing_in_public_are_not_found(client, town):
    draft = ActivityFactory(place=PlaceFactory(area=town), draft=True)
    OrganisationFactory(area=town, slug="odottaa")

    for path in (
        f"/fi/activity/{draft.slug}/series.ics",
        "/fi/organisation/odottaa.ics",
        "/fi/organisation/odottaa.atom",
        "/fi/organisation/odottaa/",
        "/fi/embed/organisation/odottaa/",
        "/fi/embed/code/organisation/odottaa/",
    ):
        assert client.get(path).status_code == 404, path
