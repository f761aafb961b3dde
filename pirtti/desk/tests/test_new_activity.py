"""A coordinator plans a new activity in one go, and gives it a rhythm."""

import datetime as dt

import pytest

from pirtti.calendar.models import Activity
from pirtti.calendar.tests.factories import (
    ActivityFactory,
    AudienceFactory,
    KindFactory,
    weekly,
)
from pirtti.core.models import new_code
from pirtti.desk import rules
from pirtti.desk.rules import AgeUnit
from pirtti.desk.tests.pages import coordinator, in_days, sign_in, text_of, typed, url
from pirtti.network.rules import Role
from pirtti.network.tests.factories import (
    OrganisationFactory,
    PlaceFactory,
    RoomFactory,
    text,
)


@pytest.mark.parametrize(
    ("low", "high", "unit", "months"),
    [
        (0, 6, AgeUnit.YEARS, (0, 83)),
        (0, 1, AgeUnit.YEARS, (0, 23)),
        (3, None, AgeUnit.YEARS, (36, None)),
        (None, 6, AgeUnit.YEARS, (None, 83)),
        (0, 11, AgeUnit.MONTHS, (0, 11)),
        (4, 18, AgeUnit.MONTHS, (4, 18)),
        (None, None, AgeUnit.YEARS, (None, None)),
    ],
)
def test_ages_become_months_and_come_back_as_they_were_meant(low, high, unit, months):
    assert rules.as_months(low, high, unit) == months
    again_low, again_high, again_unit = rules.as_typed(*months)
    assert rules.as_months(again_low, again_high, again_unit) == months


def test_ages_that_years_would_lose_stay_in_months():
    assert rules.as_typed(30, 59) == (30, 59, AgeUnit.MONTHS)


@pytest.fixture
def place(db):
    return PlaceFactory()


def a_form(at, **changes):
    given = {
        "key": new_code(),
        "name_0": "Isä-lapsi-ilta",
        "name_1": "Pappakväll",
        "kind": KindFactory().pk,
        "place": at.pk,
        "organisers": [at.host_id],
        "age_from": "0",
        "age_to": "6",
        "age_unit": "years",
        "price_cents": "0",
        "sign_up": "none",
        "day": typed(in_days(7)),
        "starts_at": "17.30",
        "ends_at": "klo 19",
        "rhythm": "weekly",
    }
    return given | changes


def test_a_new_activity_is_a_draft_with_its_dates(client, place):
    coordinator(client, place)
    fathers = AudienceFactory()

    answer = client.post(url("activity_new"), a_form(place, audiences=[fathers.pk]))

    made = Activity.objects.get()
    assert answer.status_code == 302
    assert answer.url == url("activity", made.pk)
    assert not made.is_published
    assert (made.age_from_months, made.age_to_months) == (0, 83)
    assert made.name.localize("sv") == "Pappakväll"
    assert made.slug == "isa-lapsi-ilta"
    assert list(made.organisers.all()) == [place.host]
    assert list(made.audiences.all()) == [fathers]
    assert made.occurrences.count() > 20
    assert not made.occurrences.filter(is_public=True).exists()


def test_the_same_form_sent_twice_makes_one_activity(client, place):
    coordinator(client, place)
    given = a_form(place)

    client.post(url("activity_new"), given)
    again = client.post(url("activity_new"), given | {"name_0": "Isäilta"})

    made = Activity.objects.get()
    assert again.url == url("activity", made.pk)
    assert made.series.count() == 1
    assert made.name.localize("fi") == "Isäilta"


def test_a_key_of_another_places_activity_touches_nothing_there(client, place):
    other = ActivityFactory(name=text("Naapurin kahvila"))
    coordinator(client, place)

    client.post(url("activity_new"), a_form(place, key=other.code))

    other.refresh_from_db()
    assert str(other.name) == "Naapurin kahvila"
    assert Activity.objects.count() == 2


@pytest.mark.parametrize(
    "key", ["", "short", "AEIOUAE", "x" * 500, "bcdfgh\x00", "😀😀😀😀😀😀😀"]
)
def test_a_strange_key_is_no_key(client, place, key):
    coordinator(client, place)

    answer = client.post(url("activity_new"), a_form(place, key=key))

    assert answer.status_code in {302, 422}
    assert Activity.objects.count() == (answer.status_code == 302)


def test_two_activities_of_one_name_get_addresses_of_their_own(client, place):
    coordinator(client, place)

    client.post(url("activity_new"), a_form(place))
    client.post(url("activity_new"), a_form(place))

    assert len(set(Activity.objects.values_list("slug", flat=True))) == 2


def test_a_name_without_latin_letters_still_gets_an_address(client, place):
    coordinator(client, place)

    client.post(url("activity_new"), a_form(place, name_0="مقهى العائلة", name_1=""))

    made = Activity.objects.get()
    assert client.get(url("activity", made.pk)).status_code == 200


@pytest.mark.parametrize(
    ("rhythm", "stored"),
    [
        ({"rhythm": "even"}, ("weekly", 1, "even")),
        ({"rhythm": "odd"}, ("weekly", 1, "odd")),
        ({"rhythm": "every_n", "interval": "3"}, ("weekly", 3, "any")),
        ({"rhythm": "once"}, ("once", 1, "any")),
    ],
)
def test_every_rhythm_can_be_chosen(client, place, rhythm, stored):
    coordinator(client, place)

    client.post(url("activity_new"), a_form(place, **rhythm))

    series = Activity.objects.get().series.get()
    assert (series.frequency, series.interval, series.parity) == stored


def test_dates_can_be_left_for_later(client, place):
    coordinator(client, place)

    client.post(url("activity_new"), a_form(place, day="", starts_at="", ends_at=""))

    assert not Activity.objects.get().series.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name_0": "", "name_1": ""}, "Fill this in."),
        ({"organisers": []}, "Choose one of these."),
        ({"place": ""}, "Choose a place, or give an address on the net."),
        ({"age_from": "7", "age_to": "3"}, "The youngest age is above the oldest age."),
        ({"age_to": "400"}, "Give ages in years, from 0 to 28."),
        ({"age_to": "400", "age_unit": "months"}, "in months, from 0 to 347"),
        ({"price_cents": "kaksi euroa"}, "Give the price in euros"),
        ({"starts_at": ""}, "Fill this in."),
        ({"starts_at": "19.30"}, "The end has to be after the beginning."),
        ({"rhythm": "every_n"}, "how many weeks"),
        ({"day": "1.1.1950"}, "over a year ago"),
        ({"until": "1.1.2020"}, "The last day is before the first day."),
        ({"online_url": "javascript:alert(1)"}, "begins with https://"),
        ({"about_0": "Soita 131052-308T"}, "personal identity code"),
    ],
)
def test_what_can_not_be_is_told_and_nothing_is_stored(
    client, place, changes, sentence
):
    coordinator(client, place)

    answer = client.post(url("activity_new"), a_form(place, **changes))

    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert not Activity.objects.exists()


def test_own_organisations_stand_before_partners_and_strangers_are_left_out(
    client, place
):
    partner = OrganisationFactory(slug="aaa-kumppani", name=text("Kumppani"))
    OrganisationFactory(name=text("Vieras yhdistys"))
    place.partners.add(partner)
    coordinator(client, place)

    page = text_of(client.get(url("activity_new")))

    assert page.index(str(place.host.name)) < page.index("Kumppani")
    assert "Vieras yhdistys" not in page


def test_somebody_elses_place_or_organisation_can_not_be_chosen(client, place):
    coordinator(client, place)

    for change in (
        {"place": PlaceFactory().pk},
        {"organisers": [OrganisationFactory().pk]},
    ):
        answer = client.post(url("activity_new"), a_form(place, **change))
        assert answer.status_code == 422
        assert "Choose one of these." in text_of(answer)


def test_an_online_activity_is_for_those_whose_organisation_or_area_reaches_it(
    client, place
):
    online = {"place": "", "online_url": "meet.example/isat"}

    coordinator(client, place)
    answer = client.post(url("activity_new"), a_form(place, **online))
    assert answer.status_code == 422
    assert "could no longer change" in text_of(answer)

    sign_in(client, Role.ORGANISATION_CONTACT, at=place.host)
    answer = client.post(url("activity_new"), a_form(place, **online))
    assert answer.status_code == 302
    made = Activity.objects.get()
    assert made.online_url == "https://meet.example/isat"
    assert made.area == place.host.area


def test_the_link_of_an_open_door_fills_in_place_and_day(client, place):
    other = PlaceFactory()
    user = coordinator(client, place)
    user.roles.create(
        role=Role.COORDINATOR, place=other, starts_on=in_days(-1), ends_on=in_days(9)
    )

    page = text_of(
        client.get(url("activity_new"), {"place": other.pk, "day": "25.11.2026"})
    )

    assert f'<option value="{other.pk}" selected>' in page
    assert 'value="25.11.2026"' in page


def test_an_activity_is_changed_and_keeps_what_was_not_touched(client, place):
    activity = ActivityFactory(place=place, age_from_months=0, age_to_months=11)
    coordinator(client, place)
    page = text_of(client.get(url("activity", activity.pk)))
    assert 'value="11"' in page

    answer = client.post(
        url("activity", activity.pk),
        a_form(
            place, name_0="Vauvakahvila", age_from="0", age_to="11", age_unit="months"
        ),
    )

    assert answer.status_code == 302
    activity.refresh_from_db()
    assert str(activity.name) == "Vauvakahvila"
    assert (activity.age_from_months, activity.age_to_months) == (0, 11)
    assert activity.is_published


def test_a_changed_room_reaches_the_coming_dates(client, place):
    room = RoomFactory(place=place)
    activity = ActivityFactory(place=place)
    weekly(activity, starts_on=in_days(1))
    coordinator(client, place)

    client.post(url("activity", activity.pk), a_form(place, room=room.pk))

    assert set(activity.occurrences.values_list("room", flat=True)) == {room.pk}


def test_a_rhythm_is_added_and_ended(client, place):
    activity = ActivityFactory(place=place)
    coordinator(client, place)
    rhythm = {
        "day": typed(in_days(1)),
        "starts_at": "9.30",
        "ends_at": "11",
        "rhythm": "weekly",
    }

    assert client.post(url("series_new", activity.pk), rhythm).status_code == 302
    series = activity.series.get()
    assert series.starts_at == dt.time(9, 30)

    answer = client.post(url("series_end", series.pk), {"last_on": typed(in_days(9))})
    assert answer.status_code == 302
    assert activity.occurrences.count() == 2


def test_a_rhythm_never_ends_in_the_past_where_counts_are(client, place):
    activity = ActivityFactory(place=place)
    series = weekly(activity, starts_on=in_days(-21))
    held = activity.occurrences.count()
    coordinator(client, place)

    answer = client.post(url("series_end", series.pk), {"last_on": typed(in_days(-14))})

    assert answer.status_code == 422
    assert "what was held stays" in text_of(answer)
    assert activity.occurrences.count() == held


def test_a_rhythm_is_not_made_longer_by_ending_it(client, place):
    series = weekly(
        ActivityFactory(place=place), starts_on=in_days(0), ends_on=in_days(20)
    )
    coordinator(client, place)

    answer = client.post(url("series_end", series.pk), {"last_on": typed(in_days(60))})

    assert answer.status_code == 422
    assert "ends before that already" in text_of(answer)


def test_another_places_activity_and_rhythm_are_not_found(client, place):
    other = ActivityFactory()
    series = weekly(other, starts_on=in_days(1))
    coordinator(client, place)

    assert client.get(url("activity", other.pk)).status_code == 404
    assert client.post(url("activity", other.pk), a_form(place)).status_code == 404
    assert client.get(url("series_new", other.pk)).status_code == 404
    assert (
        client.post(url("series_end", series.pk), {"last_on": "1.1."}).status_code
        == 404
    )


def test_a_volunteer_does_not_find_the_planning_pages(client, place):
    sign_in(client, Role.VOLUNTEER, at=place)

    assert client.get(url("activities")).status_code == 404
    assert client.get(url("activity_new")).status_code == 404


def test_the_list_has_drafts_first_and_can_be_narrowed_to_a_place(client, place):
    other = PlaceFactory(host=place.host)
    user = coordinator(client, place)
    user.roles.create(
        role=Role.COORDINATOR, place=other, starts_on=in_days(-1), ends_on=in_days(9)
    )
    ActivityFactory(place=place, name=text("Aamukahvila"))
    ActivityFactory(place=other, name=text("Luonnoskerho"), draft=True)

    page = text_of(client.get(url("activities")))
    assert page.index("Luonnoskerho") < page.index("Aamukahvila")

    page = text_of(client.get(url("activities"), {"place": place.pk}))
    assert "Luonnoskerho" not in page
