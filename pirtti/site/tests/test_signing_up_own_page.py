"""A family's own page: opened by one link, changed by buttons, erased by one press."""

import datetime as dt
import json

import icalendar
import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone, translation

from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.signups import access, actions, rules
from pirtti.signups.models import Alert, Intake, Party
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory
from tests.house import scene as scenes

pytestmark = pytest.mark.django_db

State = rules.State
MORNING = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


def address(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"site:{name}", args=args)


def own(party, language="en", name="signup"):
    return address(name, access.word_of(party), language=language)


def body(answer):
    return answer.content.decode()


def offered(**values):
    until = timezone.now() + dt.timedelta(days=2)
    return PartyFactory(state=State.OFFERED, until=until, **values)


def hidden(**values):
    place = PlaceFactory(name=text("Salapaikka"))
    activity = ActivityFactory(
        name=text("Salainen"), draft=True, is_listed=False, place=place
    )
    OccurrenceFactory(activity=activity, on=dt.date(2026, 12, 1))
    return IntakeFactory(activity=activity, is_discreet=True, **values)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        (State.HELD, "Press the button, and it is yours."),
        (State.ASKED, "The leader answers you"),
        (State.IN, "You are in."),
        (State.WAITING, "You are next in line."),
        (State.GONE, "You have no seat here any more."),
    ],
)
def test_the_page_says_where_one_stands(client, state, sentence):
    party = PartyFactory(state=State.IN)
    Party.objects.filter(pk=party.pk).update(
        state=state,
        place_in_line=1 if state is State.WAITING else None,
        confirmed_at=None if state is State.HELD else timezone.now(),
    )

    answer = client.get(own(party))

    assert answer.status_code == 200
    assert sentence in body(answer)
    assert party.intake.about.name.data["en"] in body(answer)


def test_an_offer_tells_until_when_and_is_taken_by_a_press(client):
    party = offered()
    page = body(client.get(own(party)))
    assert "Wed 25 November at 10:00" in page
    assert 'value="accept"' in page

    done = client.post(own(party), {"action": "accept"})

    party.refresh_from_db()
    assert (party.state, done.status_code) == (State.IN, 302)


def test_an_offer_is_declined_by_a_press_and_all_is_erased(client):
    party = offered()

    done = client.post(own(party), {"action": "decline"}, follow=True)

    assert not Party.objects.exists()
    assert "Everything is erased" in body(done)
    assert client.get(own(party)).status_code == 404


def test_an_offer_whose_time_is_over_says_so(client, clock):
    party = offered()
    clock.shift(dt.timedelta(days=3))

    page = client.get(own(party))
    late = client.post(own(party), {"action": "accept"})

    assert "the time to answer is over" in body(page)
    assert 'value="accept"' not in body(page)
    assert late.status_code == 422
    assert "offered to the next in line" in body(late)


def test_leaving_asks_once_and_erases_everything(client):
    party = PartyFactory()
    asked = client.get(own(party) + "?do=leave")
    assert "Cancel and erase everything?" in body(asked)
    assert Party.objects.exists()

    done = client.post(own(party), {"action": "leave"})

    assert done["Location"] == address("signup_ended")
    assert not Party.objects.exists()
    assert Intake.objects.get().taken == 0


def test_numbers_and_needs_can_be_changed(client):
    intake = IntakeFactory(needs=["milk"], counts="people", asks_ages=True)
    party = PartyFactory(intake=intake, ages=[16], seats=2, nickname="Käpy")
    form = body(client.get(own(party) + "?do=change"))
    assert 'value="1 y 4 mo"' in form
    assert 'value="Käpy"' in form

    done = client.post(
        own(party),
        {
            "action": "change",
            "nickname": "Kuusi",
            "adults": "2",
            "age_1": "2 y",
            "age_2": "3 mo",
            "needs": "milk",
        },
    )

    party.refresh_from_db()
    told = access.told_of(party)
    assert done.status_code == 302
    assert (party.adults, party.children, party.ages) == (2, 2, [24, 3])
    assert (told.nickname, told.needs, party.seats) == ("Kuusi", ("milk",), 4)
    assert Intake.objects.get().taken == 4


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"adults": "x"}, "Give the number in digits"),
        ({"nickname": ""}, "Fill this in."),
        ({"children": "6", "adults": "2"}, "not so many seats free"),
        ({"adults": "0", "children": "0"}, "Tell how many of you come."),
    ],
)
def test_a_change_that_does_not_go_is_kept_and_changes_nothing(client, typed, sentence):
    intake = IntakeFactory(counts="people", capacity=8)
    PartyFactory(intake=intake, seats=2)
    party = PartyFactory(intake=intake, seats=2)
    sent = {"action": "change", "nickname": "Mänty", "adults": "1", "children": "1"}

    answer = client.post(own(party), sent | typed)

    assert answer.status_code == 422
    assert sentence in body(answer)
    assert "autofocus" in body(answer)
    party.refresh_from_db()
    assert (party.adults, party.children, party.seats) == (1, 1, 2)


@pytest.mark.parametrize("action", ["", "approve", "x" * 1000])
def test_a_button_that_there_is_not_does_nothing(client, action):
    party = PartyFactory()
    before = scenes.stored()

    answer = client.post(own(party), {"action": action})

    assert answer.status_code == 422
    assert scenes.changed(before, scenes.stored()) == []


def test_opening_changes_nothing_whatever_the_state(client):
    parties = [
        offered(),
        PartyFactory(state=State.HELD, confirmed_at=None),
        PartyFactory(state=State.WAITING),
        PartyFactory(),
    ]
    before = scenes.stored()

    for party in parties:
        for name in ("signup", "signup_data", "signup_dates"):
            for query in ("", "?do=leave", "?do=change", "?done=new"):
                assert client.get(own(party, name=name) + query).status_code == 200

    assert scenes.changed(before, scenes.stored()) == []


def test_a_link_that_leads_nowhere_is_kind_and_changes_nothing(client):
    for name in (
        "signup",
        "signup_data",
        "signup_dates",
        "alert_confirm",
        "alert_stop",
    ):
        answer = client.get(address(name, "unknown"))
        assert answer.status_code == 404, name
        assert "leads to nothing" in body(answer)
    assert client.post(address("signup", "unknown"), {}).status_code == 404


def test_all_that_is_stored_can_be_read_and_taken_along(client):
    intake = IntakeFactory(needs=["nuts"], asks_ages=True)
    party = PartyFactory(
        intake=intake,
        nickname="Tammi",
        contact="t@koti.example",
        needs=["nuts", "interpreter"],
        interpreter="so",
        ages=[10],
        heard="clinic",
    )

    page = body(client.get(own(party)))
    answer = client.get(own(party, name="signup_data"))
    told = json.loads(answer.content)

    for word in ("Tammi", "t@koti.example", "Allergy: nuts", "Somali", "10 mo"):
        assert word in page
    assert told["nickname"] == "Tammi"
    assert told["ages_in_months"] == [10]
    assert "no-store" in answer["Cache-Control"]
    stored = {field.name for field in Party._meta.concrete_fields}
    secrets = {"id", "told", "contact_key", "key", "seed", "token_hash", "passed"}
    called = {"intake": "signed_up_to", "ages": "ages_in_months"}
    called |= {"code": "by_invitation", "until": "answer_until", "seats": "adults"}
    missing = {called.get(name, name) for name in stored - secrets} - told.keys()
    assert missing == set()


@pytest.mark.parametrize(
    ("language", "title"), [("fi", "Meeting"), ("sv", "Meeting"), ("en", "Meeting")]
)
def test_the_calendar_of_a_discreet_one_is_neutral(client, language, title):
    party = PartyFactory(intake=hidden())

    answer = client.get(own(party, language, "signup_dates"))

    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    with translation.override(language):
        assert event["SUMMARY"] == translation.gettext(title)
    assert "LOCATION" not in event
    assert "Sala" not in body(answer)


def test_the_calendar_of_a_listed_one_names_it_and_its_place(client):
    date = OccurrenceFactory(on=dt.date(2026, 12, 1))
    party = PartyFactory(intake=IntakeFactory(activity=date.activity))

    answer = client.get(own(party, name="signup_dates"))

    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert date.activity.name.data["en"] in event["SUMMARY"]
    assert date.place.name.data["en"] in event["LOCATION"]
    assert event["DTSTART"].dt == date.starts_at


def test_where_a_hidden_one_meets_is_told_to_those_who_are_in(client):
    intake = hidden()
    waiting = PartyFactory(intake=intake, state=State.WAITING)
    member = PartyFactory(intake=intake)

    assert "Salapaikka" not in body(client.get(own(waiting)))
    page = body(client.get(own(member)))
    assert "Salapaikka" in page
    assert "Salainen" not in page.partition("</title>")[0]
    assert "Leave this page quickly" in page


def test_word_of_a_seat_is_asked_confirmed_and_stopped(client):
    intake = IntakeFactory(capacity=1, taken=1)
    page = address("alert", intake.pk)
    assert client.get(page).status_code == 200

    first, again, bot = (
        client.post(page, typed)
        for typed in (
            {"email": "a@koti.example"},
            {"email": "A@koti.example"},
            {"email": "b@koti.example", "homepage": "http://x"},
        )
    )

    assert {one["Location"] for one in (first, again, bot)} == {address("alert_sent")}
    found = Alert.objects.get()
    link = address("alert_confirm", access.word_of_alert(found))
    assert client.get(link).status_code == 200
    assert Alert.objects.get().confirmed_at is None
    assert "We write to you once" in body(client.post(link, follow=True))
    assert Alert.objects.get().confirmed_at is not None
    stop = address("alert_stop", access.word_of_alert(found))
    assert client.get(stop).status_code == 200
    assert Alert.objects.exists()
    client.post(stop)
    assert not Alert.objects.exists()


def test_a_seat_that_is_free_already_is_told_at_once(client):
    intake = IntakeFactory(capacity=1)
    client.post(address("alert", intake.pk), {"email": "a@koti.example"})
    link = address("alert_confirm", access.word_of_alert(Alert.objects.get()))

    told = body(client.post(link, follow=True))

    assert "A seat is free already" in told
    assert address("sign_up", intake.pk) in told


@pytest.mark.parametrize("typed", ["", "perhe", "a@b", "x" * 300, "040 1234567"])
def test_an_address_that_is_none_is_asked_for_again(client, typed):
    intake = IntakeFactory()

    answer = client.post(address("alert", intake.pk), {"email": typed})

    assert answer.status_code == 422
    assert not Alert.objects.exists()


def test_a_phone_number_is_confirmed_by_the_leader(client):
    party = PartyFactory(
        state=State.HELD, by_phone=True, contact="0401234567", confirmed_at=None
    )
    assert "calls or texts you" in body(client.get(own(party)))

    actions.approve(party, by=None)

    assert "You are in." in body(client.get(own(party)))
