"""The letters of sign-ups: true when they go out, neutral outside, never to the erased."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.post import kinds, worker
from pirtti.post.models import Letter
from pirtti.signups import access, actions, rules
from pirtti.signups.models import Alert, Intake, Party
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory

pytestmark = pytest.mark.django_db

State, Kind = rules.State, rules.Kind
MORNING = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
ADDRESS = "perhe@koti.example"


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


def thing(*, hidden=False, **values):
    place = PlaceFactory(name=text("Tupala"))
    activity = ActivityFactory(
        name=text("Puuroaamu"), place=place, draft=hidden, is_listed=not hidden
    )
    OccurrenceFactory(activity=activity, on=dt.date(2026, 12, 1))
    return IntakeFactory(activity=activity, is_discreet=hidden, **values)


def sign_up(intake, contact=ADDRESS, *, by_phone=False, key="a" * 32, language="en"):
    return actions.sign_up(
        intake,
        rules.Wanted(1, 0),
        told=access.Told("Käpy", contact),
        by_phone=by_phone,
        language=language,
        key=key,
        network="192.0.2.1",
    )


def sent():
    """Let all go out; return the mails of this round."""
    mail.outbox.clear()
    worker.send_all()
    return list(mail.outbox)


def word(party):
    return access.word_of(party)


def offered(intake, contact=ADDRESS):
    """Fill the only seat, let a family queue, let the seat open."""
    first = PartyFactory(intake=intake)
    party = sign_up(intake, contact)
    actions.confirm(word(party))
    mail.outbox.clear()
    worker.send_all()
    actions.leave(word(first))
    party.refresh_from_db()
    return party


def happen(kind):
    """Let that happen of which a kind of letter tells, to a hidden intake's family."""
    intake = thing(hidden=True, capacity=1)
    if kind is Kind.CONFIRM:
        return sign_up(intake)
    if kind is Kind.KNOWN:
        party = sign_up(intake)
        actions.confirm(word(party))
        sent()
        return sign_up(intake, key="b" * 32)
    if kind is Kind.ASKED:
        Intake.objects.update(needs_approval=True)
        party = sign_up(Intake.objects.get())
        return actions.confirm(word(party))
    if kind is Kind.IN:
        return actions.confirm(word(sign_up(intake)))
    if kind is Kind.IN_LINE:
        PartyFactory(intake=intake)
        return actions.confirm(word(sign_up(intake)))
    party = offered(intake)
    return _after_an_offer(kind, party)


def _after_an_offer(kind, party):
    if kind is Kind.OFFER:
        return party
    sent()
    if kind is Kind.OFFER_OVER:
        actions.end_what_is_over(timezone.now() + dt.timedelta(days=4))
    elif kind is Kind.DECLINED:
        actions.decline(party, by=None)
    elif kind is Kind.REMOVED:
        actions.remove(party, by=None)
    else:
        actions.move_party(party, thing(hidden=True), by=None)
    return party


FAMILY = [kind for kind in Kind if kind not in {Kind.ALERT, Kind.ALERT_CONFIRM}]


def test_every_kind_is_known_and_stores_no_address():
    for kind in Kind:
        known = kinds.get(kind)
        assert known is not None
        assert known.address is not None
    unasked = {kind for kind in Kind if kinds.get(kind).is_unasked}
    assert unasked == {Kind.CONFIRM, Kind.KNOWN, Kind.ALERT_CONFIRM}


@pytest.mark.parametrize("kind", FAMILY)
def test_each_letter_goes_out_once_and_names_nothing_hidden(kind):
    party = happen(kind)

    letters = Letter.objects.filter(kind=kind)
    assert letters.count() == 1
    assert letters.get().to == ""
    mails = sent()

    assert len(mails) == 1
    (told,) = mails
    assert told.to == [ADDRESS]
    assert word(party) in told.body
    html = told.alternatives[0][0]
    whole = f"{told.subject} {told.body} {html} {told.extra_headers}"
    for secret in ("Puuroaamu", "Tupala", "Käpy"):
        assert secret not in whole
    assert Letter.objects.get(kind=kind).state == Letter.State.SENT


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_listed_one_is_named_inside_the_mail_only(language):
    party = sign_up(thing(), language=language)
    actions.confirm(word(party))

    (told,) = sent()

    assert "Puuroaamu" in told.body
    assert "Tupala" in told.body
    assert "1.12" in told.body or "1 December" in told.body
    assert "Puuroaamu" not in told.subject
    assert f"/{language}/signup/" in told.body


def test_the_letter_that_asks_to_confirm_tells_until_when():
    sign_up(thing())

    (told,) = sent()

    assert "until Mon 23 November at 10:30" in told.body


def test_an_offer_tells_until_when():
    offered(thing(capacity=1))

    (told,) = sent()

    assert "until Wed 25 November at 10:00" in told.body


def test_a_place_in_line_is_told():
    intake = thing(capacity=1)
    PartyFactory(intake=intake)
    PartyFactory(intake=intake, state=State.WAITING)
    actions.confirm(word(sign_up(intake)))

    (told,) = sent()

    assert "your place is 2" in told.body


@pytest.mark.parametrize("kind", [Kind.CONFIRM, Kind.ASKED, Kind.IN, Kind.OFFER])
def test_who_left_meanwhile_hears_nothing(kind):
    party = happen(kind)

    actions.leave(word(party))

    assert sent() == []
    assert not Letter.objects.filter(params__party=party.pk).exists()


def test_an_offer_that_was_answered_is_not_sent():
    party = offered(thing(capacity=1))
    actions.accept_offer(word(party))

    (told,) = sent()

    assert told.subject == "You have a seat"


def test_an_offer_whose_time_is_over_is_not_sent(clock):
    offered(thing(capacity=1))
    clock.shift(dt.timedelta(days=3))

    assert "A seat waits for your answer" not in [one.subject for one in sent()]


def test_who_gave_a_phone_number_gets_no_letter():
    party = sign_up(thing(), "0401234567", by_phone=True)
    actions.approve(party, by=None)

    assert sent() == []


def test_an_address_that_never_asked_gets_three_letters_a_day_at_most():
    for number in range(6):
        sign_up(thing(), key=f"{number}" * 32)

    assert len(sent()) == 3


def test_word_of_a_seat_is_confirmed_and_told_once():
    intake = thing(capacity=1)
    party = PartyFactory(intake=intake)
    actions.alert(intake, address=ADDRESS, language="en", network="192.0.2.1")
    (asked,) = sent()
    found = Alert.objects.get()
    secret = access.word_of_alert(found)
    assert f"/en/alert/{secret}/" in asked.body
    assert f"/en/alert/{secret}/stop/" in asked.extra_headers["List-Unsubscribe"]
    actions.confirm_alert(secret)

    actions.leave(word(party))

    (told,) = sent()
    assert f"/en/sign-up/{intake.pk}/" in told.body
    assert "Puuroaamu" in told.body
    assert "Puuroaamu" not in told.subject


def test_word_of_a_seat_is_not_sent_when_sign_up_is_over():
    intake = thing(capacity=1)
    party = PartyFactory(intake=intake)
    actions.alert(intake, address=ADDRESS, language="en", network="192.0.2.1")
    sent()
    actions.confirm_alert(access.word_of_alert(Alert.objects.get()))
    actions.leave(word(party))
    actions.close_intake(intake, by=None)

    assert sent() == []


def test_an_erased_family_leaves_no_letter_that_fails():
    party = sign_up(thing())
    Party.objects.all().delete()

    assert sent() == []
    states = set(Letter.objects.values_list("state", flat=True))
    assert states == {Letter.State.DROPPED}
    assert party.pk is not None
