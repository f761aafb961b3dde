"""Staff sign in by a code sent by e-mail."""

import re

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.core import mail

from pirtti.people.models import User
from pirtti.people.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ASK, CODE, ME = "/fi/sign-in/", "/fi/sign-in/code/", "/fi/sign-in/me/"


def ask(client, email, **more):
    return client.post(ASK, {"email": email} | more)


def mailed_code():
    return re.search(r"^\s{4}(\S+)$", mail.outbox[-1].body, re.MULTILINE)[1]


def test_the_page_asks_for_an_address_and_never_for_a_password(client):
    page = client.get(ASK)

    assert page.status_code == 200
    assert b'name="email"' in page.content
    assert b'autocomplete="email"' in page.content
    assert b'type="password"' not in page.content


def test_a_worker_types_the_mailed_code_and_is_in(client):
    worker = UserFactory()

    asked = ask(client, worker.email)
    answer = client.post(CODE, {"code": mailed_code()})

    assert asked.url == CODE
    assert mail.outbox[-1].to == [worker.email]
    assert answer.url == "/fi/desk/"
    assert client.session["_auth_user_id"] == str(worker.pk)


def test_capitals_spaces_and_hyphens_do_not_matter(client):
    worker = UserFactory()
    ask(client, worker.email.upper())

    client.post(CODE, {"code": f" {mailed_code().lower().replace('-', ' ')} "})

    assert "_auth_user_id" in client.session


def test_the_session_gets_a_new_id_when_signing_in(client):
    ask(client, UserFactory().email)
    before = client.session.session_key

    client.post(CODE, {"code": mailed_code()})

    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_known_unknown_and_closed_addresses_get_the_same_answers(client, client_two):
    known, closed = UserFactory(), UserFactory(is_active=False)
    pages = []
    for number, email in enumerate(
        [known.email, "nobody@koivukyla.example", closed.email]
    ):
        visitor = [client, client_two, client_two][number]
        asked = ask(visitor, email)
        page = visitor.get(asked.url).content.decode()
        page = re.sub(r'value="\w{64}"', "", page).replace(email, "ADDRESS")
        pages.append((asked.status_code, asked.url, page))

    assert pages[0] == pages[1] == pages[2]
    assert len(mail.outbox) == 3
    assert "    " not in mail.outbox[1].body


def test_an_unknown_address_can_not_be_signed_in(client):
    ask(client, "nobody@koivukyla.example")

    client.post(CODE, {"code": ""})
    client.post(CODE, {"code": "AAAA"})

    assert "_auth_user_id" not in client.session
    assert not User.objects.exists()


def test_a_wrong_code_says_so_beside_the_field_and_three_are_the_end(client):
    ask(client, UserFactory().email)
    right = mailed_code()

    first = client.post(CODE, {"code": "wrong"})
    client.post(CODE, {"code": "wrong"})
    client.post(CODE, {"code": "wrong"})
    late = client.post(CODE, {"code": right})

    assert 'aria-invalid="true"' in first.content.decode()
    assert late.status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_code_is_too_old_after_ten_minutes(client):
    with time_machine.travel("2026-11-23T09:00:00+02:00", tick=False) as clock:
        ask(client, UserFactory().email)
        clock.shift(601)
        answer = client.post(CODE, {"code": mailed_code()})

    assert answer.url == ASK
    assert "_auth_user_id" not in client.session


def test_the_sixth_code_in_a_row_is_refused_with_a_sentence(client):
    worker = UserFactory()
    for _number in range(5):
        assert ask(client, worker.email).status_code == 302

    refused = ask(client, worker.email)

    assert refused.status_code == 200
    assert 'id="id_email_error"' in refused.content.decode()
    assert len(mail.outbox) == 5


def test_someone_elsewhere_can_not_lock_the_owner_out(client, client_two):
    worker = UserFactory()
    for _number in range(8):
        client.post(ASK, {"email": worker.email}, REMOTE_ADDR="198.51.100.7")

    answer = client_two.post(ASK, {"email": worker.email}, REMOTE_ADDR="203.0.113.5")

    assert answer.status_code == 302


def test_a_made_up_forwarding_header_opens_no_new_bucket(client):
    worker = UserFactory()
    for number in range(5):
        client.post(
            ASK,
            {"email": worker.email},
            headers={"x-forwarded-for": f"10.{number}.0.1"},
        )

    refused = client.post(
        ASK, {"email": worker.email}, headers={"x-forwarded-for": "10.9.0.1"}
    )

    assert refused.status_code == 200


@pytest.mark.parametrize(
    "email",
    [
        "",
        "not an address",
        "a" * 300 + "@b.example",
        "a@b.example\nBcc: c@d.example",
        "\x00@b.fi",
    ],
)
def test_what_is_no_address_is_said_beside_the_field(client, email):
    answer = ask(client, email)

    assert answer.status_code == 200
    assert 'id="id_email_error"' in answer.content.decode()
    assert not mail.outbox


def test_after_signing_in_one_goes_where_one_wanted_but_never_elsewhere(client):
    worker = UserFactory()
    ask(client, worker.email, next=ME)
    assert client.post(CODE, {"code": mailed_code(), "next": ME}).url == ME
    client.logout()

    ask(client, worker.email, next="https://evil.example/")
    answer = client.post(CODE, {"code": mailed_code(), "next": "https://evil.example/"})

    assert answer.url == "/fi/desk/"


def test_allauth_keeps_no_second_copy_of_the_address(client):
    ask(client, UserFactory().email)
    client.post(CODE, {"code": mailed_code()})

    assert not EmailAddress.objects.exists()


def test_a_mail_server_that_is_away_is_said_in_a_sentence(client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    ask(client, UserFactory().email)
    page = client.get(CODE)

    assert 'data-tone="bad"' in page.content.decode()


def test_signing_out_ends_the_session_on_the_server(client):
    client.force_login(UserFactory())
    key = client.session.session_key

    asked = client.get("/fi/sign-in/out/")
    client.post("/fi/sign-in/out/")

    assert asked.status_code == 200
    assert not Session.objects.filter(pk=key).exists()


def test_nobody_signs_up_and_no_other_page_of_allauth_exists(client):
    for path in ["signup/", "password/reset/", "email/", "reauthenticate/", "login/"]:
        assert client.get(f"/fi/sign-in/{path}").status_code == 404


def test_who_mistyped_the_address_may_type_it_again(client):
    worker = UserFactory()
    ask(client, "wroker@koivukyla.example")

    assert client.get(ASK).status_code == 200
    ask(client, worker.email)
    client.post(CODE, {"code": mailed_code()})

    assert client.session["_auth_user_id"] == str(worker.pk)


def test_who_is_signed_in_is_not_asked_again(client):
    client.force_login(UserFactory())

    assert client.get(ASK).url == "/fi/desk/"
