"""A coordinator brings in a table on the pages: look through, put right, take, undo."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pirtti.calendar.models import Activity, Occurrence
from pirtti.calendar.tests.factories import KindFactory
from pirtti.desk.tests.pages import coordinator, in_days, sign_in, text_of, typed, url
from pirtti.imports.models import Batch, Source
from pirtti.network.rules import Role
from pirtti.network.tests.factories import OrganisationFactory, PlaceFactory, text

pytestmark = pytest.mark.django_db


def table():
    return (
        f"Nimi\tPaikka\tPäivä\tKlo\n"
        f"Perhekahvila\tKerhotalo\t{typed(in_days(3))}\t9.30–11.30\n"
        f"Perhekahvila\tKerhotalo\t{typed(in_days(10))}\t9.30–11.30\n"
        f"Isäilta\t\t{typed(in_days(4))}\tilta\n"
    )


def begun(place, pasted="", **more):
    return {
        "organisation": place.host.pk,
        "place": place.pk,
        "kind": KindFactory().pk,
        "language": "fi",
        "pasted": pasted,
        **more,
    }


def test_a_table_is_pasted_put_right_and_brought_in(client):
    place = PlaceFactory()
    coordinator(client, place)

    answer = client.post(url("import_new"), begun(place, table()), follow=True)
    page = answer.redirect_chain[-1][0]
    told = text_of(answer)
    assert "Place “Kerhotalo” <span" in told
    assert "The place is not known." in told
    assert "The time can&#x27;t be read." in told
    assert "Bring in 0 rows" in told

    client.post(page, {"place_0": place.pk})
    told = text_of(client.get(page))
    assert "Bring in 2 rows" in told
    shown = list(Batch.objects.get().rows.values_list("pk", flat=True))[:2]

    answer = client.post(
        page, {"shown": shown, "row": shown[:1], "take": "1"}, follow=True
    )

    assert "Brought in. You can undo it for 30 days." in text_of(answer)
    assert Occurrence.objects.get().on == in_days(3)
    assert not Activity.objects.get().is_published


def test_the_whole_import_is_undone_by_one_button(client):
    place = PlaceFactory(name=text("Kerhotalo"))
    coordinator(client, place)
    answer = client.post(url("import_new"), begun(place, table()), follow=True)
    page = answer.redirect_chain[-1][0]
    client.post(page, {"take": "1", "is_shown": "1"})
    assert Activity.objects.get().is_published

    answer = client.post(f"{page}undo/", follow=True)

    assert "Everything that it brought is gone." in text_of(answer)
    assert not Activity.objects.exists()
    assert "Undone" in text_of(client.get(url("imports")))


def test_a_worker_who_may_not_publish_is_not_asked_about_it(client):
    place = PlaceFactory(name=text("Kerhotalo"))
    sign_in(client, Role.WORKER, at=place)
    answer = client.post(url("import_new"), begun(place, table()), follow=True)

    assert "Published at once" not in text_of(answer)
    client.post(answer.redirect_chain[-1][0], {"take": "1", "is_shown": "1"})
    assert not Activity.objects.get().is_published


def test_neither_a_file_nor_a_table_is_asked_for_again(client):
    place = PlaceFactory()
    coordinator(client, place)

    answer = client.post(url("import_new"), begun(place))

    assert answer.status_code == 422
    assert "Choose a file or paste a table." in text_of(answer)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"a;b\n1;2\n", "No headings were found."),
        (b"\xd0\xcf\x11\xe0old", "This is an old kind of Excel file"),
        (b"PK\x03\x04broken", "The file is broken"),
        (b"%PDF-1.7", "This is neither a calendar nor a table."),
        (b"Nimi;Klo\n" + b"x" * (2 * 1024 * 1024), "The file is too big for this page"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(client, data, sentence):
    place = PlaceFactory()
    coordinator(client, place)
    file = SimpleUploadedFile("ohjelma.csv", data)

    answer = client.post(url("import_new"), begun(place, file=file))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Batch.objects.exists()


def test_a_personal_identity_code_is_refused_and_never_stored(client):
    place = PlaceFactory()
    coordinator(client, place)
    row = f"Nimi;Päivä;Klo\nVetäjä 131052-308T;{typed(in_days(3))};9–11\n"

    answer = client.post(url("import_new"), begun(place, row), follow=True)

    assert "This looks like a Finnish personal identity code." in text_of(answer)
    assert "131052" not in text_of(answer)
    assert "131052" not in str(Batch.objects.get().rows.get().told)


def test_a_calendar_file_is_brought_in(client):
    place = PlaceFactory(name=text("Kerhotalo"))
    coordinator(client, place)
    day = in_days(3)
    data = (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1@seurakunta.example\r\n"
        f"DTSTART;TZID=Europe/Helsinki:{day:%Y%m%d}T093000\r\n"
        f"DTEND;TZID=Europe/Helsinki:{day:%Y%m%d}T113000\r\n"
        "SUMMARY:Perhekerho\r\nLOCATION:Kerhotalo\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    file = io.BytesIO(data.encode())
    file.name = "kalenteri.ics"

    answer = client.post(url("import_new"), begun(place, file=file), follow=True)
    client.post(answer.redirect_chain[-1][0], {"take": "1"})

    assert Occurrence.objects.get().on == day


def test_what_one_could_not_look_after_is_not_begun(client):
    place = PlaceFactory()
    coordinator(client, place)
    stranger = OrganisationFactory()

    without = client.post(url("import_new"), begun(place, table()) | {"place": ""})
    foreign = client.post(
        url("import_new"), begun(place, table()) | {"organisation": stranger.pk}
    )

    assert without.status_code == foreign.status_code == 422
    assert "Choose one of your own places." in text_of(without)


def test_an_address_inside_the_house_is_never_asked(client):
    place = PlaceFactory()
    coordinator(client, place)
    values = begun(place) | {"name": "Seurakunta", "url": "http://127.0.0.1/cal.ics"}

    answer = client.post(url("source_new"), values, follow=True)

    assert "This address leads into a closed network." in text_of(answer)
    assert Source.objects.get().state == "failing"


def test_an_address_that_is_none_is_refused_at_its_field(client):
    place = PlaceFactory()
    coordinator(client, place)

    answer = client.post(
        url("source_new"), begun(place) | {"name": "X", "url": "file:///etc/passwd"}
    )

    assert answer.status_code == 422
    assert "Give an address that begins with https://" in text_of(answer)
    assert not Source.objects.exists()


def test_a_calendar_can_be_stopped_and_read_again(client):
    place = PlaceFactory()
    user = coordinator(client, place)
    source = Source.objects.create(
        name="Seurakunta",
        organisation=place.host,
        place=place,
        kind=KindFactory(),
        url="http://127.0.0.1/cal.ics",
        by=user,
    )

    client.post(url("source_stop", source.pk))
    assert "It is read no more." in text_of(client.get(url("source", source.pk)))

    client.post(url("source_read", source.pk))
    source.refresh_from_db()
    assert source.state == "failing"
