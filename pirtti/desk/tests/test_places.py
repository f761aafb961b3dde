"""Own places: what is told, what is missing, the rooms."""

import pytest

from pirtti.desk.tests.network_pages import get, post, tree, typed
from pirtti.network.models import Place
from pirtti.network.rules import Role
from pirtti.network.tests.factories import (
    OrganisationFactory,
    PlaceFactory,
    RoomFactory,
    text,
    user_with,
)
from pirtti.people.models import JournalEntry

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
