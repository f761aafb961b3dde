"""Somebody ends the wrong thing and takes it back with one press (X4)."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import signing
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.calendar.tests.factories import ActivityFactory, weekly
from pirtti.desk import undo
from pirtti.desk.tests.pages import coordinator, in_days, sign_in, text_of, typed, url
from pirtti.network import actions as network
from pirtti.network.models import OpeningException
from pirtti.network.rules import Role
from pirtti.network.tests.factories import PlaceFactory, RoleFactory, text
from pirtti.people import actions as people
from pirtti.people.models import JournalEntry
from pirtti.presence.tests.factories import StayFactory
from pirtti.visits.models import OwnCategory

pytestmark = pytest.mark.django_db

GONE = "undone any more"


@pytest.fixture
def place():
    return PlaceFactory()


def pressed(client, *address, data=None):
    """Press a button and return the note that the next page's Undo button carries."""
    page = client.post(url(*address), data or {}, follow=True).content.decode()
    form = re.search(rf'<form method="post" action="{url("undo")}">.*?</form>', page)
    assert form, page
    return re.search(r'name="note" value="([^"]+)"', form[0])[1]


def taken_back(client, note):
    return text_of(client.post(url("undo"), {"note": note}, follow=True))


def verbs():
    return set(JournalEntry.objects.values_list("verb", flat=True))


def rows(series):
    return list(series.occurrences.order_by("on").values_list("on", flat=True))


@pytest.mark.parametrize("days", [None, 40])
def test_a_rhythm_that_was_ended_goes_on_with_its_dates(client, place, days):
    activity = ActivityFactory(place=place)
    series = weekly(
        activity, starts_on=in_days(-7), ends_on=in_days(days) if days else None
    )
    before = rows(series)
    coordinator(client, place)

    note = pressed(client, "series_end", series.pk, data={"last_on": typed(in_days(8))})
    assert rows(series) == before[:3]
    page = taken_back(client, note)

    series.refresh_from_db()
    assert "Undone" in page
    assert series.ends_on == (in_days(days) if days else None)
    assert rows(series) == before
    assert "calendar.series_reopened" in verbs()


def test_a_date_changed_by_hand_stays_as_it_was_when_its_rhythm_goes_on(client, place):
    series = weekly(ActivityFactory(place=place), starts_on=in_days(0))
    own = series.occurrences.get(rule_on=in_days(14))
    calendar.change_occurrence(own, by=None, on=in_days(15), theme=text("Uni"))
    before = rows(series)
    coordinator(client, place)

    taken_back(
        client,
        pressed(client, "series_end", series.pk, data={"last_on": typed(in_days(7))}),
    )

    assert rows(series) == before
    own.refresh_from_db()
    assert (own.on, str(own.theme)) == (in_days(15), "Uni")


def test_days_that_passed_meanwhile_get_no_date(client, place):
    series = weekly(ActivityFactory(place=place), starts_on=in_days(0))
    user = coordinator(client, place)
    note = pressed(client, "series_end", series.pk, data={"last_on": typed(in_days(0))})
    first = in_days(0)

    with time_machine.travel(timezone.now() + dt.timedelta(days=10), tick=False):
        client.force_login(user)
        taken_back(client, note)

    week = dt.timedelta(days=7)
    assert rows(series)[:3] == [first, first + 2 * week, first + 3 * week]


def test_a_rhythm_that_was_ended_anew_meanwhile_is_left_alone(client, place):
    series = weekly(ActivityFactory(place=place), starts_on=in_days(0))
    coordinator(client, place)
    note = pressed(client, "series_end", series.pk, data={"last_on": typed(in_days(9))})
    calendar.end_series(series, last_on=in_days(2), by=None)
    before = rows(series)

    assert GONE in taken_back(client, note)
    assert rows(series) == before


def test_a_role_that_was_ended_holds_again_until_its_day(client, place):
    given = RoleFactory(role=Role.VOLUNTEER, place=place)
    coordinator(client, place)

    note = pressed(client, "role_end", given.pk)
    assert not given.user.roles.in_force(in_days(0)).exists()
    assert "Undone" in taken_back(client, note)

    again = given.user.roles.in_force(in_days(0)).get()
    assert (again.role, again.place, again.ends_on) == (
        Role.VOLUNTEER,
        place,
        given.ends_on,
    )
    assert GONE in taken_back(client, note), "pressed twice it is given once"
    assert given.user.roles.in_force(in_days(0)).count() == 1


def test_a_role_of_today_that_was_taken_away_whole_comes_back(client, place):
    given = RoleFactory(role=Role.WORKER, place=place, starts_on=in_days(0))
    coordinator(client, place)

    taken_back(client, pressed(client, "role_end", given.pk))

    assert given.user.roles.in_force(in_days(0)).get().role == Role.WORKER


def test_a_closed_account_gets_no_role_back(client, place):
    given = RoleFactory(role=Role.VOLUNTEER, place=place)
    coordinator(client, place)
    note = pressed(client, "role_end", given.pk)
    people.close_account(given.user, by=None)

    assert GONE in taken_back(client, note)
    assert not given.user.roles.in_force(in_days(0)).exists()


def test_days_that_differ_come_back_with_hours_and_reason(client, place):
    told = {"first_on": in_days(3), "last_on": in_days(5), "opens": dt.time(10)}
    reason = text("Remontti", "Renovering", "Repairs")
    closed = network.add_exception(
        place, **told, closes=dt.time(12), reason=reason, by=None
    )
    coordinator(client, place)

    note = pressed(client, "exception_remove", place.pk, closed.pk)
    assert not place.opening_exceptions.exists()
    assert "Undone" in taken_back(client, note)

    back = OpeningException.objects.get(place=place)
    assert {name: getattr(back, name) for name in told} == told
    assert (back.closes, back.reason.data) == (dt.time(12), reason.data)
    assert GONE in taken_back(client, note)
    assert place.opening_exceptions.count() == 1


def test_a_counter_of_ones_own_comes_back_on_the_page(client, place):
    own = OwnCategory.objects.create(place=place, key="mummot", name=text("Mummot"))
    coordinator(client, place)

    note = pressed(client, "category_retire", place.pk, own.pk)
    taken_back(client, note)

    own.refresh_from_db()
    assert own.is_active
    assert "visits.category_restored" in verbs()


def test_an_activity_made_a_draft_is_published_again(client, place):
    activity = ActivityFactory(place=place, organisers=[place.host])
    weekly(activity, starts_on=in_days(1))
    coordinator(client, place)

    note = pressed(client, "unpublish", activity.pk)
    taken_back(client, note)

    activity.refresh_from_db()
    assert activity.is_published
    assert activity.occurrences.filter(is_public=False).count() == 0


def test_why_it_can_not_be_taken_back_is_said(client, place):
    activity = ActivityFactory(place=place, organisers=[place.host])
    weekly(activity, starts_on=in_days(1))
    coordinator(client, place)
    note = pressed(client, "unpublish", activity.pk)
    place.is_published = False
    place.save()

    assert "The place is not public yet" in taken_back(client, note)


def notes_of_everything(user, place):
    activity = ActivityFactory(place=place)
    series = weekly(activity, starts_on=in_days(0))
    given = RoleFactory(role=Role.VOLUNTEER, place=place)
    day = network.add_exception(place, first_on=in_days(3), last_on=in_days(3), by=None)
    own = OwnCategory.objects.create(place=place, key="mummot", name=text("Mummot"))
    theme = calendar.add_theme(activity, text=text("Uni"), by=None)
    change = calendar.bulk_change(
        activity.occurrences.all()[:2], starts_at=dt.time(9), by=None
    )
    stay = StayFactory(place=place, card__organisation=place.host)
    return {
        "series": undo.series_ending(user, series, in_days(8)),
        "draft": undo.draft(user, activity),
        "role": undo.role_ending(user, given),
        "exception": undo.exception_removal(user, day),
        "category": undo.category_retiring(user, own),
        "theme": undo.theme_removal(user, theme),
        "change": undo.many_dates(user, change),
        "stay": undo.stay_removal(user, stay),
    }


def test_who_lost_the_role_meanwhile_takes_nothing_back(client, place):
    user = sign_in(client, Role.VOLUNTEER, at=place)
    notes = notes_of_everything(user, place)
    before = JournalEntry.objects.count()

    answers = {kind: client.post(url("undo"), {"note": notes[kind]}) for kind in notes}

    assert notes.keys() == undo.KINDS.keys()
    assert {kind: one.status_code for kind, one in answers.items()} == dict.fromkeys(
        notes, 404
    )
    assert JournalEntry.objects.count() == before


def test_a_note_is_of_use_only_to_whom_it_was_given(client, place):
    other = RoleFactory(role=Role.COORDINATOR, place=place).user
    notes = notes_of_everything(other, place)
    coordinator(client, place)
    before = JournalEntry.objects.count()

    for note in notes.values():
        assert GONE in taken_back(client, note)
    assert JournalEntry.objects.count() == before


def test_a_note_that_is_old_or_was_made_up_does_nothing(client, place):
    activity = ActivityFactory(place=place)
    user = coordinator(client, place)
    note = undo.draft(user, activity)
    values = {"by": user.pk, "kind": "draft", "values": {"pk": activity.pk}}

    for bad in ("", "nothing", note[:-1], signing.dumps(values), note + "\x00"):
        assert GONE in taken_back(client, bad)
    with time_machine.travel(timezone.now() + dt.timedelta(days=31), tick=False):
        client.force_login(user)
        assert GONE in taken_back(client, note)


def test_nothing_is_undone_by_opening_the_address(client, place):
    coordinator(client, place)

    assert client.get(url("undo")).status_code == 405


def test_ending_on_the_day_it_ends_anyway_offers_nothing(client, place):
    series = weekly(
        ActivityFactory(place=place), starts_on=in_days(0), ends_on=in_days(14)
    )
    coordinator(client, place)

    page = client.post(
        url("series_end", series.pk), {"last_on": typed(in_days(14))}, follow=True
    )

    assert f'action="{url("undo")}"' not in page.content.decode()
