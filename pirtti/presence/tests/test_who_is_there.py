"""A worker's card and times, from the telling to the erasing."""

import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile

from pirtti.core.refusals import Refused
from pirtti.network.models import Area
from pirtti.network.rules import Role
from pirtti.network.tests.factories import (
    OrganisationFactory,
    PlaceFactory,
    RoomFactory,
    text,
    user_with,
)
from pirtti.people.models import JournalEntry
from pirtti.presence import access, actions, messages, queries
from pirtti.presence.models import Away, Stay, WorkerCard
from pirtti.presence.rules import Refusal
from pirtti.presence.tests.factories import CardFactory, StayFactory

# Monday 23.11.2026 at 10 in Helsinki.
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)
TUESDAY = dt.date(2026, 11, 24)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def there(place, day=MONDAY):
    return [present.stay for present in queries.at_place(place, day)]


def version(place):
    return Area.objects.get(pk=place.area_id).version


def test_who_is_told_to_be_there_is_there_in_the_order_of_coming():
    place = PlaceFactory()
    late = StayFactory(place=place, start=dt.time(11))
    early = StayFactory(place=place, on=MONDAY, start=dt.time(8))
    StayFactory(place=place, weekday=1)
    StayFactory(weekday=0)

    assert there(place) == [early, late]


def test_hidden_and_ended_cards_are_not_told():
    place = PlaceFactory()
    StayFactory(place=place, card__is_shown=False)
    StayFactory(place=place, card__valid_until=MONDAY - dt.timedelta(days=1))

    assert there(place) == []


def test_one_tap_says_away_and_another_takes_it_back():
    stay = StayFactory()
    before = version(stay.place)

    actions.say_away(stay, on=MONDAY, by=None)
    actions.say_away(stay, on=MONDAY, by=None)

    assert there(stay.place) == []
    assert there(stay.place, MONDAY + dt.timedelta(days=7)) == [stay]
    assert queries.away_on([stay.place_id], MONDAY) == [stay]
    assert version(stay.place) == before + 1

    actions.say_here(stay, on=MONDAY, by=None)

    assert there(stay.place) == [stay]


def test_nobody_is_away_on_a_day_they_would_not_come_anyway():
    with pytest.raises(Refused) as refused:
        actions.say_away(StayFactory(), on=TUESDAY, by=None)

    assert refused.value.reason is Refusal.NOT_THAT_DAY
    assert not Away.objects.exists()


def test_a_time_is_told_once_and_in_a_room_of_the_place():
    stay = StayFactory()
    again = Stay(
        card=stay.card,
        place=stay.place,
        weekday=0,
        starts_at=stay.starts_at,
        ends_at=dt.time(15),
    )
    with pytest.raises(Refused) as refused:
        actions.add_stay(again, by=None, today=MONDAY)
    assert refused.value.reason is Refusal.THERE_ALREADY

    again.weekday, again.room = 1, RoomFactory()
    with pytest.raises(Refused) as refused:
        actions.add_stay(again, by=None, today=MONDAY)
    assert refused.value.reason is Refusal.ROOM_ELSEWHERE

    again.room = RoomFactory(place=stay.place)
    before = version(stay.place)
    actions.add_stay(again, by=None, today=MONDAY)
    assert version(stay.place) == before + 1
    assert there(stay.place, TUESDAY) == [again]


def test_a_card_changes_the_pages_of_its_places():
    stay = StayFactory()
    before = version(stay.place)
    stay.card.title = text("Neuvolan terveydenhoitaja")

    actions.save_card(stay.card, by=None, today=MONDAY)

    assert version(stay.place) == before + 1
    assert JournalEntry.objects.filter(verb="presence.card_saved").exists()


def test_a_face_that_is_taken_away_is_deleted(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    card = CardFactory(has_consent=True)
    card.photo.save("face.jpg", ContentFile(b"face"))
    kept = tmp_path / card.photo.name
    assert kept.exists()

    card.photo = ""
    with django_capture_on_commit_callbacks(execute=True):
        actions.save_card(card, by=None, today=MONDAY)

    assert not kept.exists()


def test_cards_are_erased_with_their_faces_thirty_days_after_their_end(
    settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    old = StayFactory(card__valid_until=MONDAY - dt.timedelta(days=31))
    old.card.photo.save("face.jpg", ContentFile(b"face"))
    Away.objects.create(stay=old, on=MONDAY - dt.timedelta(days=40))
    resting = CardFactory(valid_until=MONDAY - dt.timedelta(days=30))

    with django_capture_on_commit_callbacks(execute=True):
        gone = actions.erase_old(MONDAY)

    assert gone == 3
    assert list(WorkerCard.objects.all()) == [resting]
    assert not (tmp_path / old.card.photo.name).exists()


def test_an_organisation_looks_after_its_own_people_only():
    own, other = CardFactory(), CardFactory()
    worker = user_with(Role.WORKER, at=own.organisation)
    volunteer = user_with(Role.VOLUNTEER, at=own.organisation)

    assert list(access.cards_where(worker)) == [own]
    assert not access.cards_where(volunteer).exists()
    assert other not in access.cards_where(worker)


def test_a_place_tells_of_its_hosts_and_partners_people():
    partner = OrganisationFactory()
    place = PlaceFactory()
    place.partners.add(partner)
    hosts = CardFactory(organisation=place.host)
    partners = CardFactory(organisation=partner)
    CardFactory(organisation=partner, is_shown=False)
    CardFactory()
    coordinator = user_with(Role.COORDINATOR, at=place)

    found = set(access.cards_for_place(coordinator, place))

    assert found == {hosts, partners}


def test_every_refusal_has_its_sentence():
    assert set(messages.REFUSALS) == set(Refusal)
    assert all(str(words) for words in messages.REFUSALS.values())
