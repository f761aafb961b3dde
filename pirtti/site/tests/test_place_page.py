"""The page of a place: what a first visit needs, when it is open, who is there."""

import datetime as dt

import pytest
import time_machine
from i18nfield.strings import LazyI18nString

from pirtti.calendar.models import ActivityKind
from pirtti.calendar.tests.factories import (
    ActivityFactory,
    KindFactory,
    OccurrenceFactory,
)
from pirtti.network.models import OpeningException, OpeningHours
from pirtti.network.tests.factories import OrganisationFactory, PlaceFactory, text
from pirtti.site import opening

# Monday 23.11.2026 at 10 in Helsinki.
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client, place, language="en", query=""):
    answer = client.get(f"/{language}/place/{place.slug}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def main(body):
    return body[body.index("<main") :]


def open_on(place, weekday, opens=9, closes=15, **season):
    return OpeningHours.objects.create(
        place=place,
        weekday=weekday,
        opens=dt.time(opens),
        closes=dt.time(closes),
        **season,
    )


def test_facts_for_a_first_visit_stand_on_the_page(client):
    place = PlaceFactory(
        name=text("Tupa"),
        street="Hakopolku 2",
        postal_code="01360",
        town=text("Vantaa"),
        entrance=text("Green door", en="By the yard, green door"),
        prams="yes",
        lift="no",
        step_free="yes",
        toilet="yes",
        changing_table="no",
        food=text("", en="Porridge 1 €"),
        allergens=text("", en="No nuts"),
        price=text("", en="Free for all"),
        transport=text("", en="Bus 623"),
        languages=["fi", "ar"],
        phone="09 123 4567",
    )

    body = page(client, place)

    for words in (
        "Hakopolku 2, 01360 Vantaa",
        "By the yard, green door",
        "There is room for prams.",
        "No steps on the way in. There is no lift.",
        "There is a toilet. There is no changing table.",
        "Porridge 1 €",
        "No nuts",
        "Free for all",
        "Bus 623",
        "Finnish, Arabic",
        'href="tel:091234567"',
    ):
        assert words in body
    assert "Not told yet" not in body


def test_what_nobody_has_told_is_one_line_and_never_a_guess(client):
    body = page(client, PlaceFactory(prams="yes"))

    assert body.count("Not told yet") == 1
    assert "Not told yet: which door, steps, lift, toilet, changing table" in body
    assert "There is no lift" not in body


def test_everybody_is_welcome_the_first_time_in_the_places_own_words_or_ours(client):
    assert "Nobody asks for your name" in page(client, PlaceFactory())

    own = PlaceFactory(
        about=text("Tupa"),
        first_time=text("", en="Ring the bell, we come down."),
        greeter=text("", en="A volunteer meets you at the door."),
    )
    body = page(client, own)
    assert "Ring the bell" in body
    assert "A volunteer meets you" in body
    assert "Nobody asks for your name" not in body


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ([(0, 9, 15)], "until 15:00"),
        ([(0, 12, 15)], "Opens today at 12:00"),
        ([(0, 8, 10), (0, 13, 15)], "Opens today at 13:00"),
        ([(2, 9, 15)], "Opens Wed 25 November at 9:00"),
    ],
)
def test_the_page_says_whether_the_door_is_open(client, hours, words):
    place = PlaceFactory()
    for weekday, opens, closes in hours:
        open_on(place, weekday, opens, closes)

    assert words in page(client, place)


def test_an_exception_shows_its_reason_and_wins_over_the_week(client):
    place = PlaceFactory()
    open_on(place, 0)
    OpeningException.objects.create(
        place=place,
        first_on=MONDAY,
        last_on=MONDAY,
        reason=text("", en="Staff training"),
    )

    body = page(client, place)

    assert "Closed today: Staff training" in body
    assert "Open now" not in body


def test_changes_to_come_are_told(client):
    place = PlaceFactory()
    season_ends, next_begins = dt.date(2026, 12, 18), dt.date(2027, 1, 7)
    open_on(place, 0, valid_from=dt.date(2026, 8, 10), valid_to=season_ends)
    open_on(place, 1, 10, 14, valid_from=next_begins)
    OpeningException.objects.create(
        place=place,
        first_on=dt.date(2026, 12, 23),
        last_on=dt.date(2027, 1, 6),
        reason=text("Joulutauko"),
    )

    body = page(client, place, "fi")

    assert "10.8.–18.12." in body
    assert "23.12.–6.1." in body
    assert "Joulutauko" in body
    assert "7.1." in body
    assert "Tiistai 10–14" in body


def test_a_page_holds_until_the_door_opens_or_closes():
    place = PlaceFactory()
    open_on(place, 0, 9, 15)

    told = opening.opening_of(place, now=NOW)

    assert told.open_until == dt.time(15)
    assert [edge.hour for edge in told.spans[0]] == [7, 13]


def test_at_closing_time_the_door_is_closed():
    place = PlaceFactory()
    open_on(place, 0, 9, 15)

    told = opening.opening_of(place, now=NOW.replace(hour=13))

    assert told.open_until is None
    assert told.opens_on == MONDAY + dt.timedelta(days=7)


def test_who_is_here_today_is_told_with_their_times(client):
    place = PlaceFactory()
    advice = KindFactory(slug="advice", name=text("Neuvonta"), is_drop_in_advice=True)
    cafe = ActivityFactory(place=place, who=text("Ohjaaja"))
    nurse = ActivityFactory(place=place, kind=advice, name=text("Neuvola"))
    priest = ActivityFactory(place=place, who=text("Pappi"))
    OccurrenceFactory(activity=cafe, on=MONDAY)
    OccurrenceFactory(activity=nurse, on=MONDAY, start=dt.time(13), end=dt.time(14))
    OccurrenceFactory(
        activity=priest, on=MONDAY, state="cancelled", reason=text("Kokous")
    )
    OccurrenceFactory(
        activity=cafe, on=MONDAY + dt.timedelta(days=1), who=text("Lääkäri")
    )

    body = page(client, place, "fi")
    here = body[body.index('id="who"') : body.index('id="first"')]

    assert "Ohjaaja" in here
    assert "9.30–11.30" in here
    assert "Neuvola" in here
    assert "13–14" in here
    assert "Pappi" not in here
    assert "Lääkäri" not in here


def test_the_next_ten_dates_are_told_and_cancelled_ones_stay(client):
    activity = ActivityFactory(name=text("Kahvila"))
    for week in range(12):
        OccurrenceFactory(activity=activity, on=MONDAY + dt.timedelta(weeks=week))
    OccurrenceFactory(
        activity=activity,
        on=MONDAY + dt.timedelta(days=1),
        state="cancelled",
        reason=text("Putkirikko"),
    )

    body = page(client, activity.place)

    assert body.count("card-title") == 10
    assert "Cancelled" in body
    assert "Putkirikko" in body


def test_partners_stand_beside_the_host(client):
    place = PlaceFactory(host=OrganisationFactory(name=text("Kaupunki")))
    place.partners.set([OrganisationFactory(name=text("Seurakunta")), place.host])

    body = page(client, place)
    partners = body[body.index('id="partners"') :]

    assert "Seurakunta" in partners
    assert partners.count("Kaupunki") == 1


def test_easy_language_comes_first_when_asked_for(client):
    place = PlaceFactory(about=text("Pitkä teksti"), easy=text("Lyhyt teksti"))

    assert "Lyhyt teksti" not in page(client, place, "fi")
    body = main(page(client, place, "sv", "?easy=1"))
    assert body.index("Lyhyt teksti") < body.index("Pitkä teksti")
    assert 'lang="fi" dir="ltr"><p>Lyhyt teksti</p>' in body
    assert "?easy=1" not in page(client, PlaceFactory())


def test_a_missing_translation_is_said_once_and_the_text_keeps_its_language(client):
    place = PlaceFactory(about=text("Avoin olohuone"), food=text("Puuro"))

    body = page(client, place, "en")

    assert body.count("do not exist in this language yet") == 1
    assert '<div class="prose" lang="fi" dir="ltr"><p>Avoin olohuone</p></div>' in body
    assert '<span lang="fi" dir="ltr">Puuro</span>' in body
    assert "do not exist" not in page(
        client, PlaceFactory(about=text("A", "B", "C")), "en"
    )


def test_a_text_in_arabic_reads_from_the_right(client):
    place = PlaceFactory(about=LazyI18nString({"ar": "أهلا"}))

    assert '<div class="prose" lang="ar" dir="rtl">' in page(client, place)


def test_written_signs_are_shown_and_not_obeyed(client):
    place = PlaceFactory(
        name=text("<b>Tupa</b>"),
        about=text("<script>alert(1)</script>"),
        food=text("<img src=x>"),
    )

    body = page(client, place, "fi")

    assert "<script>alert" not in body
    assert "<b>Tupa" not in body
    assert "<img src=x" not in body


def test_hidden_and_unknown_places_are_not_found_alike(client):
    hidden = PlaceFactory(hidden=True)

    assert client.get(f"/fi/place/{hidden.slug}/").status_code == 404
    assert client.get("/fi/place/no-such-place/").status_code == 404


def test_a_place_can_be_followed_shared_and_found_without_script(client):
    place = PlaceFactory(latitude=60.3236, longitude=25.0597)

    body = page(client, place, "fi")

    assert f'href="webcal://testserver/fi/place/{place.slug}.ics"' in body
    assert f'href="/fi/place/{place.slug}.ics"' in body
    assert "https://wa.me/?text=" in body
    assert "mlat=60.3236&amp;mlon=25.0597" in body
    assert " style=" not in body
    assert " onclick=" not in body


def test_the_page_reads_little_however_much_there_is(
    client, django_assert_max_num_queries
):
    place = PlaceFactory()
    place.partners.set([OrganisationFactory(), OrganisationFactory()])
    for weekday in range(5):
        open_on(place, weekday)
        activity = ActivityFactory(place=place, who=text("Ohjaaja"))
        OccurrenceFactory(activity=activity, on=MONDAY)
    assert ActivityKind.objects.count() == 1

    with django_assert_max_num_queries(8):
        page(client, place)
