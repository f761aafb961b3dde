"""Own places: what is told, what is missing, the photo, rooms and the counting plan."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pirtti.desk import photos
from pirtti.desk.tests.network_pages import get, post, tree, typed
from pirtti.network.models import Place
from pirtti.network.rules import Role
from pirtti.network.tests.factories import (
    OrganisationFactory,
    PlaceFactory,
    PlaceKindFactory,
    RoomFactory,
    text,
    user_with,
)
from pirtti.people.models import JournalEntry
from pirtti.visits.models import CountingPlan, OwnCategory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def edit(client, place, user=None, **changes):
    user = user or user_with(Role.COORDINATOR, at=place)
    data = typed(get(client, user, "place", place.pk).context["form"]) | changes
    return post(client, user, "place", place.pk, data=data)


def test_the_list_tells_what_a_first_visit_still_misses(client):
    place = PlaceFactory(entrance=text("Punainen ovi pihalta"), prams="yes")

    answer = get(client, user_with(Role.COORDINATOR, at=place), "places")

    missing = answer.context["rows"][0].missing
    words = answer.content.decode()
    assert "which door" not in missing
    assert len(missing) == 11
    assert all(word in words for word in missing)


def test_only_own_places_are_listed_and_opened(client):
    mine, other = PlaceFactory(), PlaceFactory()
    user = user_with(Role.COORDINATOR, at=mine)

    assert [row.place for row in get(client, user, "places").context["rows"]] == [mine]
    for name in ("place", "hours", "rooms", "counting"):
        assert get(client, user, name, other.pk).status_code == 404
        assert post(client, user, name, other.pk).status_code == 404


@pytest.mark.parametrize(
    "role",
    [Role.VOLUNTEER, Role.LEADER, Role.WORKER, Role.STEERING_MEMBER, Role.EVALUATOR],
)
def test_who_may_not_edit_finds_no_page(client, role):
    place = PlaceFactory()
    user = user_with(role, at=place)

    assert get(client, user, "places").status_code == 404
    assert get(client, user, "place", place.pk).status_code == 404
    assert get(client, user, "place_new").status_code == 404


def test_what_is_told_changes_the_public_page_at_once(client):
    place = PlaceFactory()
    version = place.area.version

    answer = edit(
        client,
        place,
        entrance_0="Pihan puolelta",
        entrance_1="Från gården",
        prams="yes",
        lift="no",
        languages=["fi", "so"],
        is_published="on",
        greeter_0="Ohjaaja ovella",
    )

    place.refresh_from_db()
    assert answer.status_code == 302
    assert place.entrance.data == {"fi": "Pihan puolelta", "sv": "Från gården"}
    assert (place.prams, place.lift, place.toilet) == ("yes", "no", "")
    assert place.languages == ["fi", "so"]
    place.area.refresh_from_db()
    assert place.area.version == version + 1
    assert JournalEntry.objects.filter(verb="network.place_saved").count() == 1


def test_a_form_sent_back_untouched_changes_nothing(client):
    place = PlaceFactory(
        prams="no",
        street="Asematie 1",
        languages=["sv"],
        latitude=60.1,
        longitude=25.2,
        price=text("Maksuton", "Gratis"),
        email="talo@koivukyla.example",
    )
    before = Place.objects.filter(pk=place.pk).values().get()

    assert edit(client, place).status_code == 302

    after = Place.objects.filter(pk=place.pk).values().get()
    for name in ("name", "price"):
        assert str(after[name]) == str(before[name])
    different = {name for name in after if after[name] != before[name]}
    assert different <= {"changed_at"} | {
        n for n in after if str(after[n]) == str(before[n])
    }


def test_the_tick_hides_a_place_from_families(client):
    place = PlaceFactory()
    user = user_with(Role.COORDINATOR, at=place)
    data = typed(get(client, user, "place", place.pk).context["form"])
    data.pop("is_published")

    post(client, user, "place", place.pk, data=data)

    place.refresh_from_db()
    assert not place.is_published


def test_partners_come_from_around_the_place(client):
    country, _county, town, part = tree()
    host, near = OrganisationFactory(area=part), OrganisationFactory(area=town)
    union, far = OrganisationFactory(area=country), OrganisationFactory()
    place = PlaceFactory(host=host)

    assert edit(client, place, partners=[near.pk, union.pk]).status_code == 302
    assert set(place.partners.all()) == {near, union}
    answer = edit(client, place, partners=[far.pk])
    assert answer.status_code == 422
    assert set(place.partners.all()) == {near, union}


def test_a_coordinator_of_one_place_cannot_move_it_away(client):
    place, other = PlaceFactory(), PlaceFactory()

    for field, pk in (("area", other.area.pk), ("host", other.host.pk)):
        answer = edit(client, place, **{field: pk})
        assert answer.status_code == 422
        assert field in answer.context["form"].errors


# New places


def new_place(client, user, **changes):
    _country, county, _town, part = changes.pop("areas")
    host = OrganisationFactory(area=part)
    data = {
        "name_0": "Uusi kohtaamispaikka",
        "kind": PlaceKindFactory().pk,
        "area": part.pk,
        "host": host.pk,
    } | changes
    return post(client, user(county), "place_new", data=data)


def test_an_area_coordinator_adds_a_place_and_it_is_hidden_until_published(client):
    areas = tree()

    answer = new_place(
        client, lambda county: user_with(Role.AREA_COORDINATOR, at=county), areas=areas
    )

    place = Place.objects.get()
    assert answer.status_code == 302
    assert place.slug == "uusi-kohtaamispaikka"
    assert not place.is_published


def test_the_same_new_place_sent_twice_is_one_place(client):
    areas = tree()
    user = user_with(Role.AREA_COORDINATOR, at=areas[1])
    new_place(client, lambda _county: user, areas=areas)

    again = new_place(client, lambda _county: user, areas=areas)

    assert again.status_code == 422
    assert "name" in again.context["form"].errors
    assert Place.objects.count() == 1


def test_places_of_the_same_name_elsewhere_get_addresses_of_their_own(client):
    areas, others = tree(), tree()
    for line in (areas, others):
        new_place(
            client,
            lambda county: user_with(Role.AREA_COORDINATOR, at=county),
            areas=line,
        )

    assert Place.objects.count() == 2


@pytest.mark.parametrize("level", [0, 1])
def test_a_place_lies_in_a_municipality_not_in_the_whole_country(client, level):
    areas = tree()

    answer = new_place(
        client,
        lambda _county: user_with(Role.AREA_COORDINATOR, at=areas[0]),
        areas=areas,
        area=areas[level].pk,
    )

    assert "area" in answer.context["form"].errors


def test_a_coordinator_of_a_place_adds_none(client):
    user = user_with(Role.COORDINATOR, at=PlaceFactory())

    assert get(client, user, "place_new").status_code == 404
    assert post(client, user, "place_new").status_code == 404


# The photo


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


# Rooms and the counting plan


def test_rooms_are_added_and_changed(client):
    place = PlaceFactory()
    user = user_with(Role.COORDINATOR, at=place)

    assert (
        post(client, user, "rooms", place.pk, data={"name_0": "Sali"}).status_code
        == 302
    )
    room = place.rooms.get()
    client.post(
        f"/fi/desk/places/{place.pk}/rooms/?room={room.pk}",
        {"name_0": "Iso sali", "seats": "30"},
    )

    room.refresh_from_db()
    assert (str(room.name), room.seats) == ("Iso sali", 30)
    again = post(client, user, "rooms", place.pk, data={"name_0": "Iso sali"})
    assert again.status_code == 422


def test_another_places_room_is_not_found(client):
    place, other = PlaceFactory(), RoomFactory()
    client.force_login(user_with(Role.COORDINATOR, at=place))

    for pk in (other.pk, "x", "99999999999999999999", "²"):
        assert (
            client.get(f"/fi/desk/places/{place.pk}/rooms/?room={pk}").status_code
            == 404
        )


def test_the_counting_plan_is_saved(client):
    place = PlaceFactory()
    data = {
        "method": "sample",
        "sample_weeks": "2026-w47, 2027-W12",
        "counts_men": "on",
        "languages": ["so"],
    }

    answer = post(
        client, user_with(Role.COORDINATOR, at=place), "counting", place.pk, data=data
    )

    plan = CountingPlan.objects.get(place=place)
    assert answer.status_code == 302
    assert plan.sample_weeks == ["2026-W47", "2027-W12"]
    assert (plan.counts_men, plan.counts_age_bands, plan.languages) == (
        True,
        False,
        ["so"],
    )


@pytest.mark.parametrize(
    "weeks", ["", "47", "2026-W54", "2026-47", "joka viikko", "2026-W" + "9" * 500]
)
def test_sample_weeks_that_are_none_are_refused_and_kept(client, weeks):
    place = PlaceFactory()

    answer = post(
        client,
        user_with(Role.COORDINATOR, at=place),
        "counting",
        place.pk,
        data={"method": "sample", "sample_weeks": weeks},
    )

    assert answer.status_code == 422
    assert "sample_weeks" in answer.context["plan"].errors
    assert weeks in answer.content.decode()
    assert not CountingPlan.objects.filter(place=place).exists()


def test_a_counter_of_ones_own_comes_and_goes(client):
    place = PlaceFactory()
    user = user_with(Role.COORDINATOR, at=place)

    post(client, user, "category_new", place.pk, data={"own-name_0": "Isovanhemmat"})
    category = OwnCategory.objects.get(place=place)
    assert (category.key, category.is_active) == ("isovanhemmat", True)

    other = PlaceFactory()
    stranger = user_with(Role.COORDINATOR, at=other)
    assert (
        post(client, stranger, "category_retire", other.pk, category.pk).status_code
        == 404
    )
    post(client, user, "category_retire", place.pk, category.pk)
    category.refresh_from_db()
    assert not category.is_active
