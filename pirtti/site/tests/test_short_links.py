"""Addresses without a language: short links, QR codes, photos, files for machines."""

import re
from xml.etree import ElementTree

import pytest
from django.core.files.base import ContentFile
from django.test import override_settings

from pirtti.calendar.tests.factories import ActivityFactory
from pirtti.network.rules import Role
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, text, user_with

pytestmark = pytest.mark.django_db


def lead(client, path, language):
    answer = client.get(path, headers={"accept-language": language})
    assert answer.status_code == 302
    return answer


def test_a_short_link_leads_to_the_page_in_the_readers_language(client):
    place = PlaceFactory()
    path = f"/q/{place.code}/"

    assert lead(client, path, "sv").url == f"/sv/place/{place.slug}/"
    assert lead(client, path, "en-GB,fi;q=0.5").url == f"/en/place/{place.slug}/"
    assert lead(client, path, "de").url == f"/fi/place/{place.slug}/"
    assert "Accept-Language" in lead(client, path, "sv")["Vary"]

    client.cookies["pirtti-language"] = "en"
    assert lead(client, path, "sv").url == f"/en/place/{place.slug}/"


def test_a_short_link_typed_from_a_poster_may_be_in_capitals(client):
    place = PlaceFactory()

    path = f"/q/{place.code.upper()}/"

    assert lead(client, path, "fi").url == f"/fi/place/{place.slug}/"


def test_a_short_link_survives_renaming(client):
    place = PlaceFactory()
    place.slug = "new-name"
    place.save()

    assert lead(client, f"/q/{place.code}/", "fi").url == "/fi/place/new-name/"


def test_areas_places_and_activities_have_short_links(client):
    area, activity = AreaFactory(), ActivityFactory()

    assert lead(client, f"/q/{area.code}/", "fi").url == f"/fi/area/{area.slug}/"
    assert (
        lead(client, f"/q/{activity.code}/", "fi").url
        == f"/fi/activity/{activity.slug}/"
    )


def test_drafts_and_unknown_codes_lead_nowhere(client):
    for code in (
        PlaceFactory(hidden=True).code,
        ActivityFactory(draft=True).code,
        "bcdfghj",
        "a-b_c",
    ):
        assert client.get(f"/q/{code}/").status_code == 404
        assert client.get(f"/q/{code}.svg").status_code == 404


def test_a_qr_code_is_a_plain_drawing_with_a_title(client):
    place = PlaceFactory(name=text("Tupa & <pirtti>"))

    answer = client.get(f"/q/{place.code}.svg")
    drawing = ElementTree.fromstring(answer.content)

    assert answer["Content-Type"] == "image/svg+xml"
    title = drawing.find("{http://www.w3.org/2000/svg}title").text
    assert title == f"Tupa & <pirtti>: http://testserver/q/{place.code}/"
    assert not re.search(rb"(style|class)=", answer.content)


@override_settings(PUBLIC_ADDRESS="https://perheet.example")
def test_a_qr_code_and_the_sitemap_use_the_public_address(client):
    place = PlaceFactory()

    assert b"https://perheet.example/q/" in client.get(f"/q/{place.code}.svg").content
    body = b"".join(client.get("/sitemap.xml").streaming_content).decode()
    assert f"<loc>https://perheet.example/fi/place/{place.slug}/</loc>" in body


def test_the_sitemap_lists_public_pages_in_every_language(client):
    activity = ActivityFactory()
    draft, hidden = ActivityFactory(draft=True), PlaceFactory(hidden=True)

    body = b"".join(client.get("/sitemap.xml").streaming_content)
    addresses = [
        each.text
        for each in ElementTree.fromstring(body).iter()
        if each.tag.endswith("loc")
    ]

    for kind, slug in (
        ("area", activity.area.slug),
        ("place", activity.place.slug),
        ("activity", activity.slug),
    ):
        for language in ("fi", "sv", "en"):
            assert f"http://testserver/{language}/{kind}/{slug}/" in addresses
    assert (
        f'hreflang="sv" href="http://testserver/sv/place/{activity.place.slug}/"'
        in (body.decode())
    )
    assert draft.slug not in body.decode().replace(activity.slug, "")
    assert f"/{hidden.slug}/" not in body.decode()


def test_the_start_leads_to_the_readers_language(client):
    assert lead(client, "/", "sv").url == "/sv/"
    assert lead(client, "/", "de").url == "/fi/"


def test_health_is_told_in_plain_words(client):
    for path in ("/livez", "/readyz"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert answer.content == b"ok\n"
        assert answer["Content-Type"].startswith("text/plain")
        assert answer["Cache-Control"] == "no-store"


def test_an_installation_that_lags_behind_is_not_ready(client):
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    recorder = MigrationRecorder(connection)
    last = recorder.migration_qs.filter(app="calendar").last()
    recorder.record_unapplied(last.app, last.name)

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert b"migrations have not been run" in answer.content


@pytest.fixture
def uploads(tmp_path):
    with override_settings(MEDIA_ROOT=tmp_path):
        yield tmp_path


def with_photo(place, name="door.jpg"):
    place.entrance_photo.save(name, ContentFile(b"\xff\xd8\xff picture"))
    return place.entrance_photo.url


def test_a_places_photo_is_served_and_kept_by_browsers(client, uploads):
    answer = client.get(with_photo(PlaceFactory()))

    assert answer.status_code == 200
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content) == b"\xff\xd8\xff picture"


def test_other_files_of_the_folder_are_never_served(client, uploads):
    (uploads / "places").mkdir()
    (uploads / "places" / "loose.jpg").write_bytes(b"x")
    (uploads / "secret-key").write_text("x")

    for path in (
        "places/loose.jpg",
        "secret-key",
        "places/",
        "",
        "places/../secret-key",
    ):
        assert client.get(f"/media/{path}").status_code == 404


def test_a_photo_whose_file_is_gone_is_not_found(client, uploads):
    place = PlaceFactory()
    url = with_photo(place)
    (uploads / place.entrance_photo.name).unlink()

    assert client.get(url).status_code == 404


def test_a_file_that_is_no_picture_is_not_served(client, uploads):
    place = PlaceFactory()

    assert client.get(with_photo(place, "door.html")).status_code == 404


def test_the_photo_of_a_hidden_place_is_for_its_own_staff(client, uploads):
    place = PlaceFactory(hidden=True)
    url = with_photo(place)

    assert client.get(url).status_code == 404
    client.force_login(user_with(Role.COORDINATOR, at=PlaceFactory()))
    assert client.get(url).status_code == 404
    client.force_login(user_with(Role.COORDINATOR, at=place))
    answer = client.get(url)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    answer.close()
