"""Opening a page changes nothing: crawlers, previews and mail scanners may open all."""

import pytest
from django.test import Client

from pirtti.network.rules import Role
from pirtti.network.tests.factories import RoleFactory
from pirtti.people.tests.factories import UserFactory
from tests.house import scene as scenes

pytestmark = pytest.mark.django_db

# That somebody opened the list of a group's families is written into the journal.
WRITTEN_DOWN = {"desk:my_families", "desk:my_families_print", "desk:my_family"}


@pytest.fixture
def scene(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with scenes.on_a_monday(with_photo=True) as scene:
        yield scene


def opened(client, addresses):
    """Open each address twice, and ask for its headers; return those that went wrong."""
    wrong = []
    for address in addresses:
        for ask in (client.get, client.head, client.get):
            answer = ask(address)
            b"".join(answer)
            if answer.status_code not in {200, 302}:
                wrong.append((address, answer.status_code))
    return wrong


def test_pages_for_everybody_change_nothing(scene):
    before = scenes.stored()

    assert opened(Client(), scene.addresses(also=scenes.is_open).values()) == []

    assert scenes.changed(before, scenes.stored()) == []


@pytest.mark.parametrize("held_at", ["place", "organisation", "area"])
def test_pages_of_the_desk_change_nothing(scene, held_at):
    user = UserFactory()
    for role in Role:
        RoleFactory(user=user, role=role, **{held_at: getattr(scene.own, held_at)})
    scenes.lead(scene.own, user)
    client = Client()
    client.force_login(user)
    before = scenes.stored()

    pages = {
        name: address
        for name, address in scene.addresses().items()
        if name not in WRITTEN_DOWN
    }
    wrong = opened(client, pages.values())

    assert scenes.changed(before, scenes.stored()) == []
    # An area's role is needed for adding places and organisations.
    assert {status for _address, status in wrong} <= {404}
    if held_at == "area":
        assert wrong == []


def test_the_comparison_sees_a_single_changed_word(scene):
    before = scenes.stored()

    scene.own.place.street = "Kahvilatie 1"
    scene.own.place.save(update_fields=["street"])

    assert scenes.changed(before, scenes.stored()) == ["network.Place"]
    assert {"network.Place", "people.JournalEntry", "visits.Tally"} <= before.keys()
    assert "network.Place_partners" in before
