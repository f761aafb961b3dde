"""The page of an activity: for whom, what it costs, its coming dates."""

import datetime as dt

import pytest
import time_machine

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

# Monday 23.11.2026 at 10 in Helsinki.
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, activity, language="en", query=""):
    answer = client.get(f"/{language}/activity/{activity.slug}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_for_whom_how_much_and_how_to_come(client):
    activity = ActivityFactory(
        audiences=[AudienceFactory()],
        age_from_months=0,
        age_to_months=83,
        languages=["fi", "so"],
        price_cents=250,
        price_note=text("", en="Porridge included"),
        sign_up="needed",
        sign_up_how=text("", en="Call us before ten"),
        who=text("", en="A leader and a nurse"),
        about=text("", en="Play and songs"),
        organisers=[
            OrganisationFactory(
                name=text("Yhdistys"), website="https://y.example/", slug="yhdistys"
            )
        ],
    )

    body = page(client, activity)

    for words in (
        "Fathers",
        "0–6 yrs",
        "€2.50",
        "Porridge included",
        "Booking needed",
        "Call us before ten",
        "Finnish, Somali",
        "A leader and a nurse",
        "Play and songs",
        'href="/en/organisation/yhdistys/"',
    ):
        assert words in body


@pytest.mark.parametrize(
    ("cents", "note", "words"),
    [
        (0, "", "Free"),
        (None, "", "Ask about the price"),
        (None, "As you can", "As you can"),
    ],
)
def test_a_price_nobody_has_told_is_something_to_ask(client, cents, note, words):
    activity = ActivityFactory(price_cents=cents, price_note=text("", en=note))

    assert words in page(client, activity)


def test_coming_dates_tell_what_differs(client):
    activity = ActivityFactory()
    other = PlaceFactory(name=text("Puisto"))
    week = dt.timedelta(weeks=1)
    OccurrenceFactory(activity=activity, on=MONDAY - week)
    OccurrenceFactory(
        activity=activity,
        on=MONDAY + week,
        theme=text("Joululaulut"),
        guest=text("Kanttori"),
    )
    OccurrenceFactory(
        activity=activity,
        on=MONDAY + 2 * week,
        state="cancelled",
        reason=text("Putkirikko"),
    )
    OccurrenceFactory(
        activity=activity, on=MONDAY + 3 * week, rule_on=MONDAY + 4 * week, place=other
    )

    body = page(client, activity)
    dates = body[body.index('id="dates"') : body.index('id="where"')]

    assert dates.count("<time") == 3
    assert 'datetime="2026-11-30T09:30:00+02:00"' in dates
    for words in (
        "Joululaulut",
        "Kanttori",
        "Cancelled",
        "Putkirikko",
        "Moved",
        "Puisto",
    ):
        assert words in dates


def test_at_most_ten_dates_are_listed(client):
    activity = ActivityFactory()
    weekly(activity, starts_on=MONDAY)

    assert page(client, activity).count("<time") == 10


def test_the_rhythm_is_said_in_words(client):
    activity = ActivityFactory()
    weekly(activity, starts_on=MONDAY, parity="even", ends_on=dt.date(2027, 5, 31))

    body = page(client, activity, "fi")

    times = "Maanantaisin klo\u00a09.30–11.30"
    assert f"{times} parillisilla viikoilla, 31.5. asti" in body


def test_without_dates_the_page_leads_on(client):
    activity = ActivityFactory()

    body = page(client, activity)

    assert "No dates have been told yet." in body
    assert f'href="/en/area/{activity.area.slug}/"' in body


def test_the_place_stands_in_short_with_its_door(client):
    place = PlaceFactory(street="Hakopolku 2", entrance=text("", en="Green door"))

    body = page(client, ActivityFactory(place=place))

    assert f'href="/en/place/{place.slug}/"' in body
    assert "Hakopolku 2" in body
    assert "Green door" in body


def test_a_place_that_was_hidden_later_is_named_but_not_linked(client):
    place = PlaceFactory(hidden=True, name=text("Tupa"))

    body = page(client, ActivityFactory(place=place))

    assert "Tupa" in body
    assert f"/place/{place.slug}/" not in body


def test_online_activities_say_so(client):
    activity = ActivityFactory(
        place=None, area=AreaFactory(), online_url="https://video.example/perhe"
    )

    assert 'href="https://video.example/perhe"' in page(client, activity)


def test_easy_language_and_missing_translations_as_on_a_place(client):
    activity = ActivityFactory(about=text("Pitkä"), easy=text("Selkoteksti"))

    body = page(client, activity, "sv", "?easy=1")
    body = body[body.index("<main") :]

    assert body.index("Selkoteksti") < body.index("Pitkä")
    assert body.count('lang="fi" dir="ltr"><p>') == 2
    assert "<p>Selkoteksti</p>" in body


def test_the_language_switch_stays_on_the_page(client):
    activity = ActivityFactory(easy=text("Selko"))

    body = page(client, activity, "fi", "?easy=1")

    assert f'href="/sv/activity/{activity.slug}/?easy=1"' in body


def test_drafts_and_unknown_activities_are_not_found_alike(client):
    draft = ActivityFactory(draft=True)

    assert client.get(f"/fi/activity/{draft.slug}/").status_code == 404
    assert client.get("/fi/activity/no-such-thing/").status_code == 404


def test_the_page_reads_little_however_much_there_is(
    client, django_assert_max_num_queries
):
    activity = ActivityFactory(audiences=[AudienceFactory()])
    weekly(activity, starts_on=MONDAY)

    with django_assert_max_num_queries(8):
        page(client, activity)
