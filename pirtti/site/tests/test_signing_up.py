"""Signing up: from the form to the seat, by e-mail and by phone, without an account."""

import datetime as dt
import re
import uuid

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.network.tests.factories import text
from pirtti.post import worker
from pirtti.post.models import Letter
from pirtti.signups import access, actions, rules
from pirtti.signups.models import Intake, InvitationCode, Party
from pirtti.signups.tests.factories import IntakeFactory, PartyFactory

pytestmark = pytest.mark.django_db

MORNING = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)
TYPED = {
    "nickname": "Käpy",
    "contact": "perhe@koti.example",
    "adults": "1",
    "children": "2",
    "heard": "friend",
}


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(MORNING, tick=False) as clock:
        yield clock


@pytest.fixture
def intake():
    return IntakeFactory(activity__name=text("Puuroaamu", en="Porridge morning"))


def hidden(**values):
    activity = ActivityFactory(name=text("Salainen"), draft=True, is_listed=False)
    return IntakeFactory(activity=activity, is_discreet=True, **values)


def invite(intake, **values):
    until = timezone.localdate() + dt.timedelta(days=30)
    pile = actions.invite(
        intake, source="clinic", number=1, valid_until=until, by=None, **values
    )
    return pile.codes.get()


def address(name, *args, language="en"):
    with translation.override(language):
        return reverse(f"site:{name}", args=args)


def send(client, intake, query="", **typed):
    data = TYPED | {"key": uuid.uuid4().hex} | typed
    return client.post(address("sign_up", intake.pk) + query, data)


def body(answer):
    return answer.content.decode()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_from_the_form_to_the_mail_to_the_seat(client, intake, language):
    page = address("sign_up", intake.pk, language=language)
    opened = client.get(page)
    assert opened.status_code == 200
    key = re.search(r'name="key" value="([0-9a-f]{32})"', body(opened))[1]

    answer = client.post(page, TYPED | {"key": key})

    assert answer["Location"] == address("sign_up_sent", language=language)
    assert "30" in body(client.get(answer["Location"]))
    worker.send_all()
    (sent,) = mail.outbox
    party = Party.objects.get()
    assert (party.state, party.language) == (rules.State.HELD, language)
    own = address("signup", access.word_of(party), language=language)
    assert own in sent.body
    assert "Puuroaamu" not in sent.subject
    assert client.get(own).status_code == 200
    party.refresh_from_db()
    assert party.state == rules.State.HELD
    done = client.post(own, {"action": "confirm"}, follow=True)
    party.refresh_from_db()
    assert (party.state, done.status_code) == (rules.State.IN, 200)


def test_who_gives_a_phone_number_sees_the_link_at_once(client, intake):
    answer = send(client, intake, contact="040 123 4567")

    party = Party.objects.get()
    own = address("signup", access.word_of(party))
    assert answer["Location"] == f"{own}?done=new"
    page = body(client.get(answer["Location"]))
    assert f"http://testserver{own}" in page
    assert "Keep this link" in page
    assert access.told_of(party).contact == "0401234567"
    assert not Letter.objects.exists()


def test_the_page_tells_first_what_one_should_know(client):
    intake = IntakeFactory(capacity=3, needs_approval=True)
    PartyFactory(intake=intake)

    page = body(client.get(address("sign_up", intake.pk)))

    assert "There is room for 2 families." in page
    assert "The leader answers you before the seat is yours." in page
    assert "waited longest" in page
    assert "erased by itself" in page
    assert "noindex" in page


def test_a_full_one_tells_how_many_wait_and_takes_into_the_line(client):
    intake = IntakeFactory(capacity=1)
    PartyFactory(intake=intake)
    PartyFactory(intake=intake, state=rules.State.WAITING)
    assert "one family waits" in body(client.get(address("sign_up", intake.pk)))

    send(client, intake)

    party = Party.objects.order_by("pk").last()
    assert party.state == rules.State.WAITING
    page = body(client.get(address("signup", access.word_of(party))))
    assert "to join the line" in page
    actions.confirm(access.word_of(party))
    page = body(client.get(address("signup", access.word_of(party))))
    assert "your place is 2" in page


def test_a_full_one_without_a_line_leads_to_word_of_a_seat(client):
    intake = IntakeFactory(capacity=1, when_full=Intake.WhenFull.CLOSED)
    PartyFactory(intake=intake)

    page = body(client.get(address("sign_up", intake.pk)))

    assert address("alert", intake.pk) in page
    assert 'name="nickname"' not in page
    late = send(client, intake)
    assert late.status_code == 422
    assert 'value="Käpy"' in body(late)
    assert address("alert", intake.pk) in body(late)


def test_known_and_new_addresses_get_the_same_answer(client, intake):
    send(client, intake)
    answers = [send(client, intake), send(client, intake, contact="uusi@koti.example")]
    answers.append(
        send(client, intake, contact="bot@koti.example", homepage="http://x")
    )

    told = {(a.status_code, a["Location"], a.content) for a in answers}

    assert len(told) == 1
    assert Party.objects.count() == 2


@pytest.mark.parametrize("contact", ["perhe@koti.example", "+358 40 123 4567"])
def test_a_form_that_is_sent_twice_signs_up_once(client, intake, contact):
    key = uuid.uuid4().hex

    first, second = (
        send(client, intake, key=key, contact=contact) for _time in range(2)
    )

    assert Party.objects.count() == 1
    assert first["Location"] == second["Location"]


def test_the_pages_set_no_cookie_and_stay_out_of_every_cache(intake):
    client = Client(enforce_csrf_checks=True)
    answer = client.get(address("sign_up", intake.pk))
    sent = send(client, intake)

    assert sent.status_code == 302
    for one in (answer, sent):
        assert not one.cookies
        assert "no-store" in one["Cache-Control"]
        assert "noindex" in one["X-Robots-Tag"]


def test_forms_of_other_sites_are_refused(client, intake):
    answer = client.post(
        address("sign_up", intake.pk),
        TYPED | {"key": uuid.uuid4().hex},
        headers={"Origin": "https://elsewhere.example"},
    )

    assert answer.status_code == 400
    assert not Party.objects.exists()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("nickname", ""),
        ("nickname", "131052-308T"),
        ("nickname", "x" * 41),
        ("contact", ""),
        ("contact", "perhe"),
        ("contact", "perhe@koti"),
        ("contact", "12"),
        ("contact", "a@koti.example\nBcc: b@koti.example"),
        ("contact", "0" * 30),
        ("adults", "-1"),
        ("adults", "200"),
        ("adults", "kaksi"),
        ("children", "7"),
        ("children", "99999999999999999999"),
        ("heard", "telepathy"),
    ],
)
def test_what_is_typed_wrong_is_kept_and_named_at_its_field(
    client, intake, field, typed
):
    answer = send(client, intake, **{field: typed})

    page = body(answer)
    assert answer.status_code == 422
    assert "autofocus" in page
    assert f'id="id_{field}_error"' in page
    assert 'value="Käpy"' in page or field == "nickname"
    assert not Party.objects.exists()


def test_nobody_coming_is_refused_at_the_number(client, intake):
    answer = send(client, intake, adults="0", children="0")

    assert answer.status_code == 422
    assert "Tell how many of you come." in body(answer)


def test_a_key_that_somebody_made_up_is_no_fault(client, intake):
    assert send(client, intake, key="x" * 500).status_code == 302


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("8 kk", 8),
        ("2 v 3 kk", 27),
        ("2 år och 3 månader", 27),
        ("1 y 4 mo", 16),
        ("3 v", 36),
        ("1/2027", -2),
        ("11/2026", 0),
    ],
)
def test_ages_are_read_as_people_write_them(client, typed, months):
    intake = IntakeFactory(asks_ages=True)

    assert send(client, intake, age_1=typed).status_code == 302

    party = Party.objects.get()
    assert (party.ages, party.children) == ([months], 1)


@pytest.mark.parametrize(
    "typed", ["5", "ten", "10/2026", "1/2030", "13/2027", "19 v", "400 kk", "1.2.2024"]
)
def test_an_age_that_says_nothing_is_asked_anew(client, typed):
    intake = IntakeFactory(asks_ages=True)

    answer = send(client, intake, age_4=typed)

    assert answer.status_code == 422
    assert 'id="id_age_4_error"' in body(answer)
    assert '<details class="ds-details" open>' in body(answer)


def test_a_child_of_another_age_is_refused_kindly(client):
    intake = IntakeFactory(asks_ages=True, age_from_months=0, age_to_months=12)

    answer = send(client, intake, age_1="5 v")

    assert answer.status_code == 422
    assert "children of another age" in body(answer)


def test_only_needs_that_are_handled_are_asked(client):
    bare = body(client.get(address("sign_up", IntakeFactory().pk)))
    intake = IntakeFactory(needs=["child_care", "interpreter"])
    asked = body(client.get(address("sign_up", intake.pk)))

    assert 'name="needs"' not in bare
    assert 'name="interpreter"' not in bare
    assert 'value="child_care"' in asked
    assert 'value="milk"' not in asked
    assert send(client, intake, needs=["milk"]).status_code == 422
    send(client, intake, needs=["child_care"], interpreter="ar")
    told = access.told_of(Party.objects.get())
    assert (told.needs, told.interpreter) == (("child_care", "interpreter"), "ar")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"is_open": False}, "Signing up is over."),
        ({"opens_at": MORNING + dt.timedelta(hours=1)}, "has not begun yet"),
        ({"closes_at": MORNING - dt.timedelta(hours=1)}, "Signing up is over."),
        ({"ends_on": dt.date(2026, 11, 22)}, "Signing up is over."),
        ({"needs_invitation": True}, "One comes here with an invitation"),
    ],
)
def test_outside_its_window_it_says_why(client, values, sentence):
    intake = IntakeFactory(**values)

    page = client.get(address("sign_up", intake.pk))
    sent = send(client, intake)

    assert sentence in body(page)
    assert 'name="nickname"' not in body(page)
    assert (sent.status_code, sentence in body(sent)) == (422, True)
    assert 'value="Käpy"' in body(sent)


def test_one_date_has_its_own_sign_up(client):
    date = OccurrenceFactory(on=dt.date(2026, 12, 1))
    intake = IntakeFactory(activity=None, occurrence=date, ends_on=date.on)

    assert "1 December" in body(client.get(address("sign_up", intake.pk)))
    assert send(client, intake).status_code == 302


def test_a_hidden_one_answers_like_one_that_is_not_there(client):
    secret, stopped = hidden(), hidden()
    code = invite(stopped)
    actions.stop_invitation(code.invitation, by=None)
    words = ["", "?invitation=x", f"?invitation={access.word_of_code(code)}"]

    def answer(pk, query):
        found = client.get(address("sign_up", pk) + query)
        sent = client.post(address("sign_up", pk) + query, TYPED)
        told = [
            (a.status_code, body(a).replace(f"sign-up/{pk}/", ""))
            for a in (found, sent)
        ]
        headers = dict(found.items())
        del headers["Content-Length"]
        return told, headers

    for query in words:
        unknown = answer(987654, query)
        assert unknown[0][0][0] == 404
        for one in (secret, stopped):
            assert answer(one.pk, query) == unknown
    draft = IntakeFactory(activity=ActivityFactory(draft=True))
    assert answer(draft.pk, "") == answer(987654, "")
    alerts = [client.get(address("alert", pk)) for pk in (secret.pk, 987654)]
    assert [one.status_code for one in alerts] == [404, 404]
    assert client.get(f"/en/sign-up/{10**30}/").status_code == 404


def test_an_invitation_opens_a_hidden_one_by_a_button(client):
    intake = hidden(needs_approval=True)
    code = invite(intake)
    word = access.word_of_code(code)
    page = address("invited", word)

    first = body(client.get(page))
    assert "Salainen" not in first
    code.refresh_from_db()
    assert code.opened_at is None
    form = client.post(page, follow=True)
    assert "Salainen" in body(form)
    assert "<title>Sign up – Meeting" in body(form)
    code.refresh_from_db()
    assert code.opened_at is not None
    sent = send(client, intake, query=f"?invitation={word}")
    assert sent.status_code == 302
    party = Party.objects.get()
    actions.confirm(access.word_of(party))
    party.refresh_from_db()
    assert party.state == rules.State.IN
    assert "used already" in body(client.get(page))
    again = send(client, intake, f"?invitation={word}", contact="toinen@koti.example")
    assert (again.status_code, "used already" in body(again)) == (422, True)


def test_an_invitation_of_another_opens_nothing_hidden(client):
    secret, other = hidden(), hidden()
    word = access.word_of_code(invite(other))

    answer = client.get(address("sign_up", secret.pk) + f"?invitation={word}")

    assert answer.status_code == 404


@pytest.mark.parametrize("why", ["unknown", "stopped", "too old"])
def test_an_invitation_that_is_over_leads_kindly_nowhere(client, why):
    code = invite(hidden())
    if why == "stopped":
        actions.stop_invitation(code.invitation, by=None)
    if why == "too old":
        code.invitation.valid_until = timezone.localdate() - dt.timedelta(days=1)
        code.invitation.save()
    word = "unknown" if why == "unknown" else access.word_of_code(code)

    for ask in (client.get, client.post):
        answer = ask(address("invited", word))
        assert answer.status_code == 404
        assert "leads to nothing" in body(answer)
    assert InvitationCode.objects.get().opened_at is None


def test_the_form_says_truly_who_sees_the_name(client, intake):
    page = " ".join(body(client.get(address("sign_up", intake.pk))).split())

    assert "The leaders see it, and the others of the group" in page
