"""Leaders of a group are named, and their part ends, but never the last one's."""

import pytest
from django.utils import timezone

from pirtti.desk.tests.pages import coordinator, in_days, text_of, typed, url
from pirtti.groups import queries
from pirtti.groups.models import Leader
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.people.models import User
from pirtti.post.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def group(place):
    group = GroupFactory(activity__place=place, activity__name=text("Tupa", en="Tupa"))
    LeaderFactory(group=group, alias="Vetäjä Veera")
    return group


def test_a_leader_is_added_by_an_address_and_gets_an_account(client, place, group):
    coordinator(client, place)

    client.post(
        url("group_leader_new", group.pk),
        {
            "email": "Uusi@koti.example",
            "alias": "Sisu",
            "part": "leader",
            "language": "sv",
            "ends_on": typed(in_days(60)),
        },
    )

    leader = Leader.objects.get(alias="Sisu")
    assert leader.user.email == "uusi@koti.example"
    assert leader.user.language == "sv"
    assert leader.ends_on == in_days(60)
    assert Letter.objects.filter(kind="group_welcome").count() == 1
    assert leader.user.roles.count() == 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "x"},
        {"ends_on": "1.1.2020"},
        {"alias": " "},
        {"alias": "131052-308T"},
        {"ends_on": ""},
    ],
)
def test_a_wrong_leader_makes_no_account(client, place, group, wrong):
    coordinator(client, place)
    accounts = User.objects.count()
    sent = {
        "email": "uusi@koti.example",
        "alias": "Sisu",
        "part": "leader",
        "language": "fi",
        "ends_on": typed(in_days(60)),
    }

    answer = client.post(url("group_leader_new", group.pk), sent | wrong)

    assert answer.status_code == 422
    assert User.objects.count() == accounts
    assert group.leaders.count() == 1


def test_a_leader_s_part_ends_but_not_the_last_one(client, place, group):
    last = group.leaders.get()
    other = LeaderFactory(group=group)
    coordinator(client, place)

    client.post(url("group_leader_end", group.pk, other.pk))
    answer = client.post(url("group_leader_end", group.pk, last.pk))

    assert not queries.leaders(group, today=timezone.localdate()).filter(pk=other.pk)
    assert answer.status_code == 422
    assert "Name another leader first" in text_of(answer)
    assert client.post(url("group_leader_end", group.pk, 9999)).status_code == 404


def test_a_leader_of_another_group_is_not_ended_here(client, place, group):
    foreign = LeaderFactory()
    coordinator(client, place)

    assert client.post(url("group_leader_end", group.pk, foreign.pk)).status_code == 404


def test_a_leader_without_any_role_has_no_page_of_coordinators(client, group):
    client.force_login(group.leaders.get().user)

    assert client.get(url("groups")).status_code == 404
    assert client.get(url("group", group.pk)).status_code == 404
    assert client.get(url("group_settings", group.pk)).status_code == 404
    assert client.get(url("group_decision", group.pk)).status_code == 200
