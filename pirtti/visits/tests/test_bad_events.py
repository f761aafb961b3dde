"""Whatever is sent to a counter, the answer is a sentence and never an error page."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pirtti.visits import rules
from pirtti.visits.models import CountEvent
from pirtti.visits.tests import factories
from pirtti.visits.tests.factories import tap

pytestmark = pytest.mark.django_db

# Written out, as the names of tests must be the same in every process.
UID = "6b1f9e2c-3a4d-4c5e-8f60-718293a4b5c6"
BODIES = [
    b" ",
    b"{",
    b"null",
    b"[]",
    b"1",
    b'"x"',
    b"NaN",
    b"\xff\xfe",
    b"\x00",
    b"{}",
    b'{"events": null}',
    b'{"events": {}}',
    b'{"events": "x"}',
    b"[" * 100_000,
    b'{"events": ' + b"9" * 5000 + b"}",
]


def post(client, it, body, content_type="application/json"):
    return client.post(factories.events_url(it), body, content_type=content_type)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: str(body[:12]))
def test_a_broken_body_gets_a_sentence(client, body):
    answer = post(client, factories.gathering(), body)

    assert answer.status_code == 400
    assert answer.json()["error"]


BAD = [
    {"uid": "not-a-uuid"},
    {"uid": "00000000-0000-0000-0000-000000000000"},
    {"uid": "12345678-1234-1234-8234-123456789012"},
    {"uid": None},
    {"uid": "{" + UID + "}"},
    {"uid": ["x"]},
    {"step": 0},
    {"step": 201},
    {"step": -201},
    {"step": 1.5},
    {"step": True},
    {"step": "1"},
    {"step": 10**400},
    {"step": None},
    {"seq": -1},
    {"seq": 2**31},
    {"seq": "0"},
    {"phone": "x" * 17},
    {"phone": "Äiti"},
    {"phone": 5},
    {"category": None},
    {"category": 3},
]


@pytest.mark.parametrize("change", BAD, ids=lambda change: str(change)[:24])
def test_a_bad_tap_is_rejected_and_its_neighbour_is_stored(client, change):
    it = factories.gathering()

    answer = post(client, it, json.dumps({"events": [tap() | change, tap()]}))

    assert answer.json()["results"] == ["rejected:bad_event", "stored"]


@pytest.mark.parametrize(
    "category",
    [
        "",
        "dogs",
        "adults ",
        "Adults",
        "own:",
        "own:x",
        "language:xx",
        "x" * 10_000,
        "adults\x00",
        "\ud800",
        "🙂",
        "children:99",
        "__class__",
    ],
    ids=lambda category: ascii(category)[:24],
)
def test_what_is_not_counted_here_is_rejected(client, category):
    it = factories.gathering()

    answer = post(client, it, json.dumps({"events": [tap(category)]}))

    assert answer.status_code == 200
    assert answer.json()["results"] == ["rejected:unknown_category"]
    assert not CountEvent.objects.exists()


def test_too_many_taps_are_refused_with_a_sentence(client):
    it = factories.gathering()

    answer = post(client, it, json.dumps({"events": [tap() for _ in range(201)]}))

    assert (answer.status_code, answer.json()["reason"]) == (400, "too_many_events")


def test_a_body_too_large_for_any_counter_is_refused(client):
    it = factories.gathering()

    answer = post(client, it, b'{"events": [' + b" " * 200_000 + b"]}")

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"tap": ""},
        {"tap": "adults"},
        {"tap": "adults|1"},
        {"tap": "adults|2|x"},
        {"tap": "adults|1|x"},
        {"tap": "dogs|1|" + UID},
        {"tap": "|".join("x" * 50)},
        {"undo": ""},
        {"undo": "x" * 10_000},
        {"tap": "a\x00|1|" + UID},
        {"name": "1"},
    ],
    ids=lambda form: str(form)[:24],
)
def test_a_bad_form_gets_a_page_with_a_sentence(client, form):
    answer = client.post(factories.events_url(factories.gathering()), form)

    assert answer.status_code == 400
    assert answer.context["sentence"]
    assert not CountEvent.objects.exists()


@pytest.mark.parametrize(
    "content_type", ["text/plain", "application/xml", "multipart/form-data"]
)
def test_another_kind_of_body_is_no_tap(client, content_type):
    answer = post(client, factories.gathering(), b"<x/>", content_type)

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "query", ["last=", "last=x", "last=adults|9", "done", "last=%00|1", "x=1"]
)
def test_odd_addresses_of_the_counter_show_the_counter(client, query):
    it = factories.gathering()

    assert client.get(f"{factories.counter_url(it)}?{query}").status_code == 200


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
    ),
    max_leaves=6,
)
NEARLY = st.fixed_dictionaries(
    {}, optional=dict.fromkeys(("uid", "category", "step", "phone", "seq"), ANYTHING)
)


@given(raw=ANYTHING | NEARLY)
def test_reading_anything_gives_a_tap_or_nothing(raw):
    event = rules.read_event(raw)

    assert event is None or 0 < abs(event.step) <= rules.LARGEST_STEP


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(events=st.lists(ANYTHING | NEARLY, max_size=4))
def test_sending_anything_is_answered_one_by_one(client, events):
    it = factories.gathering()

    answer = post(client, it, json.dumps({"events": events}))

    assert answer.status_code == 200
    assert len(answer.json()["results"]) == len(events)
