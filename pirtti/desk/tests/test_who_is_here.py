"""The desk's pages of workers' cards and of who is where."""

import datetime as dt
import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pirtti.desk.tests.pages import coordinator, sign_in, text_of, typed, url
from pirtti.network.rules import Role
from pirtti.network.tests.factories import OrganisationFactory, PlaceFactory
from pirtti.presence.models import Away, Stay, WorkerCard
from pirtti.presence.tests.factories import CardFactory, StayFactory

# Monday 23.11.2026 at 10 in Helsinki.
NOW = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
MONDAY = dt.date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _monday_morning():
    with time_machine.travel(NOW, tick=False):
        yield


def picture():
    file = io.BytesIO()
    Image.new("RGB", (40, 40), "#1f6f5c").save(file, "PNG")
    return SimpleUploadedFile("me.png", file.getvalue(), "image/png")


def card_form(organisation, **changes):
    return {
        "organisation": organisation.pk,
        "title_0": "Terveydenhoitaja",
        "title_1": "Hälsovårdare",
        "topics_0": "Uni ja imetys",
        "languages": ["fi", "sv"],
        "valid_until": "1.6.2027",
        "is_shown": "on",
        **changes,
    }


def test_a_worker_makes_a_card_for_the_own_organisation(client):
    organisation = OrganisationFactory()
    sign_in(client, Role.WORKER, at=organisation)

    answer = client.post(url("card_new"), card_form(organisation))

    assert answer.status_code == 302
    card = WorkerCard.objects.get()
    assert (card.organisation, card.valid_until) == (organisation, dt.date(2027, 6, 1))
    assert card.languages == ["fi", "sv"]
    assert not card.first_name
    assert "Terveydenhoitaja" in text_of(client.get(url("cards")))


def test_a_card_without_an_end_or_with_a_far_one_is_not_stored(client):
    organisation = OrganisationFactory()
    sign_in(client, Role.WORKER, at=organisation)

    for day in ("", "1.6.2029", "1.6.2026"):
        sent = card_form(organisation, valid_until=day)
        answer = client.post(url("card_new"), sent)
        assert answer.status_code == 422, day
    assert not WorkerCard.objects.exists()


def test_a_face_needs_the_workers_word(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    organisation = OrganisationFactory()
    sign_in(client, Role.WORKER, at=organisation)

    refused = client.post(url("card_new"), card_form(organisation, photo=picture()))
    assert refused.status_code == 422
    assert "agreed to it" in text_of(refused)

    sent = card_form(organisation, photo=picture(), has_consent="on")
    assert client.post(url("card_new"), sent).status_code == 302
    card = WorkerCard.objects.get()
    assert card.photo.name.startswith("cards/")
    assert "me" not in card.photo.name
    with card.photo.open("rb") as file:
        assert Image.open(file).format == "JPEG"
    shown = client.get(f"/media/{card.photo.name}")
    assert shown.status_code == 200
    shown.close()


def test_a_face_of_a_hidden_card_is_only_for_its_own_people(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    card = CardFactory(has_consent=True)
    card.photo.save("face.jpg", picture())
    address = f"/media/{card.photo.name}"
    WorkerCard.objects.update(valid_until=MONDAY - dt.timedelta(days=1))

    assert client.get(address).status_code == 404
    sign_in(client, Role.WORKER, at=card.organisation)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    answer.close()


def test_a_card_of_another_organisation_can_not_be_chosen_or_opened(client):
    own, other = OrganisationFactory(), CardFactory()
    sign_in(client, Role.WORKER, at=own)

    assert client.get(url("card", other.pk)).status_code == 404
    assert (
        client.post(url("card_new"), card_form(other.organisation)).status_code == 422
    )
    assert WorkerCard.objects.count() == 1


def test_a_coordinator_tells_when_a_partners_worker_is_here(client):
    place = PlaceFactory()
    card = CardFactory(organisation=place.host)
    coordinator(client, place)

    sent = {"card": card.pk, "weekday": "0", "parity": "even", "times": "9–12"}
    answer = client.post(url("here", place.pk), sent)

    assert answer.status_code == 302
    stay = Stay.objects.get()
    assert (stay.weekday, stay.on, stay.parity) == (0, None, "even")
    assert (stay.starts_at, stay.ends_at) == (dt.time(9), dt.time(12))
    page = text_of(client.get(f"/fi/place/{place.slug}/"))
    assert "Terveydenhoitaja" in page
    assert "Uni ja imetys" in page


def test_one_day_alone_is_told_by_its_day(client):
    place = PlaceFactory()
    card = CardFactory(organisation=place.host)
    coordinator(client, place)

    sent = {"card": card.pk, "weekday": "0", "on": typed(MONDAY), "times": "klo 9–10"}
    assert client.post(url("here", place.pk), sent).status_code == 302

    assert (Stay.objects.get().weekday, Stay.objects.get().on) == (None, MONDAY)


@pytest.mark.parametrize(
    "changes",
    [
        {"times": "12–9"},
        {"times": ""},
        {"on": "1.1.2026"},
        {"weekday": ""},
        {"card": "999999"},
        {"first_on": "1.2.2027", "last_on": "1.1.2027"},
        {"room": "999999"},
    ],
)
def test_times_that_can_not_be_keep_the_form(client, changes):
    place = PlaceFactory()
    card = CardFactory(organisation=place.host)
    coordinator(client, place)
    sent = {"card": card.pk, "weekday": "0", "times": "9–12", **changes}

    answer = client.post(url("here", place.pk), sent)

    assert answer.status_code == 422
    assert not Stay.objects.exists()


def test_a_strangers_card_can_not_be_told_to_be_here(client):
    place, stranger = PlaceFactory(), CardFactory()
    coordinator(client, place)

    sent = {"card": stranger.pk, "weekday": "0", "times": "9–12"}

    assert client.post(url("here", place.pk), sent).status_code == 422


def test_one_tap_on_the_day_says_who_is_not_here(client):
    stay = StayFactory()
    coordinator(client, stay.place)
    assert "Not here today" in text_of(client.get(url("people_today")))
    public = f"/en/place/{stay.place.slug}/"
    assert "Public health nurse" in text_of(client.get(public))

    answer = client.post(
        url("stay_away", stay.place_id, stay.pk), {"on": "2026-11-23", "from": "today"}
    )

    assert answer["Location"] == url("people_today")
    assert Away.objects.get().on == MONDAY
    assert "Here after all" in text_of(client.get(url("people_today")))
    assert "Public health nurse" not in text_of(client.get(public))

    client.post(url("stay_back", stay.place_id, stay.pk), {"on": "2026-11-23"})
    assert "Public health nurse" in text_of(client.get(public))


def test_what_was_taken_away_comes_back_by_undo(client):
    stay = StayFactory(card__organisation=(place := PlaceFactory()).host, place=place)
    coordinator(client, place)

    answer = client.post(url("stay_remove", place.pk, stay.pk), follow=True)
    assert not Stay.objects.exists()
    note = next(iter(answer.context["messages"])).extra_tags
    client.post(url("undo"), {"note": note})

    again = Stay.objects.get()
    assert (again.card, again.weekday, again.starts_at) == (
        stay.card,
        stay.weekday,
        stay.starts_at,
    )


def test_somebody_at_another_place_can_not_be_sent_away(client):
    own, other = StayFactory(), StayFactory()
    coordinator(client, own.place)

    for place, stay in ((other.place_id, other.pk), (own.place_id, other.pk)):
        assert client.post(url("stay_away", place, stay)).status_code == 404
    assert not Away.objects.exists()
