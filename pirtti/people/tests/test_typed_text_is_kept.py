"""What was typed is not lost when the session or the form has ended meanwhile."""

import re
from html import unescape

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client, RequestFactory

from pirtti.core import kept
from pirtti.people import actions
from pirtti.people.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ME = "/en/sign-in/me/"
HERE = {"origin": "http://testserver"}
FIELD = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')
NAME = 'Anna "the <b>quick</b>" & co'


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-23T08:00:00+02:00", tick=False) as clock:
        yield clock


@pytest.fixture
def browser():
    """A browser whose forms must carry the safety word, as in life."""
    return Client(enforce_csrf_checks=True)


def page_of(answer):
    return answer.content.decode()


def hidden(answer):
    """Return what the form of a page would send, and where to."""
    page = page_of(answer)
    form = next(
        part
        for part in page.split("<form")[1:]
        if "Send again" in part.split("</form>")[0]
    ).split("</form>")[0]
    fields = QueryDict(mutable=True)
    for name, value in FIELD.findall(form):
        fields.appendlist(unescape(name), unescape(value))
    return re.search(r'action="([^"]*)"', form)[1], fields


def send(browser, address, fields):
    return browser.post(
        address,
        fields.urlencode(),
        content_type="application/x-www-form-urlencoded",
        headers=HERE,
    )


def sign_in(browser, user):
    """Sign in by a one-time link as a browser does; the safety word changes by it."""
    address = f"/en/sign-in/link/{actions.make_link(user, by=None)}/"
    word = re.search(
        r'csrfmiddlewaretoken" value="(\w+)"', page_of(browser.get(address))
    )[1]
    answer = browser.post(address, {"csrfmiddlewaretoken": word}, headers=HERE)
    assert answer.status_code == 302


def typed(browser, **fields):
    word = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page_of(browser.get(ME)))[1]
    found = QueryDict(mutable=True)
    found.update({"csrfmiddlewaretoken": word, "name": NAME, "language": "sv"})
    found.update(fields)
    return found


def test_a_form_sent_after_the_session_ended_goes_through_in_the_end(browser, clock):
    user = UserFactory()
    sign_in(browser, user)
    form = typed(browser)
    clock.shift(3 * 3600)

    late = send(browser, ME, form)

    assert late.status_code == 422
    assert 'target="_blank" rel="noopener"' in page_of(late)
    assert "no-store" in late["Cache-Control"]
    address, fields = hidden(late)
    assert (address, fields["name"], fields["language"]) == (ME, NAME, "sv")

    # Signed in again in another tab, which gives a new safety word.
    sign_in(browser, user)
    old_word = send(browser, address, fields)
    assert old_word.status_code == 403
    address, fields = hidden(old_word)
    assert send(browser, address, fields).status_code == 302

    user.refresh_from_db()
    assert (user.name, user.language) == (NAME, "sv")


def test_sending_again_before_signing_in_loses_nothing_either(browser, clock):
    sign_in(browser, UserFactory())
    form = typed(browser)
    clock.shift(3 * 3600)
    address, fields = hidden(send(browser, ME, form))

    again = send(browser, address, fields)

    assert again.status_code == 422
    assert hidden(again)[1]["name"] == NAME


def test_what_was_typed_is_escaped_and_many_values_of_a_name_stay(client):
    answer = client.post(
        ME + '?a="><script>', {"name": NAME, "on": ["a", "b"]}, headers=HERE
    )

    assert NAME not in page_of(answer)
    assert "<script>" not in page_of(answer)
    address, fields = hidden(answer)
    assert address.startswith(ME)
    assert fields.getlist("on") == ["a", "b"]


@pytest.mark.parametrize("word", ["", "a" * 64])
def test_a_form_without_a_right_safety_word_can_be_sent_again(browser, word):
    user = UserFactory()
    sign_in(browser, user)
    form = typed(browser, csrfmiddlewaretoken="")
    form["csrfmiddlewaretoken"] = word

    expired = send(browser, ME, form)

    assert expired.status_code == 403
    address, fields = hidden(expired)
    assert send(browser, address, fields).status_code == 302
    user.refresh_from_db()
    assert user.name == NAME


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "https://testserver"},
        {"origin": "null", "referer": "http://testserver/"},
        {"referer": "http://testserver.evil.example/"},
        {},
    ],
)
def test_a_form_of_another_site_is_never_given_back(browser, headers):
    sign_in(browser, UserFactory())

    answer = browser.post(ME, {"name": NAME}, headers=headers)

    assert answer.status_code == 403
    assert "quick" not in page_of(answer)
    assert "Send again" not in page_of(answer)


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"csrfmiddlewaretoken": "x"},
        {"email": "worker@koivukyla.example", "password": "x"},
        {"code": "ABC-DEF"},
        {f"field{number}": "" for number in range(kept.MOST_FIELDS + 1)},
        {"about": "ä" * (kept.MOST_BYTES // 2)},
    ],
    ids=["nothing", "safety word", "password", "code", "many", "long"],
)
def test_what_is_secret_empty_or_too_much_is_not_given_back(fields):
    request = RequestFactory().post(ME, fields, headers=HERE)

    assert kept.kept(request) is None


def test_a_long_text_is_kept():
    request = RequestFactory().post(ME, {"about": "a" * 90_000}, headers=HERE)

    assert kept.kept(request).fields == [("about", "a" * 90_000)]
