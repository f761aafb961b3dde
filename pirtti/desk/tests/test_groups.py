"""Those who run groups see states, steps and numbers; never a family."""

import pytest

from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.desk.tests.pages import coordinator, in_days, sign_in, text_of, url
from pirtti.groups import actions, queries
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.rules import Role
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.signups.tests.factories import PartyFactory

pytestmark = pytest.mark.django_db
CANARY = "Kanariakäpy"


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def group(place):
    group = GroupFactory(activity__place=place, activity__name=text("Tupa", en="Tupa"))
    LeaderFactory(group=group, alias="Vetäjä Veera")
    return group


def test_the_list_tells_where_groups_stand_in_numbers(client, place, group):
    PartyFactory.create_batch(3, intake=queries.intake_of(group), nickname=CANARY)
    PartyFactory(intake=queries.intake_of(group), state="waiting", nickname=CANARY)
    coordinator(client, place)

    page = text_of(client.get(url("groups")))

    assert "Tupa" in page
    assert "Families in: 3 · waiting: 1 · free seats: 7" in page
    assert "Only one leader" in page
    assert "No dates to come" in page
    assert CANARY not in page


def test_the_days_to_the_decision_are_counted(client, place, group):
    group.state, group.decision_on = "recruiting", in_days(3)
    group.save()
    coordinator(client, place)

    assert "It is decided in 3 days." in text_of(client.get(url("groups")))


def test_ended_groups_stand_on_a_list_of_their_own(client, place, group):
    group.state = "ended"
    group.save()
    coordinator(client, place)

    assert "Tupa" not in text_of(client.get(url("groups")))
    assert "Tupa" in text_of(client.get(url("groups"), {"show": "over"}))


@pytest.mark.parametrize("number", ["2", "-1", "٣", "9" * 30, "x"])
def test_any_page_number_is_answered(client, place, group, number):
    coordinator(client, place)

    assert client.get(url("groups"), {"page": number}).status_code == 200


def test_only_who_runs_groups_sees_the_list(client, place, group):
    sign_in(client, Role.WORKER, at=place)

    assert client.get(url("groups")).status_code == 404
    assert client.get(url("group", group.pk)).status_code == 404


def test_a_group_of_another_place_is_404_like_a_missing_one(client, place, group):
    coordinator(client, PlaceFactory())
    pages = ["group", "group_settings", "group_decision", "group_dates"]

    for name in pages:
        assert client.get(url(name, group.pk)).status_code == 404
        assert client.get(url(name, 987654)).status_code == 404
    assert client.post(url("group_end", group.pk)).status_code == 404
    group.refresh_from_db()
    assert group.state == "running"


def test_a_hidden_group_is_reached_by_who_runs_it_and_nobody_else(client, place):
    hidden = GroupFactory(hidden=True, activity__place=place)
    coordinator(client, place)
    assert client.get(url("group", hidden.pk)).status_code == 200
    assert client.get(url("activity", hidden.activity_id)).status_code == 404

    coordinator(client, PlaceFactory())
    assert client.get(url("group", hidden.pk)).status_code == 404


def test_the_page_of_a_group_tells_no_family(client, place, group):
    group.activity.intake.needs = ["interpreter"]
    party = PartyFactory(
        intake=queries.intake_of(group),
        nickname=CANARY,
        contact="kanaria@koti.example",
        needs=["interpreter"],
        interpreter="ar",
    )
    actions.needs_to_tasks(party)
    coordinator(client, place)

    answer = client.get(url("group", group.pk))
    page = text_of(answer)

    assert "families are in" in page
    assert "Vetäjä Veera" in page
    assert "Open group" in page
    assert "An interpreter" in page
    assert "A family needs it" in page
    assert CANARY not in page
    assert "kanaria@" not in page
    assert group.leaders.get().user.email not in page
    assert "no-store" in answer["Cache-Control"]


def test_a_list_of_groups_asks_the_database_the_same_however_many(
    client, place, group, django_assert_max_num_queries
):
    for _number in range(8):
        other = GroupFactory(activity__place=place)
        LeaderFactory(group=other)
        PartyFactory(intake=queries.intake_of(other))
        OccurrenceFactory(activity=other.activity, on=in_days(3))
    coordinator(client, place)
    client.get(url("groups"))

    with django_assert_max_num_queries(16):
        client.get(url("groups"))
