"""A beginning group has a support person: three visits, advice without limit, a pair."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from pirtti.founding import actions
from pirtti.founding.models import LeaderInvite, SupportAsk, SupportVisit
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.rules import Role
from pirtti.network.tests.factories import user_with
from pirtti.people.tests.factories import UserFactory
from pirtti.post.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(hidden=True)


@pytest.fixture
def leader(group):
    return LeaderFactory(group=group).user


@pytest.fixture
def coordinator(group):
    return user_with(Role.COORDINATOR, at=group.activity.place)


def address(name, group):
    return reverse(f"desk:{name}", args=[group.pk])


def body(answer):
    return answer.content.decode()


def visit(**more):
    today = timezone.localdate()
    day = f"{today.day}.{today.month}.{today.year}"
    return {"on": day, "kind": "visit", "note": "Alku sujui"} | more


def test_a_leader_asks_and_the_coordinator_names_a_person(
    client, group, leader, coordinator
):
    client.force_login(leader)
    client.post(address("support_ask", group), {"words": "Alkuun pääsy"})
    helper = user_with(Role.WORKER, at=group.activity.place)

    client.force_login(coordinator)
    assert "Alkuun pääsy" in body(client.get(address("group_support", group)))
    assert reverse("desk:ideas") in body(client.get(reverse("desk:today")))
    client.post(address("support_give", group), {"person": helper.pk})

    group.refresh_from_db()
    assert group.support == helper
    assert not SupportAsk.objects.exists()
    assert Letter.objects.filter(kind="idea_support", to=helper.email).exists()


def test_asking_twice_is_one_ask(client, group, leader):
    client.force_login(leader)

    first = client.post(address("support_ask", group), {})
    second = client.post(address("support_ask", group), {})

    assert (first.status_code, second.status_code) == (302, 422)
    assert SupportAsk.objects.count() == 1


def test_a_leader_names_nobody_and_only_colleagues_can_be_named(
    client, group, leader, coordinator
):
    strange = UserFactory()
    client.force_login(leader)
    assert (
        client.post(address("support_give", group), {"person": leader.pk}).status_code
        == 404
    )

    client.force_login(coordinator)
    answer = client.post(address("support_give", group), {"person": strange.pk})

    group.refresh_from_db()
    assert answer.status_code == 422
    assert group.support is None


def test_there_are_three_visits_and_advice_from_afar_goes_on(client, group, leader):
    client.force_login(leader)
    there = address("support_visit", group)

    visits = [client.post(there, visit()).status_code for _each in range(4)]
    remote = [
        client.post(there, visit(kind="remote")).status_code for _each in range(4)
    ]

    assert visits == [302, 302, 302, 422]
    assert remote == [302] * 4
    kinds = list(SupportVisit.objects.values_list("kind", flat=True))
    assert (kinds.count("visit"), kinds.count("remote")) == (3, 4)
    assert "Alku sujui" in body(client.get(address("group_support", group)))


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": ""},
        {"on": "ylihuomenna"},
        {"kind": "party"},
        {"note": "x" * 201},
        {"note": "131052-308T"},
    ],
)
def test_wrong_input_notes_no_visit(client, group, leader, wrong):
    client.force_login(leader)

    answer = client.post(address("support_visit", group), visit(**wrong))

    assert answer.status_code == 422
    assert not SupportVisit.objects.exists()


def test_a_visit_to_come_is_noted_when_it_has_been(client, group, leader):
    later = timezone.localdate() + dt.timedelta(days=2)
    client.force_login(leader)

    answer = client.post(
        address("support_visit", group),
        visit(on=f"{later.day}.{later.month}.{later.year}"),
    )

    assert answer.status_code == 422


def test_the_support_person_opens_the_page_without_any_role(client, group):
    helper = UserFactory()
    client.force_login(helper)
    assert client.get(address("group_support", group)).status_code == 404

    actions.give_support(group, helper, by=None)

    assert client.get(address("group_support", group)).status_code == 200
    assert client.post(address("support_visit", group), visit()).status_code == 302
    assert client.post(address("pair_invite", group), {}).status_code == 404
    assert client.post(address("support_ask", group), {}).status_code == 404


def test_a_hidden_group_is_missing_for_everybody_else(client, group):
    client.force_login(
        user_with(Role.AREA_COORDINATOR, at=GroupFactory().activity.area)
    )

    missing = client.get(reverse("desk:group_support", args=[group.pk + 1000]))
    strange = client.get(address("group_support", group))

    assert (missing.status_code, strange.status_code) == (404, 404)
    for name in ("support_ask", "support_give", "support_visit", "pair_invite"):
        assert client.post(address(name, group), visit()).status_code == 404


def test_one_leader_alone_is_warned_and_a_pair_is_not(client, group, leader):
    client.force_login(leader)
    alone = body(client.get(address("group_support", group).replace("/fi/", "/en/")))
    LeaderFactory(group=group)
    pair = body(client.get(address("group_support", group).replace("/fi/", "/en/")))

    assert "One person leads alone" in alone
    assert "One person leads alone" not in pair


def test_a_second_leader_is_asked_once_and_never_who_leads_already(
    client, group, leader
):
    client.force_login(leader)
    there = address("pair_invite", group)
    asked = {"email": "pari@koti.example", "language": "sv"}

    answers = [
        client.post(there, asked),
        client.post(there, asked | {"email": "PARI@koti.example"}),
        client.post(there, asked | {"email": leader.email}),
        client.post(there, asked | {"email": "ei osoite"}),
    ]

    assert [answer.status_code for answer in answers] == [302, 422, 422, 422]
    assert LeaderInvite.objects.count() == 1
    letter = Letter.objects.get(kind="idea_lead_together")
    assert (letter.to, letter.language) == ("", "sv")
