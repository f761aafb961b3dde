"""What hangs on the wall: tagged PDF of what is public, in one language or two (F14)."""

import datetime as dt
import io

import pytest
import time_machine
from pypdf import PdfReader

from pirtti.calendar import actions
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory, weekly
from pirtti.network.models import OpeningHours
from pirtti.network.tests.factories import PlaceFactory, text

# Monday 23.11.2026 at 10 in Helsinki.
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def place():
    place = PlaceFactory(
        name=text("Koivutupa", "Björkstugan", "Birch house"),
        slug="koivutupa",
        street="Hakopolku 2",
    )
    OpeningHours.objects.create(
        place=place, weekday=0, opens=dt.time(9), closes=dt.time(15)
    )
    return place


def cafe(place, **more):
    more.setdefault("name", text("Perhekahvila", "Familjecafé", "Family café"))
    return ActivityFactory(place=place, **more)


def paper(client, address, status=200):
    answer = client.get(address)
    assert answer.status_code == status
    if status != 200:
        return None
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline;")
    return PdfReader(io.BytesIO(answer.content))


def words(pdf):
    """Return the text of all pages, words that were broken put together again."""
    told = " ".join(" ".join(page.extract_text().split()) for page in pdf.pages)
    return told.replace("\u00ad ", "").replace("\u200b", "")


def test_a_month_is_tagged_and_says_its_title_and_language(client, place):
    weekly(cafe(place), starts_on=dt.date(2026, 11, 2))

    for language, title in (
        ("fi", "Koivutupa: Marraskuu 2026"),
        ("sv", "Björkstugan: November 2026"),
    ):
        pdf = paper(client, f"/{language}/place/koivutupa/month.pdf")
        catalogue = pdf.trailer["/Root"]
        assert catalogue["/MarkInfo"]["/Marked"].value
        assert catalogue["/Lang"] == language
        assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value
        assert "/StructTreeRoot" in catalogue
        assert pdf.metadata.title == title
        assert b"pdfuaid" in catalogue["/Metadata"].get_data()


def test_a_month_tells_its_dates_and_nothing_hidden(client, place):
    weekly(cafe(place), starts_on=dt.date(2026, 11, 2))
    weekly(
        cafe(place, name=text("Salainen luonnos"), draft=True),
        starts_on=dt.date(2026, 11, 2),
    )
    weekly(cafe(PlaceFactory(), name=text("Muualla")), starts_on=dt.date(2026, 11, 2))

    told = words(paper(client, "/fi/place/koivutupa/month.pdf?month=2026-12"))

    assert told.count("Perhekahvila") == 4
    assert "9.30–11.30" in told
    assert "Joulukuu 2026" in told
    assert f"/q/{place.code}" in told
    assert "Salainen" not in told
    assert "Muualla" not in told


def test_a_cancelled_date_stands_with_its_word_and_reason(client, place):
    date = OccurrenceFactory(activity=cafe(place), on=dt.date(2026, 11, 25))
    actions.cancel_occurrence(date, reason=text("Sairaus"), by=None)

    told = words(paper(client, "/fi/place/koivutupa/month.pdf"))

    assert "Peruttu" in told
    assert "Sairaus" in told


def test_two_languages_stand_side_by_side_and_missing_ones_once(client, place):
    OccurrenceFactory(activity=cafe(place), on=dt.date(2026, 11, 25))
    only_finnish = cafe(place, name=text("Vain suomeksi"))
    OccurrenceFactory(activity=only_finnish, on=dt.date(2026, 11, 26))

    told = words(paper(client, "/fi/place/koivutupa/month.pdf?with=sv"))

    assert "Perhekahvila / Familjecafé" in told
    assert "Keskiviikko 25.11. / Onsdag 25.11" in told
    assert told.count("Vain suomeksi") == 1


def test_an_empty_month_says_so(client, place):
    pdf = paper(client, "/en/place/koivutupa/month.pdf?month=2027-06")

    assert "No dates have been told yet." in words(pdf)
    assert len(pdf.pages) == 1


def busy(place, dates=60):
    for number in range(dates):
        OccurrenceFactory(
            activity=cafe(
                place,
                name=text(
                    f"Perheiden yhteinen iltapäivä {number}", f"Eftermiddag {number}"
                ),
            ),
            on=dt.date(2026, 11, 23) + dt.timedelta(days=number % 5),
            start=dt.time(8 + number // 5 % 10),
            end=dt.time(20),
        )


def test_sixty_dates_in_a_week_are_all_on_the_sheet(client, place):
    busy(place)

    for address in ("month.pdf?size=a3", "month.pdf", "week.pdf"):
        told = words(paper(client, f"/fi/place/koivutupa/{address}"))
        for number in range(60):
            assert f"iltapäivä {number}" in told, (address, number)


def test_a_month_of_a_busy_area_is_one_sheet(client, place):
    for weekday in range(5):
        activity = cafe(place)
        for start in (9, 11, 13):
            weekly(
                activity,
                starts_on=dt.date(2026, 12, 1) + dt.timedelta(days=weekday),
                start=dt.time(start),
                end=dt.time(start + 1),
            )

    address = f"/fi/area/{place.area.slug}/month.pdf?month=2026-12"
    small, large = paper(client, address), paper(client, f"{address}&size=a3")

    assert (len(small.pages), len(large.pages)) == (1, 1)
    assert large.pages[0].mediabox.width > 1.4 * small.pages[0].mediabox.width
    assert "Koivutupa" in words(small)


@pytest.mark.parametrize(
    "name",
    [
        "Työikäistenvanhempienkeskustelukerhoiltapäivätapaaminen" * 3,
        '#import "/etc/passwd" $x$ *_`',
        "☕🎈",
        "\u202bمرحبا",
        "<b>&amp;</b> \\ { } [ ]",
        "x" * 400,
    ],
)
def test_odd_names_stay_words_on_paper(client, place, name):
    activity = cafe(place, name=text(name), slug="outo")
    OccurrenceFactory(activity=activity, on=dt.date(2026, 11, 25))

    for address in (
        "/fi/place/koivutupa/month.pdf",
        "/fi/place/koivutupa/week.pdf?with=sv",
        "/fi/activity/outo/poster.pdf",
    ):
        assert len(paper(client, address).pages) == 1, address


@pytest.mark.parametrize(
    "question",
    [
        "month=2026-13",
        "month=1999-01",
        "month=2099-01",
        "size=a0",
        "with=xx",
        "month=';--",
    ],
)
def test_an_address_that_makes_no_sense_is_not_found(client, place, question):
    paper(client, f"/fi/place/koivutupa/month.pdf?{question}", status=404)


def test_a_week_is_on_a5_with_its_number(client, place):
    OccurrenceFactory(activity=cafe(place), on=dt.date(2026, 12, 2))

    pdf = paper(client, "/en/place/koivutupa/week.pdf?week=2026-W49")

    assert round(float(pdf.pages[0].mediabox.width)) == 420
    assert "Week 49" in words(pdf)
    assert "Family café" in words(pdf)
    paper(client, "/en/place/koivutupa/week.pdf?week=2026-W60", status=404)


def test_a_poster_says_when_where_for_whom_and_has_strips(client, place):
    activity = cafe(place, slug="kahvila", about=text("Kahvia ja leikkiä."))
    weekly(activity, starts_on=dt.date(2026, 11, 2))

    pdf = paper(client, "/fi/activity/kahvila/poster.pdf")
    told = words(pdf)

    for said in ("Maanantaisin klo 9.30–11.30", "Hakopolku 2", "Kahvia ja leikkiä."):
        assert said in told
    # On the sheet itself, and on each of nine strips.
    assert told.count("Perhekahvila") >= 10
    assert len(pdf.pages) == 1


def test_a_poster_of_a_place_says_what_meets_there(client, place):
    weekly(cafe(place), starts_on=dt.date(2026, 11, 2))
    weekly(
        cafe(place, name=text("Salainen"), draft=True), starts_on=dt.date(2026, 11, 2)
    )

    told = words(paper(client, "/fi/place/koivutupa/poster.pdf"))

    assert "Perhekahvila: maanantaisin klo 9.30–11.30" in told
    assert "ma 9–15" in told
    assert "Salainen" not in told


def test_hidden_places_and_drafts_have_no_paper(client):
    hidden = PlaceFactory(hidden=True, slug="piilo")
    cafe(hidden, draft=True, slug="luonnos")

    for address in (
        "place/piilo/month.pdf",
        "place/piilo/week.pdf",
        "place/piilo/poster.pdf",
        "place/piilo/print/",
        "place/piilo/screen/",
        "activity/luonnos/poster.pdf",
        "activity/luonnos/print/",
        "area/olematon/month.pdf",
    ):
        paper(client, f"/fi/{address}", status=404)


def test_a_change_is_on_the_next_sheet(client, place):
    date = OccurrenceFactory(activity=cafe(place), on=dt.date(2026, 11, 25))
    address = "/fi/place/koivutupa/month.pdf"
    first = client.get(address).content
    assert client.get(address).content == first

    actions.cancel_occurrence(date, reason=text("Sairaus"), by=None)

    assert "Sairaus" in words(paper(client, address))


def test_the_page_that_offers_sheets_leads_to_each(client, place):
    body = client.get("/en/place/koivutupa/print/").content.decode()

    for address in ("month.pdf", "week.pdf", "poster.pdf", "screen/?look=dark"):
        assert f"/en/place/koivutupa/{address}" in body
    assert 'value="2026-12"' in body
    assert 'value="2026-W48"' in body
    assert '<option value="sv" lang="sv">' in body
    page = client.get("/en/place/koivutupa/").content.decode()
    assert "/en/place/koivutupa/print/" in page


def test_the_short_link_holds_when_the_name_changes(client, place):
    place.name, place.slug = text("Uusi nimi"), "uusi-nimi"
    place.save()

    told = words(paper(client, "/fi/place/uusi-nimi/month.pdf"))

    assert f"/q/{place.code}" in told
    assert client.get(f"/q/{place.code}/")["Location"].endswith("/place/uusi-nimi/")
