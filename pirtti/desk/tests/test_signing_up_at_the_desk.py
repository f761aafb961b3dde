"""People sign up here: seats and window at the desk, and families behind a button."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import translation

from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.groups.tests.factories import GroupFactory
from pirtti.network.rules import Role
from pirtti.network.tests.factories import RoleFactory, text
from pirtti.people.models import JournalEntry
from pirtti.signups import access, rules
from pirtti.signups.models import Intake, Party
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory
from tests.house import scene as scenes

pytestmark = pytest.mark.django_db

State = rules.State
MORNING = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
TYPED = {
    "capacity": "12",
    "counts": "people",
    "minimum": "4",
    "most_adults": "2",
    "most_children": "4",
    "opens_on": "1.12.2026",
    "opens_at": "9.00",
    "closes_on": "20.12.2026",
    "ends_on": "31.5.2027",
    "asks_ages": "on",
    "youngest": "0",
    "oldest": "2 v",
    "needs": ["milk", "interpreter"],
    "when_full": "offers",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def activity():
    return ActivityFactory(name=text("Puuroaamu", en="Porridge"))


def worker_of(activity, role=Role.COORDINATOR):
    client = Client()
    client.force_login(RoleFactory(role=role, place=activity.place).user)
    return client


def address(name, *args):
    with translation.override("en"):
        return reverse(f"desk:{name}", args=args)


def body(answer):
    return answer.content.decode()


def test_a_sign_up_is_opened_changed_and_closed(activity):
    client = worker_of(activity)
    page = address("intake", activity.pk)
    assert page in body(client.get(address("activity", activity.pk)))
    assert "Nobody can sign up yet" in body(client.get(page))

    assert client.post(page, TYPED)["Location"] == page

    intake = Intake.objects.get()
    assert (intake.capacity, intake.counts, intake.minimum) == (12, "people", 4)
    assert (intake.age_from_months, intake.age_to_months) == (0, 24)
    assert intake.opens_at == dt.datetime(2026, 12, 1, 7, 0, tzinfo=dt.UTC)
    assert intake.closes_at == dt.datetime(2026, 12, 20, 22, 0, tzinfo=dt.UTC)
    assert (intake.needs, intake.is_open) == (["milk", "interpreter"], True)
    activity.refresh_from_db()
    assert activity.sign_up == "needed"
    form = body(client.get(page))
    for word in ('value="20.12.2026"', 'value="9.00"', 'value="2 y"'):
        assert word in form
    client.post(page, TYPED | {"capacity": "20", "opens_on": "", "opens_at": ""})
    intake.refresh_from_db()
    assert (intake.capacity, intake.opens_at) == (20, None)
    client.post(page, {"open": "0"})
    intake.refresh_from_db()
    assert not intake.is_open
    client.post(page, {"open": "1"})
    intake.refresh_from_db()
    assert intake.is_open


def test_the_last_day_is_suggested(activity):
    OccurrenceFactory(activity=activity, on=dt.date(2027, 2, 3))

    page = worker_of(activity).get(address("intake", activity.pk))

    assert 'value="3.2.2027"' in body(page)


def test_one_date_gets_its_own_sign_up(activity):
    date = OccurrenceFactory(activity=activity, on=dt.date(2026, 12, 3))
    client = worker_of(activity)
    page = address("date_intake", date.pk)
    assert page in body(client.get(address("occurrence", date.pk)))

    assert client.post(page, TYPED).status_code == 302

    intake = Intake.objects.get()
    assert (intake.occurrence, intake.ends_on) == (date, date.on)


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("capacity", ""),
        ("capacity", "0"),
        ("capacity", "9999999999"),
        ("counts", "cats"),
        ("minimum", "13"),
        ("minimum", "-1"),
        ("most_adults", "x"),
        ("opens_on", "32.1."),
        ("opens_at", "25.00"),
        ("closes_on", "30.11.2026"),
        ("ends_on", ""),
        ("youngest", "vanha"),
        ("oldest", "3/2027"),
        ("youngest", "5 v"),
        ("needs", ["magic"]),
        ("when_full", ""),
    ],
)
def test_what_is_typed_wrong_is_named_at_its_field(activity, field, typed):
    client = worker_of(activity)

    answer = client.post(address("intake", activity.pk), TYPED | {field: typed})

    assert answer.status_code == 422
    assert "autofocus" in body(answer)
    assert 'value="12"' in body(answer) or field == "capacity"
    assert not Intake.objects.exists()


def test_seats_that_are_taken_can_not_go(activity):
    intake = IntakeFactory(activity=activity, capacity=3)
    PartyFactory(intake=intake, seats=3)

    answer = worker_of(activity).post(
        address("intake", activity.pk), TYPED | {"capacity": "2", "minimum": "0"}
    )

    assert answer.status_code == 422
    assert 'id="id_capacity_error"' in body(answer)


def test_families_are_behind_a_button_and_opening_is_written_down(activity, clock):
    intake = IntakeFactory(activity=activity, asks_ages=True)
    PartyFactory(
        intake=intake,
        nickname="Kettu",
        contact="kettu@koti.example",
        needs=["milk"],
        ages=[20],
    )
    client = worker_of(activity)
    page = address("families", intake.pk)
    assert "Kettu" not in body(client.get(page))
    before = scenes.stored()
    client.get(page)
    assert scenes.changed(before, scenes.stored()) == []

    opened = body(client.post(page, follow=True))

    for word in ("Kettu", "kettu@koti.example", "Allergy: milk", "1 y 8 mo"):
        assert word in opened
    entry = JournalEntry.objects.get(verb="signups.list_opened")
    assert (entry.subject_id, entry.details) == (str(intake.pk), {})
    assert "Kettu" in body(client.get(page))
    clock.shift(dt.timedelta(minutes=16))
    assert "Kettu" not in body(client.get(page))
    assert not JournalEntry.objects.filter(details__icontains="Kettu").exists()


def test_a_list_shows_fifty_at_a_time(activity):
    intake = IntakeFactory(activity=activity, capacity=60)
    for number in range(51):
        PartyFactory(intake=intake, nickname=f"Perhe no {number}.")
    client = worker_of(activity)
    page = address("families", intake.pk)

    first = body(client.post(page, follow=True))
    second = body(client.get(f"{page}?page=2"))

    assert first.count("Perhe no") == 50 * 2
    assert second.count("Perhe no") == 2
    for wrong in ("x", "-1", "99", "0"):
        assert client.get(f"{page}?page={wrong}").status_code == 200


@pytest.mark.parametrize(
    ("action", "state", "after"),
    [
        ("approve", State.ASKED, State.IN),
        ("decline", State.ASKED, State.GONE),
        ("remove", State.IN, State.GONE),
        ("approve", State.IN, State.IN),
        ("nothing", State.ASKED, State.ASKED),
        ("", State.ASKED, State.ASKED),
    ],
)
def test_families_are_answered(activity, action, state, after):
    party = PartyFactory(intake=IntakeFactory(activity=activity), state=state)
    client = worker_of(activity)

    done = client.post(
        address("family_answer", party.intake_id, party.pk), {"action": action}
    )

    party.refresh_from_db()
    assert (done.status_code, party.state) == (302, after)
    assert "Kettu" not in str(list(JournalEntry.objects.values_list("details")))


def test_who_gave_a_phone_number_is_called_and_then_in(activity):
    party = PartyFactory(
        intake=IntakeFactory(activity=activity),
        state=State.HELD,
        by_phone=True,
        contact="0401234567",
        confirmed_at=None,
    )
    client = worker_of(activity)
    page = body(client.post(address("families", party.intake_id), follow=True))
    assert "0401234567" in page
    assert "Call or text" in page

    client.post(
        address("family_answer", party.intake_id, party.pk), {"action": "approve"}
    )

    assert Party.objects.get().state == State.IN


def test_others_are_not_let_in(activity):
    party = PartyFactory(intake=IntakeFactory(activity=activity))
    stranger = worker_of(ActivityFactory())
    volunteer = worker_of(activity, Role.VOLUNTEER)

    for client in (stranger, volunteer):
        assert found_by(client, party) == []


def test_the_families_of_a_group_are_its_leaders_business(activity):
    group = GroupFactory(activity=activity)
    party = PartyFactory(intake=group.activity.intake)
    client = worker_of(activity)

    assert found_by(client, party) == []
    page = body(client.get(address("activity", activity.pk)))
    assert address("intake", activity.pk) not in page


def found_by(client, party):
    """List the pages that open to somebody, whatever is sent to them."""
    pages = {
        "intake": [party.intake.activity_id],
        "families": [party.intake_id],
        "family_answer": [party.intake_id, party.pk],
    }
    sent = {
        name: client.post(address(name, *args), {"action": "approve"}).status_code
        for name, args in pages.items()
    }
    return [name for name, status in sent.items() if status != 404]


def test_a_family_of_another_sign_up_is_not_found(activity):
    own = IntakeFactory(activity=activity)
    other = PartyFactory(nickname="Vieras")

    answer = worker_of(activity).post(
        address("family_answer", own.pk, other.pk), {"action": "remove"}
    )

    assert answer.status_code == 404
    assert access.told_of(Party.objects.get(pk=other.pk)).nickname == "Vieras"
