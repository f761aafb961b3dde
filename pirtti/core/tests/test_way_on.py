"""The address of a button, opened as a page, is no dead end."""

import pytest

from pirtti.people.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_opening_a_buttons_address_shows_a_page_with_a_way_on(client):
    client.force_login(UserFactory())

    answer = client.get("/fi/desk/activities/1/publish/")

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert 'class="page-title"' in answer.content.decode()
    assert 'href="/"' in answer.content.decode()
