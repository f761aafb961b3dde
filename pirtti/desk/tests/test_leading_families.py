"""The list of families: for leaders only, freshly signed in, and written down."""

import time

import pytest
from django.urls import reverse

from pirtti.desk import words as desk_words
from pirtti.desk.tests import leading_scene
from pirtti.desk.tests.pages import text_of, url
from pirtti.groups import actions as groups
from pirtti.meetings.queries import leading_families as queries
from pirtti.people.models import JournalEntry
from pirtti.signups.models import Party

pytestmark = pytest.mark.django_db


@pytest.fixture
def led(client):
    found = leading_scene.led_group(hidden=True)
    client.force_login(found.user)
    return found


def decide(client, led, party, what):
    return client.post(url("my_family_decide", led.group.pk, party.pk), {"do": what})


def test_the_list_shows_nicknames_and_needs_and_no_contact(client, led):
    led.family(
        "Pihlaja", contact="pihlaja@koti.example", needs=["nuts"], children=2, ages=[8]
    )

    page = text_of(client.get(url("my_families", led.group.pk)))

    assert "Pihlaja" in page
    assert "Allergy: nuts" in page
    assert "1 adult, 2 children (8 mo)" in page
    assert "pihlaja@koti.example" not in page


def test_who_waits_for_a_call_stands_first(client, led):
    led.family("Mänty")
    led.family("Jono", state="waiting")
    led.family("Kysyjä", state="asked")
    led.family("Soitto", state="held", by_phone=True, contact="0401234567")
    led.family("Hiljainen", state="held")
    led.family("Poissa", state="gone")

    page = text_of(client.get(url("my_families", led.group.pk)))

    names = ["Soitto", "Kysyjä", "Mänty", "Jono", "Hiljainen"]
    places = [page.index(name) for name in names]
    assert places == sorted(places)
    assert "Poissa" not in page
    assert "Waits for your call" in page


def test_a_second_press_shows_the_contact(client, led):
    party = led.family("Pihlaja", contact="pihlaja@koti.example")

    page = text_of(client.get(url("my_family", led.group.pk, party.pk)))

    assert "mailto:pihlaja@koti.example" in page


def test_each_opening_is_written_down_without_a_familys_words(client, led):
    party = led.family("Pihlaja", contact="pihlaja@koti.example", needs=["nuts"])

    client.get(url("my_families", led.group.pk))
    client.get(url("my_families_print", led.group.pk))
    client.get(url("my_family", led.group.pk, party.pk))

    lines = JournalEntry.objects.filter(verb__startswith="groups.").order_by("pk")
    assert [line.verb for line in lines] == [
        "groups.list_opened",
        "groups.list_opened",
        "groups.contact_opened",
    ]
    assert {line.by for line in lines} == {led.user}
    told = str([line.details for line in lines])
    assert not any(word in told for word in ("Pihlaja", "koti.example", "nuts"))


def test_at_most_fifty_stand_on_a_page(client, led):
    led.intake.capacity = 100
    led.intake.save()
    for number in range(queries.PAGE + 2):
        led.family(f"Käpy {number:03}")

    first = text_of(client.get(url("my_families", led.group.pk)))
    second = text_of(client.get(url("my_families", led.group.pk), {"page": "2"}))

    assert first.count("Käpy ") == queries.PAGE
    assert "Page 1 of 2" in first
    assert second.count("Käpy ") == 2
    for wrong in ("0", "-1", "x", "99"):
        answer = client.get(url("my_families", led.group.pk), {"page": wrong})
        assert answer.status_code == 200


def test_the_list_to_print_has_only_those_who_are_in_and_no_contacts(client, led):
    led.family("Pihlaja", contact="pihlaja@koti.example")
    led.family("Jono", state="waiting")

    page = text_of(client.get(url("my_families_print", led.group.pk)))

    assert "Pihlaja" in page
    assert "Jono" not in page
    assert "@koti.example" not in page
    assert "mailto:" not in page


def test_nobody_keeps_the_list(client, led):
    party = led.family()

    for name, *args in (("my_families",), ("my_family", party.pk)):
        said = client.get(url(name, led.group.pk, *args))
        assert "no-store" in said["Cache-Control"]
        assert "noindex" in said["X-Robots-Tag"]


@pytest.mark.parametrize("name", ["my_families", "my_families_print"])
def test_an_old_sign_in_is_asked_for_anew(client, led, name):
    client.get(url("my_groups"))
    session = client.session
    session["season"] = True
    session["signed_in_at"] = time.time() - 12 * 3600
    session["seen_at"] = time.time()
    session.save()
    address = url(name, led.group.pk)

    answer = client.get(address)

    assert answer["Location"].startswith(reverse("people:sign_in"))
    assert address in answer["Location"]
    assert not JournalEntry.objects.filter(verb="groups.list_opened").exists()
    assert client.get(url("my_groups")).status_code == 302


def test_a_family_that_asked_is_let_in(client, led):
    party = led.family(state="asked")

    answer = decide(client, led, party, "approve")

    party.refresh_from_db()
    assert answer["Location"] == url("my_families", led.group.pk)
    assert party.state == Party.State.IN


def test_a_family_that_was_called_is_let_in(client, led):
    party = led.family(state="held", by_phone=True, contact="0401234567")
    page = text_of(client.get(url("my_family", led.group.pk, party.pk)))

    decide(client, led, party, "approve")

    party.refresh_from_db()
    assert "tel:0401234567" in page
    assert party.state == Party.State.IN


@pytest.mark.parametrize(
    ("what", "state"), [("decline", "asked"), ("remove", "in")], ids=["no", "out"]
)
def test_a_family_is_declined_or_taken_out(client, led, what, state):
    party = led.family(state=state)

    decide(client, led, party, what)

    led.intake.refresh_from_db()
    party.refresh_from_db()
    assert party.state == Party.State.GONE
    assert led.intake.taken == 0
    page = text_of(client.get(url("my_families", led.group.pk)))
    assert "No families yet." in page


@pytest.mark.parametrize("what", ["", "x", "erase", "approve\x00"])
def test_an_unknown_decision_changes_nothing(client, led, what):
    party = led.family(state="asked")

    decide(client, led, party, what)

    party.refresh_from_db()
    assert party.state == Party.State.ASKED


def test_approving_who_is_in_already_is_said_kindly(client, led):
    party = led.family()

    answer = decide(client, led, party, "approve")

    page = text_of(client.get(answer["Location"]))
    assert "does not wait for an answer any more" in page


def test_two_families_tasks_are_told_apart_without_a_name(client, led):
    for nickname, children in (("Pihlaja", 2), ("Vaahtera", 3)):
        family = led.family(nickname, needs=["child_care"], children=children)
        groups.needs_to_tasks(family)

    page = text_of(client.get(url("my_group", led.group.pk)))
    tasks = page.split("To be done")[1].split("</ul>")[0]

    assert "2 children · " in tasks
    assert "3 children · " in tasks
    assert tasks.count(desk_words.when(led.next)) == 2
    assert "Pihlaja" not in tasks
