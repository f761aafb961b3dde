"""One date's count afterwards: typed in, put right with a reason; QR and codes."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from pirtti.calendar.models import Occurrence
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.desk.tests.network_pages import get, post
from pirtti.network.rules import Role
from pirtti.network.tests.factories import PlaceFactory, user_with
from pirtti.people.models import JournalEntry
from pirtti.visits import access, actions, queries, rules
from pirtti.visits.models import CountEvent, Figure, OwnCategory

pytestmark = pytest.mark.django_db


@pytest.fixture
def date():
    return OccurrenceFactory(on=timezone.localdate() - dt.timedelta(days=3))


@pytest.fixture
def user(date):
    return user_with(Role.COORDINATOR, at=date.place)


def sent(answer, **changes):
    """Return what a browser would send: each number and what it was."""
    form = answer.context["form"]
    data = {}
    for name, category in form.names.items():
        value = form.fields[name].initial
        data[name] = changes.pop(category, "" if value is None else value)
        data[f"initial-{name}"] = "" if value is None else value
    if "method" in form.fields:
        data["method"] = form.fields["method"].initial
    return data | changes


def test_a_whole_count_is_typed_in(client, date, user):
    page = get(client, user, "count", date.pk)

    answer = post(
        client, user, "count", date.pk, data=sent(page, adults="12", children="17")
    )

    assert answer.status_code == 302
    assert queries.totals_of(date) == {"adults": 12, "children": 17}
    assert Figure.objects.get(period="month").adults == 12


@pytest.fixture
def with_men(date):
    return actions.save_plan(
        date.place, method=rules.Method.EVERY_VISIT, counts_men=True, by=None
    )


def test_there_are_never_more_men_than_adults(client, date, user, with_men):
    page = get(client, user, "count", date.pk)
    men = next(name for name, one in page.context["form"].names.items() if one == "men")

    answer = post(client, user, "count", date.pk, data=sent(page, adults="5", men="6"))

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [men]
    assert str(answer.context["form"].errors[men][0]) in answer.content.decode()
    assert queries.totals_of(date) == {}


def test_men_alone_are_all_the_adults(client, date, user, with_men):
    page = get(client, user, "count", date.pk)

    post(client, user, "count", date.pk, data=sent(page, men="6"))

    assert Figure.objects.get(period="month").adults == 6


def test_men_are_compared_with_the_adults_that_stand_already(
    client, date, user, with_men
):
    actions.set_totals(date, {"adults": 5, "men": 2}, by=None)
    page = get(client, user, "count", date.pk)

    def send(**numbers):
        data = sent(page, reason="Laskettu uudelleen", **numbers)
        return post(client, user, "count", date.pk, data=data).status_code

    assert send(men="6") == 422
    assert send(adults="1") == 422
    assert send(adults="6", men="6") == 302


def test_old_numbers_hinder_no_other_correction(client, date, user, with_men):
    actions.set_totals(date, {"adults": 5, "men": 6}, by=None)
    page = get(client, user, "count", date.pk)

    answer = post(
        client,
        user,
        "count",
        date.pk,
        data=sent(page, children="7", reason="Lapset puuttuivat"),
    )

    assert answer.status_code == 302


def test_an_estimate_says_that_it_is_one(client, date, user):
    page = get(client, user, "count", date.pk)

    post(
        client, user, "count", date.pk, data=sent(page, adults="12", method="estimate")
    )

    assert Figure.objects.get(period="month").method == "estimate"


def test_a_correction_needs_a_reason_and_keeps_what_was_typed(client, date, user):
    actions.set_totals(date, {"adults": 12, "children": 17}, by=None)
    page = get(client, user, "count", date.pk)

    answer = post(client, user, "count", date.pk, data=sent(page, adults="14"))

    assert answer.status_code == 422
    assert "reason" in answer.context["form"].errors
    assert 'value="14"' in answer.content.decode()
    assert queries.totals_of(date)["adults"] == 12


def test_a_correction_tells_who_when_and_why(client, date, user):
    actions.set_totals(date, {"adults": 12, "children": 17}, by=None)
    page = get(client, user, "count", date.pk)

    post(
        client,
        user,
        "count",
        date.pk,
        data=sent(page, adults="10", reason="Kaksi laskettiin kahdesti"),
    )

    event = CountEvent.objects.exclude(reason="").get()
    assert (event.step, event.by, event.category) == (-2, user, "adults")
    words = get(client, user, "count", date.pk).content.decode()
    assert "Kaksi laskettiin kahdesti" in words
    assert "−2" in words
    assert str(user) in words
    assert Figure.objects.get(period="month").adults == 10


def test_taps_that_arrive_while_one_corrects_are_not_lost(client, date, user):
    actions.set_totals(date, {"adults": 12, "children": 17}, by=None)
    page = get(client, user, "count", date.pk)
    data = sent(page, adults="14", reason="Unohtui")
    actions.set_totals(date, {"children": 20}, by=None, reason="Toinen puhelin")

    post(client, user, "count", date.pk, data=data)

    assert queries.totals_of(date) == {"adults": 14, "children": 20}


def test_the_same_correction_sent_twice_counts_once(client, date, user):
    actions.set_totals(date, {"adults": 12}, by=None)
    data = sent(get(client, user, "count", date.pk), adults="14", reason="Unohtui")

    for _again in range(2):
        post(client, user, "count", date.pk, data=data)

    assert queries.totals_of(date)["adults"] == 14
    assert CountEvent.objects.filter(reason="Unohtui").count() == 1


@pytest.mark.parametrize(
    "typed", ["-1", "10000", "kaksitoista", "1,5", "9" * 400, "a\x00b", "1e3"]
)
def test_a_number_that_is_none_says_so_beside_the_field(client, date, user, typed):
    page = get(client, user, "count", date.pk)

    answer = post(client, user, "count", date.pk, data=sent(page, adults=typed))

    assert answer.status_code == 422
    assert "number-0" in answer.context["form"].errors
    assert queries.totals_of(date) == {}


def test_an_empty_form_says_what_to_do(client, date, user):
    answer = post(
        client, user, "count", date.pk, data=sent(get(client, user, "count", date.pk))
    )

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors()


def test_nobody_came_is_a_count_too(client, date, user):
    page = get(client, user, "count", date.pk)

    assert (
        post(client, user, "count", date.pk, data=sent(page, adults="0")).status_code
        == 302
    )
    assert Figure.objects.get(period="month").gatherings == 1


def test_own_counters_are_asked_by_name(client, date, user):
    OwnCategory.objects.create(place=date.place, key="mummot", name="Isovanhemmat")

    assert "Isovanhemmat" in get(client, user, "count", date.pk).content.decode()


def test_a_date_to_come_has_nothing_to_count(client):
    date = OccurrenceFactory(on=timezone.localdate() + dt.timedelta(days=3))
    user = user_with(Role.COORDINATOR, at=date.place)

    answer = post(
        client,
        user,
        "count",
        date.pk,
        data=sent(get(client, user, "count", date.pk), adults="3"),
    )

    assert answer.status_code == 422
    assert not Figure.objects.exists()


def test_it_did_not_take_place_and_undo(client, date, user):
    assert post(client, user, "count_not_held", date.pk).status_code == 302
    date = Occurrence.objects.get(pk=date.pk)
    assert date.count_sheet.is_not_held

    post(client, user, "count_held", date.pk)
    date.count_sheet.refresh_from_db()
    assert not date.count_sheet.is_not_held
    assert list(JournalEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "visits.not_held",
        "visits.held_after_all",
    ]


def test_a_counted_date_did_take_place(client, date, user):
    actions.set_totals(date, {"adults": 3}, by=None)

    answer = post(client, user, "count_not_held", date.pk, follow=True)

    assert answer.status_code == 200
    assert Figure.objects.get(period="month").adults == 3
    assert 'data-tone="bad"' in answer.content.decode()


@pytest.mark.parametrize(
    "name", ["count", "count_not_held", "count_held", "count_revoke"]
)
@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.WORKER, Role.STEERING_MEMBER])
def test_who_may_not_correct_finds_no_page(client, date, name, role):
    assert (
        post(client, user_with(role, at=date.place), name, date.pk).status_code == 404
    )


@pytest.mark.parametrize(
    "name",
    ["count", "count_not_held", "count_held", "count_revoke", "count_sheet_link"],
)
def test_another_places_date_is_not_found(client, date, name):
    stranger = user_with(Role.COORDINATOR, at=PlaceFactory())

    assert post(client, stranger, name, date.pk).status_code in {404, 405}
    if name in {"count", "count_sheet_link"}:
        assert get(client, stranger, name, date.pk).status_code == 404


def test_a_meeting_on_the_net_has_no_count(client):
    place = PlaceFactory()
    activity = ActivityFactory(place=None, area=place.area, organisers=[place.host])
    date = OccurrenceFactory(activity=activity, place=None)
    user = user_with(Role.COORDINATOR, at=place.area)

    assert get(client, user, "count", date.pk).status_code == 404


# QR and shift code


def test_the_page_to_print_has_the_door_and_todays_codes(client):
    place = PlaceFactory()
    morning = OccurrenceFactory(activity__place=place)
    evening = OccurrenceFactory(
        activity__place=place, start=dt.time(17), end=dt.time(19)
    )
    elsewhere = OccurrenceFactory()

    page = get(
        client, user_with(Role.VOLUNTEER, at=place), "count_sheet_link", morning.pk
    )

    words = page.content.decode().replace(" ", "")
    assert access.shift_code(morning) in words
    assert access.shift_code(evening) in words
    assert access.shift_code(elsewhere) not in words
    assert reverse("visits:door", args=[place.code]) in words
    assert "<svg" in words
    assert "style=" not in page.content.decode()
    assert reverse("desk:count_revoke", args=[morning.pk]) not in words


def test_old_codes_become_worthless_and_the_new_one_is_shown(client):
    date = OccurrenceFactory()
    user = user_with(Role.LEADER, at=date.place)
    old = access.shift_code(date)

    answer = post(client, user, "count_revoke", date.pk, follow=True)

    new = access.shift_code(Occurrence.objects.get(pk=date.pk))
    assert new != old
    assert new in answer.content.decode().replace(" ", "")
    assert JournalEntry.objects.filter(verb="visits.revoked").count() == 1


def test_a_cancelled_date_has_no_code(client):
    date = OccurrenceFactory(state="cancelled")

    page = get(
        client, user_with(Role.COORDINATOR, at=date.place), "count_sheet_link", date.pk
    )

    assert page.context["codes"] == []
