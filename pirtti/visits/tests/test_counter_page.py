"""The counter's page, with and without JavaScript, and what its token does not open."""

import json
import re

import pytest
from django.urls import get_resolver, reverse
from django.utils import translation

from pirtti.network.rules import Role
from pirtti.network.tests.factories import user_with
from pirtti.visits import access, actions
from pirtti.visits.models import CountEvent, CountSheet
from pirtti.visits.tests import factories

pytestmark = pytest.mark.django_db


def button(page, category, step):
    """Return the value of a button as a browser would send it."""
    found = re.search(
        rf'value="({re.escape(category)}\|{step}\|[^"]+)"', page.content.decode()
    )
    return found[1]


def test_the_page_says_what_where_when_and_how_many(client):
    it = factories.gathering()
    factories.count(it, adults=12, children=17)

    words = client.get(factories.counter_url(it, "en")).content.decode()

    names = (str(it.activity.name), str(it.place.name))
    assert all(
        part in words for part in (*names, ">12<", ">17<", "12 adults, 17 children")
    )


def test_every_button_is_a_form_that_counts_once_when_pressed_twice(client):
    it = factories.gathering()
    press = {"tap": button(client.get(factories.counter_url(it)), "adults", 1)}

    first = client.post(factories.events_url(it), press)
    client.post(factories.events_url(it), press)

    assert first.status_code == 302
    assert first["Location"].startswith(factories.counter_url(it))
    assert factories.totals(it)["adults"] == 1


def test_the_last_press_is_undone_without_javascript(client):
    it = factories.gathering()
    page = client.get(factories.counter_url(it))
    page = client.post(
        factories.events_url(it), {"tap": button(page, "children", 1)}, follow=True
    )

    client.post(factories.events_url(it), {"undo": page.context["undo"]})

    assert factories.totals(it)["children"] == 0
    assert CountEvent.objects.count() == 2


def test_there_is_nothing_to_undo_below_zero(client):
    it = factories.gathering()

    page = client.get(factories.counter_url(it), {"last": "adults|1"})

    assert page.context["undo"] == ""


def test_done_thanks_and_counts_an_empty_date(client):
    it = factories.gathering()

    page = client.post(factories.events_url(it), {"done": "1"}, follow=True)

    assert CountSheet.objects.get().is_counted
    assert page.context["is_done"]


def test_did_not_take_place_is_one_press_and_taken_back_by_another(client):
    it = factories.gathering()

    page = client.post(factories.events_url(it), {"not_held": "1"}, follow=True)
    assert page.context["is_not_held"]
    page = client.post(factories.events_url(it), {"held": "1"}, follow=True)

    assert not page.context["is_not_held"]


def test_a_counted_date_is_not_marked_as_not_held(client):
    it = factories.gathering()
    factories.count(it, adults=1)

    answer = client.post(factories.events_url(it), {"not_held": "1"})

    assert answer.status_code == 409
    assert "not_held" not in client.get(factories.counter_url(it)).content.decode()


def test_a_phone_sends_a_bundle_and_hears_the_totals(client):
    it = factories.gathering()
    body = {
        "events": [factories.tap(), factories.tap("children"), factories.tap("dogs")]
    }

    answer = client.post(
        factories.events_url(it, "en"),
        json.dumps(body),
        content_type="application/json",
    )

    assert answer.json() == {
        "results": ["stored", "stored", "rejected:unknown_category"],
        "totals": {"adults": 1, "children": 1},
        "together": "All phones together: 1 adult, 1 child.",
    }


def test_the_page_asks_only_what_the_place_counts(client):
    it = factories.gathering()
    plain = client.get(factories.counter_url(it)).content.decode()
    actions.save_plan(
        it.place,
        method="estimate",
        counts_men=True,
        counts_age_bands=True,
        languages=["so"],
        by=None,
    )
    actions.add_category(it.place, key="dogs", name="Koirat", by=None)

    page = client.get(factories.counter_url(it))

    assert "<details" not in plain
    assert [line.category for line in page.context["lines"]] == [
        "adults",
        "children:0",
        "children:1-2",
        "children:3-6",
        "children:7",
        "first",
    ]
    assert [line.category for line in page.context["more"]] == [
        "men",
        "own:dogs",
        "language:so",
    ]
    assert page.context["method"] == "estimate"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_page_opens_in_every_language(client, language):
    it = factories.gathering()
    with translation.override(language):
        address = reverse("visits:counter", args=[access.token_for(it)])

    assert client.get(address).status_code == 200
    assert client.get(f"/{language}/count/sw.js")["Content-Type"].startswith(
        "text/javascript"
    )


def test_counting_needs_no_cookie_and_leaves_none(client):
    it = factories.gathering()

    page = client.get(factories.counter_url(it))
    client.post(factories.events_url(it), {"tap": button(page, "adults", 1)})

    assert not client.cookies


def test_no_name_of_a_signed_in_colleague_stands_on_a_page_that_a_phone_keeps(client):
    it = factories.gathering()
    leader = user_with(Role.LEADER, at=it.place)
    client.force_login(leader)

    words = client.get(factories.counter_url(it)).content.decode()

    assert leader.name not in words
    assert leader.email not in words
    assert "csrfmiddlewaretoken" not in words


def test_the_worker_keeps_counters_and_their_files_only(client):
    words = client.get("/fi/count/sw.js").content.decode()

    assert 'const COUNTERS = "/fi/count/at/";' in words
    assert "desk" not in words.replace("no desk", "")


def test_a_token_opens_two_addresses_and_no_desk(client):
    """Put the token where any address takes a value: only its two pages know it."""
    it = factories.gathering()
    token = access.token_for(it)
    opened = {
        str(name)
        for name, routes in _routes()
        for route in routes
        if "token" in route and client.get(_fill(route, token)).status_code == 200
    }

    assert opened == {"visits:counter"}
    assert client.get(factories.events_url(it)).status_code == 405
    for address in ("/fi/desk/", f"/fi/desk/{token}/", f"/fi/count/{token}/"):
        assert client.get(address).status_code in {302, 404}
    assert not client.cookies


def _routes(resolver=None, prefix="/", namespace=""):
    """Walk every address of the installation."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = prefix + str(entry.pattern)
        if hasattr(entry, "url_patterns"):
            inside = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from _routes(entry, route, inside)
        else:
            yield f"{namespace}{entry.name}", [route]


def _fill(route, token):
    plain = re.sub(r"[\^$\\]|\?P", "", route)
    return re.sub(r"<[^>]*token>", token, plain).replace("//", "/")
