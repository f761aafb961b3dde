"""The photo of a place: drawn anew, small, and nothing hidden in it."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pirtti.desk import photos
from pirtti.desk.tests.network_pages import get, post, typed
from pirtti.network.rules import Role
from pirtti.network.tests.factories import (
    PlaceFactory,
    user_with,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def edit(client, place, user=None, **changes):
    user = user or user_with(Role.COORDINATOR, at=place)
    data = typed(get(client, user, "place", place.pk).context["form"]) | changes
    return post(client, user, "place", place.pk, data=data)


def picture(kind="JPEG", size=(40, 30), **options):
    target = io.BytesIO()
    Image.new("RGB", size, "red").save(target, kind, **options)
    return target.getvalue()


def upload(content, name="door.jpg", kind="image/jpeg"):
    return SimpleUploadedFile(name, content, content_type=kind)


def test_a_photo_is_drawn_anew_without_where_it_was_taken(client):
    exif = Image.Exif()
    exif[0x010F] = "Phone"
    exif.get_ifd(0x8825)[1] = "N"
    place = PlaceFactory()

    answer = edit(
        client,
        place,
        entrance_photo=upload(picture(exif=exif), name="Matti Meikäläinen.jpg"),
    )

    place.refresh_from_db()
    assert answer.status_code == 302
    assert place.entrance_photo.name.startswith("places/")
    assert "Matti" not in place.entrance_photo.name
    with Image.open(place.entrance_photo.path) as stored:
        assert stored.format == "JPEG"
        assert dict(stored.getexif()) == {}


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_photos_become_jpeg(kind):
    drawn = photos.tidy(upload(picture(kind)))

    assert Image.open(io.BytesIO(drawn)).format == "JPEG"


def test_a_large_photo_becomes_smaller():
    drawn = photos.tidy(upload(picture(size=(3000, 1000))))

    assert Image.open(io.BytesIO(drawn)).size == (1600, 533)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7",
        b"\x00" * 300,
        b"GIF89a" + b"\x01" * 200,
        b"\xff\xd8\xff\xe0" + b"\x00" * 64,
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 64,
        picture()[:300],
    ],
)
def test_what_is_no_photo_is_refused_with_a_sentence_and_the_rest_is_kept(
    client, content
):
    place = PlaceFactory()

    answer = edit(client, place, street="Asematie 1", entrance_photo=upload(content))

    assert answer.status_code == 422
    assert answer.context["form"].errors["entrance_photo"]
    assert 'value="Asematie 1"' in answer.content.decode()
    place.refresh_from_db()
    assert not place.entrance_photo


def test_a_photo_that_is_too_large_says_so():
    heavy = upload(b"\xff" * (photos.LARGEST_BYTES + 1))
    many = upload(picture("PNG", size=(5001, 5000)))

    for file, fault in ((heavy, "TOO_HEAVY"), (many, "TOO_MANY_PIXELS")):
        with pytest.raises(photos.BadPhoto) as refused:
            photos.tidy(file)
        assert refused.value.fault.name == fault


def test_a_new_photo_and_taking_it_away_delete_the_old_file(
    client, django_capture_on_commit_callbacks
):
    place = PlaceFactory()
    edit(client, place, entrance_photo=upload(picture()))
    place.refresh_from_db()
    storage, first = place.entrance_photo.storage, place.entrance_photo.name

    with django_capture_on_commit_callbacks(execute=True):
        edit(client, place, entrance_photo=upload(picture()))
    place.refresh_from_db()
    second = place.entrance_photo.name
    assert not storage.exists(first)
    assert storage.exists(second)

    with django_capture_on_commit_callbacks(execute=True):
        edit(client, place, remove_photo="on")
    place.refresh_from_db()
    assert not place.entrance_photo
    assert not storage.exists(second)
