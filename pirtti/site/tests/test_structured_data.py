"""What pages say to machines: schema.org as JSON-LD, and the preview of a link."""

import datetime as dt
import json
import re

import pytest
import time_machine

from pirtti.calendar.tests.factories import (
    ActivityFactory,
    AudienceFactory,
    OccurrenceFactory,
)
from pirtti.network.models import OpeningHours
from pirtti.network.tests.factories import (
    AreaFactory,
    OrganisationFactory,
    PlaceFactory,
    text,
)
from pirtti.site import jsonld

NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def data(client, path):
    [block] = BLOCK.findall(client.get(path).content.decode())
    return json.loads(block)


def test_an_event_says_when_where_for_whom_and_by_whom(client):
    place = PlaceFactory(
        name=text("Tupa"),
        street="Hakopolku 2",
        postal_code="01360",
        town=text("Vantaa"),
        latitude=60.3,
        longitude=25.0,
    )
    activity = ActivityFactory(
        place=place,
        name=text("Kahvila"),
        age_from_months=0,
        age_to_months=83,
        languages=["fi", "sv"],
        audiences=[AudienceFactory()],
        organisers=[OrganisationFactory(name=text("Yhdistys"))],
    )
    date = OccurrenceFactory(activity=activity, on=MONDAY, theme=text("Uni"))

    told = data(client, f"/fi/event/{date.pk}/")

    assert told["@type"] == "Event"
    assert told["name"] == "Kahvila: Uni"
    assert told["startDate"] == "2026-11-23T09:30:00+02:00"
    assert told["endDate"] == "2026-11-23T11:30:00+02:00"
    assert told["eventStatus"] == "https://schema.org/EventScheduled"
    assert told["location"]["name"] == "Tupa"
    assert told["location"]["address"]["postalCode"] == "01360"
    assert told["location"]["geo"]["latitude"] == 60.3
    assert told["organizer"] == [{"@type": "Organization", "name": "Yhdistys"}]
    assert told["isAccessibleForFree"] is True
    assert told["inLanguage"] == ["fi", "sv"]
    assert told["audience"] == {
        "@type": "PeopleAudience",
        "audienceType": "Isät",
        "suggestedMinAge": 0,
        "suggestedMaxAge": 6,
    }
    assert told["url"] == f"http://testserver/fi/event/{date.pk}/"


def test_summer_dates_have_the_summer_offset(client):
    date = OccurrenceFactory(on=dt.date(2027, 3, 29))

    assert data(client, f"/fi/event/{date.pk}/")["startDate"].endswith("+03:00")


def test_cancelled_and_moved_dates_say_so(client):
    cancelled = OccurrenceFactory(on=MONDAY, state="cancelled")
    moved = OccurrenceFactory(on=MONDAY, rule_on=MONDAY - dt.timedelta(days=1))

    assert data(client, f"/fi/event/{cancelled.pk}/")["eventStatus"].endswith(
        "/EventCancelled"
    )
    told = data(client, f"/fi/event/{moved.pk}/")
    assert told["eventStatus"].endswith("/EventRescheduled")
    assert told["previousStartDate"] == "2026-11-22"


def test_what_is_not_known_is_left_out(client):
    activity = ActivityFactory(
        place=None,
        area=AreaFactory(),
        price_cents=None,
        online_url="https://v.example/",
    )
    date = OccurrenceFactory(activity=activity, on=MONDAY)

    told = data(client, f"/fi/event/{date.pk}/")

    assert told["location"] == {"@type": "VirtualLocation", "url": "https://v.example/"}
    assert told["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode"
    assert (
        not {"isAccessibleForFree", "offers", "audience", "description"} & told.keys()
    )


def test_a_price_is_an_offer(client):
    date = OccurrenceFactory(activity=ActivityFactory(price_cents=250), on=MONDAY)

    told = data(client, f"/fi/event/{date.pk}/")

    assert told["offers"] == {"@type": "Offer", "price": "2.50", "priceCurrency": "EUR"}
    assert told["isAccessibleForFree"] is False


def test_a_place_tells_its_hours_and_what_it_has(client):
    place = PlaceFactory(prams="yes", lift="no")
    OpeningHours.objects.create(
        place=place, weekday=0, opens=dt.time(9), closes=dt.time(15)
    )

    told = data(client, f"/en/place/{place.slug}/")

    assert told["@type"] == "Place"
    [hours] = told["openingHoursSpecification"]
    assert hours["dayOfWeek"] == "https://schema.org/Monday"
    assert (hours["opens"], hours["closes"]) == ("09:00", "15:00")
    amenities = {item["name"]: item["value"] for item in told["amenityFeature"]}
    assert amenities == {"Room for prams": True, "Lift": False}


def test_an_activity_is_a_series_of_its_coming_dates(client):
    activity = ActivityFactory()
    date = OccurrenceFactory(activity=activity, on=MONDAY)

    told = data(client, f"/sv/activity/{activity.slug}/")

    assert told["@type"] == "EventSeries"
    [event] = told["subEvent"]
    assert event["url"] == f"http://testserver/sv/event/{date.pk}/"


@pytest.mark.parametrize(
    "bad", ["</script><script>alert(1)", "<!--<script>", "&lt;b&gt;"]
)
def test_a_text_stays_a_text_inside_the_block(client, bad):
    place = PlaceFactory(name=text(bad), about=text(bad))

    body = client.get(f"/fi/place/{place.slug}/").content.decode()
    [block] = BLOCK.findall(body)

    assert json.loads(block)["name"] == bad
    assert not set("<>&") & set(block)
    assert "<script>alert" not in body


def test_every_block_is_one_script_element_whatever_the_words():
    assert str(jsonld.script({"name": "</ScRiPt>"})).lower().count("</script>") == 1


def test_a_shared_link_has_a_title_a_sentence_and_a_picture(client):
    place = PlaceFactory(name=text("Tupa"), about=text("Avoin olohuone\n\nperheille"))

    body = client.get(f"/fi/place/{place.slug}/").content.decode()

    assert '<meta property="og:title" content="Tupa">' in body
    assert '<meta property="og:description" content="Avoin olohuone perheille">' in body
    assert re.search(
        r'og:image" content="http://testserver/static/site/preview[^"]*png"', body
    )
    assert '<meta name="description" content="Avoin olohuone perheille">' in body


def test_a_quote_in_a_text_stays_inside_its_attribute(client):
    place = PlaceFactory(name=text('Tupa" onload="x'))

    body = client.get(f"/fi/place/{place.slug}/").content.decode()

    assert 'Tupa" onload' not in body


def test_a_list_of_dates_is_told_as_a_list_of_events(client):
    area = AreaFactory(slug="koivukyla", name=text("Koivukylä"))
    place = PlaceFactory(area=area, name=text("Tupa"))
    activity = ActivityFactory(place=place, name=text("Kahvila"))
    first = OccurrenceFactory(activity=activity, on=MONDAY, theme=text("Uni"))
    OccurrenceFactory(
        activity=activity, on=MONDAY + dt.timedelta(days=1), state="cancelled"
    )

    told = data(client, "/fi/area/koivukyla/")

    assert told["@type"] == "ItemList"
    assert [item["position"] for item in told["itemListElement"]] == [1, 2]
    one, other = (item["item"] for item in told["itemListElement"])
    assert one == {
        "@type": "Event",
        "name": "Kahvila: Uni",
        "startDate": "2026-11-23T09:30+02:00",
        "endDate": "2026-11-23T11:30+02:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "url": f"http://testserver/fi/event/{first.pk}/",
        "isAccessibleForFree": True,
        "location": {
            "@type": "Place",
            "name": "Tupa",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": "Koivukylä",
                "addressCountry": "FI",
            },
        },
    }
    assert other["eventStatus"].endswith("/EventCancelled")


@pytest.mark.parametrize(
    "bad", ["</script><script>alert(1)", "<!--<script>", "\x00", '"\\u0000"', "\\"]
)
def test_a_text_stays_a_text_inside_a_list(client, bad):
    area = AreaFactory(slug="koivukyla")
    activity = ActivityFactory(place=PlaceFactory(area=area), name=text(f"A{bad}"))
    OccurrenceFactory(activity=activity, on=MONDAY)

    [block] = BLOCK.findall(client.get("/fi/area/koivukyla/").content.decode())

    assert not set("<>&\x00") & set(block)
    [item] = json.loads(block)["itemListElement"]
    assert item["item"]["name"] == f"A{bad}"
    assert item["item"]["url"].startswith("http://testserver/fi/event/")


@pytest.mark.parametrize("path", ["near/", "accessibility/", "privacy/"])
def test_pages_about_themselves_say_so(client, path):
    assert data(client, f"/sv/{path}")["@type"] == "WebPage"
