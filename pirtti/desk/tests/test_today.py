"""A worker opens the desk in the morning and sees the day."""

import datetime as dt

import pytest
import time_machine
from django.utils import timezone

from pirtti.calendar import actions
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.core import timewords
from pirtti.desk.queries import today as queries
from pirtti.desk.tests.pages import coordinator, in_days, sign_in, text_of, url
from pirtti.network.rules import Role
from pirtti.network.tests.factories import PlaceFactory, RoleFactory, text
from pirtti.people.tests.factories import UserFactory
from pirtti.visits import access as visits
from pirtti.visits.models import CountSheet

pytestmark = pytest.mark.django_db


def sheet(date, **more):
    return CountSheet.objects.create(
        occurrence=date, place=date.place, kind=date.activity.kind, on=date.on, **more
    )


def gathering(place, *, on=None, name="Perhekahvila", **more):
    activity = ActivityFactory(place=place, name=text(name))
    return OccurrenceFactory(activity=activity, on=on or timezone.localdate(), **more)


def test_todays_page_tells_who_is_where_with_theme_and_guest(client):
    place = PlaceFactory(name=text("Koivukylän kohtaamispaikka"))
    gathering(
        place,
        who=text("Seurakunnan työntekijä"),
        theme=text("Uni"),
        guest=text("Suuhygienisti"),
    )
    sign_in(client, Role.WORKER, at=place)

    page = text_of(client.get(url("today")))

    assert "Koivukylän kohtaamispaikka" in page
    assert "Seurakunnan työntekijä" in page
    assert "Uni" in page
    assert "Suuhygienisti" in page
    assert "9:30–11:30" in page
    assert "Nobody is named for this yet" not in page


def test_the_gatherings_of_other_places_are_not_shown(client):
    gathering(PlaceFactory(), name="Naapurin kahvila")
    coordinator(client, PlaceFactory())

    assert "Naapurin kahvila" not in text_of(client.get(url("today")))


def test_a_cancelled_gathering_stays_with_its_reason_and_has_no_code(client):
    place = PlaceFactory()
    date = gathering(place)
    actions.cancel_occurrence(date, reason=text("Ohjaaja sairastui"), by=None)
    coordinator(client, place)

    page = text_of(client.get(url("today")))

    assert "Cancelled" in page
    assert "Ohjaaja sairastui" in page
    assert visits.shift_code(date) not in page
    assert url("cancel", date.pk) not in page


def at(hour, minute=0):
    """Stop the clock of today at an hour; the gatherings are at 9.30–11.30."""
    moment = timewords.to_instant(timezone.localdate(), dt.time(hour, minute))
    return time_machine.travel(moment, tick=False)


@at(9)
def test_who_counts_sees_the_shift_code_and_who_only_steers_does_not(client):
    place = PlaceFactory()
    date = gathering(place)

    sign_in(client, Role.VOLUNTEER, at=place)
    assert visits.shift_code(date) in text_of(client.get(url("today")))

    sign_in(client, Role.STEERING_MEMBER, at=place)
    page = text_of(client.get(url("today")))
    assert "Perhekahvila" in page
    assert visits.shift_code(date) not in page


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.COORDINATOR])
def test_before_the_counter_opens_the_page_tells_when_it_does(client, role):
    place = PlaceFactory()
    date = gathering(place)

    with at(7, 29):
        sign_in(client, role, at=place)
        page = text_of(client.get(url("today")))
    assert "The counter opens at 7:30." in page
    assert visits.shift_code(date) not in page
    assert url("count_sheet_link", date.pk) in page

    with at(7, 31):
        assert visits.shift_code(date) in text_of(client.get(url("today")))


def test_a_closed_counter_says_so_and_who_corrects_adds_the_count(client):
    place = PlaceFactory()
    date = gathering(place)

    with at(13, 31):
        sign_in(client, Role.VOLUNTEER, at=place)
        page = text_of(client.get(url("today")))
        assert "The counter has closed. Tell the numbers to the coordinator" in page
        assert visits.shift_code(date) not in page

        coordinator(client, place)
        page = text_of(client.get(url("today")))
        assert url("count", date.pk) in page
        assert visits.shift_code(date) not in page


def test_a_closed_counter_that_was_used_asks_for_nothing(client):
    place = PlaceFactory()
    sheet(gathering(place), outcome=CountSheet.Outcome.COUNTED, adults=2)

    with at(14):
        sign_in(client, Role.VOLUNTEER, at=place)
        page = text_of(client.get(url("today")))

    assert "The counter has closed." in page
    assert "Tell the numbers" not in page


def test_a_volunteer_is_not_offered_to_change_dates(client):
    place = PlaceFactory()
    date = gathering(place)
    sign_in(client, Role.VOLUNTEER, at=place)

    page = text_of(client.get(url("today")))

    assert url("occurrence", date.pk) not in page
    assert url("cancel", date.pk) not in page


def test_what_was_counted_is_told_in_words(client):
    place = PlaceFactory()
    sheet(gathering(place), outcome=CountSheet.Outcome.COUNTED, adults=12, children=17)
    coordinator(client, place)

    page = text_of(client.get(url("today")))

    assert "12 adults, 17 children" in page
    assert "Not counted yet" not in page


def test_the_nag_list_is_for_those_who_can_correct_counts(client):
    place = PlaceFactory()
    gathering(place, on=in_days(-3), name="Laskematta")
    done = gathering(place, on=in_days(-4), name="Laskettu")
    sheet(done, outcome=CountSheet.Outcome.COUNTED, adults=3)
    gathering(place, on=in_days(-45), name="Vanha")

    coordinator(client, place)
    page = text_of(client.get(url("today")))
    assert "Laskematta" in page
    assert "Laskettu" not in page
    assert "Vanha" not in page

    sign_in(client, Role.VOLUNTEER, at=place)
    assert "Laskematta" not in text_of(client.get(url("today")))


def test_drafts_wait_on_the_page_of_those_who_plan(client):
    place = PlaceFactory()
    draft = ActivityFactory(place=place, draft=True, name=text("Kevään kerho"))

    coordinator(client, place)
    page = text_of(client.get(url("today")))
    assert "Kevään kerho" in page
    assert url("activity", draft.pk) in page

    sign_in(client, Role.VOLUNTEER, at=place)
    assert "Kevään kerho" not in text_of(client.get(url("today")))


def test_an_empty_day_tells_the_next_thing(client):
    place = PlaceFactory()
    gathering(place, on=in_days(2), name="Vauvakahvila")
    coordinator(client, place)

    page = text_of(client.get(url("today")))

    assert "Nothing is planned for today" in page
    assert "Next: Vauvakahvila" in page


def test_roles_are_told_as_sentences(client):
    place = PlaceFactory(name=text("Pellava"))
    sign_in(client, Role.VOLUNTEER, at=place)

    page = text_of(client.get(url("today")))

    assert "Pellava" in page
    assert "counts visits" in page
    assert "gives and ends roles" not in page


def test_without_a_role_the_page_says_so_kindly_and_whom_to_ask(client):
    user = UserFactory()
    place = PlaceFactory()
    place.host.contact_email = "kohtaamispaikka@koivukyla.example"
    place.host.save()
    RoleFactory(user=user, place=place, ended=True)
    gathering(place, name="Perhekahvila Pellava")
    client.force_login(user)

    answer = client.get(url("today"))
    page = text_of(answer)

    assert answer.status_code == 200
    assert "has no role in force" in page
    assert "kohtaamispaikka@koivukyla.example" in page
    assert "Perhekahvila Pellava" not in page


def test_an_account_that_never_had_a_role_is_told_to_ask_the_coordinator(client):
    client.force_login(UserFactory(email="uusi@koivukyla.example"))

    page = text_of(client.get(url("today")))

    assert "Ask the coordinator" in page
    assert "uusi@koivukyla.example" in page


def test_nobody_sees_the_desk_without_signing_in(client):
    assert client.get(url("today")).status_code == 302


def test_the_navigation_holds_only_what_the_roles_allow(client):
    place = PlaceFactory()

    sign_in(client, Role.VOLUNTEER, at=place)
    page = text_of(client.get(url("today")))
    assert url("week") in page
    assert url("activities") not in page

    coordinator(client, place)
    assert url("activities") in text_of(client.get(url("today")))


def test_the_page_costs_the_same_with_many_gatherings(django_assert_max_num_queries):
    place = PlaceFactory()
    user = RoleFactory(place=place).user
    for hour in range(8, 20):
        gathering(place, start=dt.time(hour), end=dt.time(hour, 45))

    with django_assert_max_num_queries(14):
        page = queries.page(user, now=timezone.now())
    assert len(page.gatherings) == 12
