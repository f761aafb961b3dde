"""A session ends after 12 hours, or when nothing is done for two."""

import pytest
import time_machine

from pirtti.people.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ME = "/fi/sign-in/me/"
HOUR = 3600


@pytest.fixture
def clock():
    with time_machine.travel("2026-11-23T08:00:00+02:00", tick=False) as clock:
        yield clock


def test_two_idle_hours_are_the_end(client, clock):
    client.force_login(UserFactory())
    client.get(ME)
    clock.shift(2 * HOUR - 1)
    assert client.get(ME).status_code == 200
    clock.shift(2 * HOUR)

    answer = client.get(ME)

    assert answer.status_code == 302
    assert "_auth_user_id" not in client.session


def test_twelve_hours_are_the_end_also_for_the_busy(client, clock):
    client.force_login(UserFactory())
    for _number in range(12):
        assert client.get(ME).status_code == 200
        clock.shift(HOUR)

    assert client.get(ME).status_code == 302


def test_being_here_is_written_down_every_ten_minutes_at_most(client, clock):
    client.force_login(UserFactory())
    client.get(ME)
    first = client.session["seen_at"]
    clock.shift(599)
    client.get(ME)
    assert client.session["seen_at"] == first
    clock.shift(1)
    client.get(ME)

    assert client.session["seen_at"] == first + 600


def test_what_was_sent_too_late_leads_back_to_its_page_after_signing_in(client):
    page = "http://testserver/fi/desk/activities/1/"

    answer = client.post("/fi/desk/activities/1/publish/", headers={"referer": page})
    stray = client.post(
        "/fi/desk/activities/1/publish/", headers={"referer": "https://evil.example/x"}
    )

    assert answer["Location"] == "/fi/sign-in/?next=/fi/desk/activities/1/"
    assert stray["Location"] == "/fi/sign-in/?next=/"
