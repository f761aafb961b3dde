"""Who turned a second step on is asked for it, whichever way they come in."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from pirtti.config.commands import take_off_second_step
from pirtti.config.talk import GiveUp
from pirtti.network import rules as network_rules
from pirtti.network.rules import Role
from pirtti.network.tests.factories import PlaceFactory, RoleFactory
from pirtti.people import actions, messages, second_actions
from pirtti.people.models import JournalEntry
from pirtti.people.tests.factories import UserFactory
from pirtti.post import kinds, mails
from pirtti.post.models import Letter

pytestmark = pytest.mark.django_db
ASK, MAILED, STEP = "/en/sign-in/", "/en/sign-in/code/", "/en/sign-in/second/"
PAGE, ON = "/en/sign-in/me/second/", "/en/sign-in/me/second/on/"
RENEW, OFF, FILE = f"{PAGE}renew/", f"{PAGE}off/", f"{PAGE}codes/"
LATER, DESK = f"{PAGE}later/", "/en/desk/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def clock():
    cache.clear()
    with time_machine.travel("2026-11-23T09:00:00+02:00", tick=False) as clock:
        yield clock


@pytest.fixture
def worker():
    """Somebody whose second step is on."""
    return second_actions.turn_on(UserFactory(language="en"), SECRET)


def with_role(role):
    return RoleFactory(role=role, place=PlaceFactory()).user


def app_code(secret=SECRET):
    return totp.format_hotp_value(
        totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time())) + 1)
    )


def recovery_codes(user):
    kind = Authenticator.Type.RECOVERY_CODES
    return Authenticator.objects.get(user=user, type=kind).wrap().get_unused_codes()


def type_mailed_code(client, user):
    client.post(ASK, {"email": user.email})
    code = re.search(r"^\s{4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]
    return client.post(MAILED, {"code": code})


def is_in(client):
    return "_auth_user_id" in client.session


def offered(page):
    """Return what the page offers: the sealed secret of its form, and the secret."""
    text = page.content.decode()
    sealed = re.search(r'name="offer" value="([^"]+)"', text)[1]
    spelled = re.search(r'<strong class="code">([A-Z2-7 ]+)</strong>', text)[1]
    return sealed, spelled.replace(" ", "")


def test_turning_on_by_the_picture_and_a_code(client):
    user = UserFactory()
    client.force_login(user)
    other = Client()
    other.force_login(user)
    page = client.get(ON)
    sealed, secret = offered(page)
    assert b'<svg xmlns="http://www.w3.org/2000/svg"' in page.content

    wrong = client.post(ON, {"offer": sealed, "code": "000 000"})
    assert wrong.status_code == 422
    assert offered(wrong) == (sealed, secret)
    assert str(messages.WRONG_APP_CODE) in wrong.content.decode()
    assert not Authenticator.objects.exists()

    answer = client.post(ON, {"offer": sealed, "code": app_code(secret)}, follow=True)

    codes = [f"{code[:4]} {code[4:]}" for code in recovery_codes(user)]
    assert len(codes) == 10
    assert all(code in answer.content.decode() for code in codes)
    assert codes == client.post(FILE).content.decode().strip().splitlines()[-10:]
    assert secret not in str(Authenticator.objects.values())
    assert JournalEntry.objects.get().verb == "people.second_step_on"
    # Other devices are out, this one is not.
    assert other.get(PAGE).status_code == 302
    assert client.get(DESK).status_code == 200


def test_recovery_codes_are_shown_until_they_are_kept_or_ten_minutes(client, clock):
    user = UserFactory()
    client.force_login(user)
    sealed, secret = offered(client.get(ON))
    client.post(ON, {"offer": sealed, "code": app_code(secret)})
    first = recovery_codes(user)[0]
    shown = f"{first[:4]} {first[4:]}"
    clock.shift(599)
    assert shown in client.get(PAGE).content.decode()
    clock.shift(1)
    assert shown not in client.get(PAGE).content.decode()
    assert client.post(FILE).status_code == 302

    clock.shift(60)
    client.post(RENEW, {"code": app_code(secret)})
    renewed = recovery_codes(user)[0]
    assert renewed != first
    assert f"{renewed[:4]} {renewed[4:]}" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}kept/")
    assert renewed[:4] + " " not in client.get(PAGE).content.decode()


def test_what_another_or_an_old_page_offered_is_not_taken(client, clock):
    client.force_login(UserFactory())
    sealed, secret = offered(client.get(ON))
    stranger = Client()
    stranger.force_login(UserFactory())
    assert offered(stranger.post(ON, {"offer": sealed, "code": app_code(secret)}))[
        0
    ] not in {sealed, ""}
    # After an hour one signs in once more first, and the page is another.
    clock.shift(3600)
    late = client.post(ON, {"offer": sealed, "code": app_code(secret)})

    assert late["Location"] == f"{ASK}?next={ON}"
    assert not is_in(client)
    assert not Authenticator.objects.exists()


def test_the_mailed_code_alone_lets_nobody_in(client, worker):
    answer = type_mailed_code(client, worker)

    assert answer["Location"] == STEP
    assert not is_in(client)
    assert client.get(DESK).status_code == 302
    wrong = client.post(STEP, {"code": "12"})
    assert str(messages.WRONG_APP_CODE) in wrong.content.decode()
    assert not is_in(client)
    before = client.session.session_key

    assert client.post(STEP, {"code": app_code()})["Location"] == DESK

    assert client.session["_auth_user_id"] == str(worker.pk)
    assert client.session.session_key != before


def test_a_code_of_the_app_is_good_once_in_all_processes(client, client_two, worker):
    code = app_code()
    type_mailed_code(client, worker)
    client.post(STEP, {"code": code})
    cache.clear()  # another serving process remembers nothing

    type_mailed_code(client_two, worker)
    client_two.post(STEP, {"code": code})

    assert is_in(client)
    assert not is_in(client_two)


def test_a_recovery_code_is_good_once(client, client_two, worker):
    code = recovery_codes(worker)[3]
    type_mailed_code(client, worker)
    client.post(STEP, {"code": f"{code[:4]} {code[4:]}"})
    type_mailed_code(client_two, worker)
    client_two.post(STEP, {"code": code})

    assert is_in(client)
    assert not is_in(client_two)
    assert len(recovery_codes(worker)) == 9
    assert Letter.objects.filter(params__what="code_used").count() == 1


def test_a_one_time_link_asks_for_the_second_step_too(client, client_two, worker):
    client.force_login(UserFactory())
    address = f"/en/sign-in/link/{actions.make_link(worker, by=None)}/"

    answer = client.post(address)

    assert answer["Location"] == STEP
    assert not is_in(client)
    assert client_two.post(address).status_code == 410
    assert client.post(STEP, {"code": app_code()})["Location"] == DESK
    assert client.session["_auth_user_id"] == str(worker.pk)


def test_one_may_begin_again_with_another_address(client, worker):
    type_mailed_code(client, worker)
    other = UserFactory()

    assert client.get(ASK).status_code == 200
    type_mailed_code(client, other)

    assert client.session["_auth_user_id"] == str(other.pk)


def test_the_page_of_the_second_step_is_for_who_came_by_the_first(client):
    assert client.get(STEP)["Location"] == ASK
    assert client.post(STEP, {"code": app_code()})["Location"] == ASK


def test_guessing_is_slowed_down_for_the_account(client, worker):
    type_mailed_code(client, worker)
    for _number in range(6):
        client.post(STEP, {"code": "1"})

    answer = client.post(STEP, {"code": app_code()})

    assert not is_in(client)
    assert str(messages.REFUSALS[actions.rules.Refusal.TOO_MANY_TRIES]) in (
        answer.content.decode()
    )


def test_a_secret_locked_with_another_key_opens_nothing(client, worker, settings):
    # Of an unreadable secret nothing is left, not even an empty one.
    settings.SECRET_KEY = "another"
    type_mailed_code(client, worker)

    client.post(STEP, {"code": app_code()})
    client.post(STEP, {"code": totp.format_hotp_value(totp.hotp_value("", 0))})

    assert not is_in(client)


def test_turning_off_asks_for_a_fresh_code(client, client_two, worker):
    client.force_login(worker)
    client_two.force_login(worker)
    refused = client.post(OFF, {"code": "000000"})
    assert refused.status_code == 422
    assert 'id="off_code"' in refused.content.decode()

    answer = client.post(OFF, {"code": recovery_codes(worker)[0]})

    assert answer["Location"] == PAGE
    assert not Authenticator.objects.exists()
    assert is_in(client)
    assert client_two.get(PAGE).status_code == 302
    assert client.post(RENEW, {"code": "000000"}).status_code == 422
    last = JournalEntry.objects.order_by("pk").last()
    assert (last.verb, last.by) == ("people.second_step_off", worker)


def test_letters_tell_of_it_and_say_no_more_in_the_subject(worker):
    second_actions.turn_off(worker, by=None)

    texts = []
    for letter in Letter.objects.order_by("pk"):
        mail_made = mails.compose(letter, kinds.get(letter.kind))
        texts.append(mail_made.body)
        assert letter.to == worker.email
        with translation.override("en"):
            assert mail_made.subject == str(kinds.get("account_news").subject)
    with translation.override("en"):
        said = [str(messages.SECOND_STEP_NEWS[what]) for what in ("on", "taken_off")]
    assert [one in text for one, text in zip(said, texts, strict=True)] == [True] * 2


def test_the_maintainer_takes_a_lost_one_off(client, worker, capsys):
    options = type("Options", (), {"email": worker.email.upper()})

    assert take_off_second_step.run(options) == 0

    type_mailed_code(client, worker)
    assert is_in(client)
    last = JournalEntry.objects.filter(verb="people.second_step_taken_off").get()
    assert last.by is None
    assert Letter.objects.filter(to=worker.email).count() == 2
    for email in (worker.email, "nobody@koivukyla.example"):
        with pytest.raises(GiveUp):
            take_off_second_step.run(type("Options", (), {"email": email}))


def test_some_roles_are_asked_once_and_may_say_later(client):
    client.force_login(with_role(Role.COORDINATOR))
    assert LATER in client.get(DESK).content.decode()

    client.post(LATER)

    assert LATER not in client.get(DESK).content.decode()
    other = Client()
    other.force_login(with_role(Role.LEADER))
    assert LATER not in other.get(DESK).content.decode()


def test_where_it_is_required_the_desk_waits_for_it(client, settings):
    settings.SECOND_FACTOR = "required"
    user = with_role(Role.COORDINATOR)
    client.force_login(user)

    for answer in (client.get(f"{DESK}week/"), client.post(f"{DESK}activities/new/")):
        assert answer["Location"] == PAGE
    assert client.get("/en/").status_code == 200
    sealed, secret = offered(client.get(ON))
    client.post(ON, {"offer": sealed, "code": app_code(secret)})

    assert client.get(f"{DESK}week/").status_code == 200
    leader = Client()
    leader.force_login(with_role(Role.LEADER))
    assert leader.get(f"{DESK}week/").status_code == 200
    settings.DEMO = True
    again = Client()
    again.force_login(with_role(Role.COORDINATOR))
    assert again.get(f"{DESK}week/").status_code == 200


def test_exactly_these_roles_should_have_it():
    assert {role for role in Role if network_rules.should_have_second_step([role])} == {
        Role.COORDINATOR,
        Role.AREA_COORDINATOR,
        Role.ORGANISATION_CONTACT,
        Role.TECHNICAL_ADMIN,
    }
