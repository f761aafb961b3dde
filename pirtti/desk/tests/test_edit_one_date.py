"""A worker changes, cancels and restores one date; the rest of the rhythm stays."""

import datetime as dt

import pytest
from django.utils import timezone

from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory, weekly
from pirtti.desk.tests.pages import coordinator, in_days, sign_in, text_of, typed, url
from pirtti.network.rules import Role
from pirtti.network.tests.factories import PlaceFactory, RoleFactory, RoomFactory, text
from pirtti.people.models import JournalEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def date(place):
    series = weekly(ActivityFactory(place=place), starts_on=in_days(3))
    return series.occurrences.first()


def form_of(date, **changes):
    given = {
        "day": typed(date.on),
        "starts_at": "9.30",
        "ends_at": "11.30",
        "place": date.place_id or "",
        "room": date.room_id or "",
    }
    return given | changes


def test_the_form_shows_times_as_people_write_them(client, place, date):
    coordinator(client, place)

    page = text_of(client.get(url("occurrence", date.pk)))

    assert 'value="9.30"' in page
    assert f'value="{typed(date.on)}"' in page


def test_one_date_is_moved_and_the_others_stay(client, place, date):
    coordinator(client, place)
    others = list(
        date.series.occurrences.exclude(pk=date.pk).values_list("on", "starts_at")
    )

    answer = client.post(
        url("occurrence", date.pk),
        form_of(
            date,
            day=typed(in_days(4)),
            starts_at="klo 10",
            ends_at="12:00",
            who_0="Ohjaaja",
        ),
    )

    assert answer.status_code == 302
    date.refresh_from_db()
    assert date.on == in_days(4)
    assert timezone.localtime(date.starts_at).time() == dt.time(10)
    assert timezone.localtime(date.ends_at).time() == dt.time(12)
    assert str(date.who) == "Ohjaaja"
    assert date.own == ["ends_at", "on", "starts_at", "who"]
    kept = date.series.occurrences.exclude(pk=date.pk).values_list("on", "starts_at")
    assert list(kept) == others


def test_the_page_tells_what_was_changed_by_hand_and_by_whom(client, place, date):
    user = coordinator(client, place)
    client.post(url("occurrence", date.pk), form_of(date, theme_0="Uni"))

    page = text_of(client.get(url("occurrence", date.pk)))

    assert "Changed by hand" in page
    assert "theme" in page
    assert f"{user.name}: changed this date (theme)" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"starts_at": "11.30", "ends_at": "9.30"},
            "The end has to be after the beginning.",
        ),
        ({"starts_at": "22", "ends_at": "2"}, "make two dates of it"),
        ({"starts_at": "puoli kymmenen"}, "Give the time in numbers"),
        ({"starts_at": ""}, "Fill this in."),
        ({"day": "31.2."}, "There is no such day"),
        ({"day": "1.1.2020"}, "already gone"),
        ({"day": "1.1.2190"}, "over three years away"),
        ({"place": ""}, "Choose one of these."),
        ({"who_0": "Tunnus 131052-308T"}, "personal identity code"),
        ({"theme_0": "x" * 10_000}, "too long"),
    ],
)
def test_what_can_not_be_is_told_at_the_field_and_input_is_kept(
    client, place, date, changes, sentence
):
    coordinator(client, place)

    answer = client.post(
        url("occurrence", date.pk),
        form_of(date, **{"guest_0": "Suuhygienisti"} | changes),
    )
    page = text_of(answer)

    assert answer.status_code == 422
    assert sentence in page
    assert "Suuhygienisti" in page
    date.refresh_from_db()
    assert date.own == []


def test_a_room_of_another_place_is_refused(client, place, date):
    other = PlaceFactory(host=place.host)
    room = RoomFactory(place=other)
    user = coordinator(client, place)
    RoleFactory(user=user, place=other)

    answer = client.post(url("occurrence", date.pk), form_of(date, room=room.pk))
    assert answer.status_code == 422
    assert "This room is in another place" in text_of(answer)

    answer = client.post(
        url("occurrence", date.pk), form_of(date, place=other.pk, room=room.pk)
    )
    assert answer.status_code == 302
    date.refresh_from_db()
    assert (date.place, date.room) == (other, room)


def test_a_place_that_is_not_ones_own_can_not_be_chosen(client, place, date):
    coordinator(client, place)

    answer = client.post(
        url("occurrence", date.pk), form_of(date, place=PlaceFactory().pk)
    )

    assert answer.status_code == 422
    assert "Choose one of these." in text_of(answer)


def test_a_date_is_cancelled_with_a_reason_and_restored(client, place, date):
    coordinator(client, place)

    answer = client.post(url("cancel", date.pk), {"reason_1": "Ledaren är sjuk"})
    assert answer.status_code == 302
    date.refresh_from_db()
    assert date.is_cancelled
    assert str(date.reason) == "Ledaren är sjuk"

    assert client.post(url("restore", date.pk)).status_code == 302
    date.refresh_from_db()
    assert not date.is_cancelled
    verbs = JournalEntry.objects.filter(verb__startswith="calendar.date").values_list(
        "verb", flat=True
    )
    assert list(verbs.order_by("pk")) == [
        "calendar.date_cancelled",
        "calendar.date_restored",
    ]


def test_cancelling_needs_a_reason_in_some_language(client, place, date):
    coordinator(client, place)

    answer = client.post(url("cancel", date.pk), {"reason_0": "  \u200b "})

    assert answer.status_code == 422
    date.refresh_from_db()
    assert not date.is_cancelled


def test_a_date_that_is_over_is_left_alone(client, place):
    gone = OccurrenceFactory(activity=ActivityFactory(place=place), on=in_days(-1))
    coordinator(client, place)

    page = client.get(url("occurrence", gone.pk))
    assert page.status_code == 200
    assert "can&#x27;t be changed any more" in text_of(page)
    assert client.post(url("occurrence", gone.pk), form_of(gone)).status_code == 422
    assert client.post(url("cancel", gone.pk), {"reason_0": "Peru"}).status_code == 422
    client.post(url("restore", gone.pk))
    gone.refresh_from_db()
    assert not gone.is_cancelled
    assert not JournalEntry.objects.filter(verb__startswith="calendar.date").exists()


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.STEERING_MEMBER, Role.EVALUATOR])
def test_who_does_not_plan_does_not_find_the_form(client, place, date, role):
    sign_in(client, role, at=place)

    assert client.get(url("occurrence", date.pk)).status_code == 404
    assert client.post(url("cancel", date.pk), {"reason_0": "x"}).status_code == 404
    assert client.post(url("restore", date.pk)).status_code == 404


def test_another_places_date_is_not_found(client, date):
    coordinator(client, PlaceFactory())

    assert client.get(url("occurrence", date.pk)).status_code == 404
    assert client.post(url("cancel", date.pk), {"reason_0": "x"}).status_code == 404


def test_a_text_in_another_language_is_kept_when_only_one_is_changed(
    client, place, date
):
    date.who = text("Ohjaaja", "Ledare")
    date.save()
    coordinator(client, place)

    client.post(
        url("occurrence", date.pk), form_of(date, who_0="Työntekijä", who_1="Ledare")
    )

    date.refresh_from_db()
    assert date.who.localize("sv") == "Ledare"
    assert date.who.localize("fi") == "Työntekijä"
