"""An activity becomes a group by its settings, with its sign-up."""

import pytest

from pirtti.calendar.models import Activity
from pirtti.calendar.tests.factories import ActivityFactory
from pirtti.desk.tests.pages import coordinator, in_days, text_of, typed, url
from pirtti.groups import queries
from pirtti.groups.models import Group
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.tests.factories import PlaceFactory, text
from pirtti.signups.models import Intake
from pirtti.signups.tests.factories import PartyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def group(place):
    group = GroupFactory(activity__place=place, activity__name=text("Tupa", en="Tupa"))
    LeaderFactory(group=group, alias="Vetäjä Veera")
    return group


def settings(**changed):
    """What the settings form sends."""
    return {
        "audience": "everyone",
        "joining": "rolling",
        "entry": "sign_up",
        "leadership": "pair",
        "meets": "on_site",
        "listing": "public",
        "category": "fathers",
        "started_by": ["clinic", "parents"],
        "has_board": "on",
        "ends_on": typed(in_days(90)),
        "counts": "families",
        "capacity": "12",
        "minimum": "4",
        "most_adults": "2",
        "most_children": "5",
        "needs": ["interpreter", "child_care"],
        "when_full": "offers",
    } | changed


def test_an_activity_becomes_a_group_with_its_sign_up(client, place):
    activity = ActivityFactory(place=place)
    coordinator(client, place)
    assert url("group_new", activity.pk) in text_of(
        client.get(url("activity", activity.pk))
    )

    answer = client.post(url("group_new", activity.pk), settings())

    group = Group.objects.get(activity=activity)
    assert answer.status_code == 302
    assert answer["Location"].endswith(url("group", group.pk))
    assert (group.category, group.started_by) == ("fathers", ["clinic", "parents"])
    intake = queries.intake_of(group)
    assert (intake.capacity, intake.minimum) == (12, 4)
    assert set(intake.needs) == {"child_care", "interpreter"}
    assert intake.ends_on == in_days(90)
    assert url("group", group.pk) in text_of(client.get(url("activity", activity.pk)))


def test_a_targeted_group_hides_the_activity_at_once(client, place):
    activity = ActivityFactory(place=place)
    coordinator(client, place)

    client.post(
        url("group_new", activity.pk),
        settings(audience="targeted", entry="invitation", listing="unlisted"),
    )

    activity = Activity.objects.get(pk=activity.pk)
    intake = Intake.objects.get(activity=activity)
    assert not activity.is_published
    assert not activity.is_listed
    assert intake.is_discreet
    assert intake.needs_invitation


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"audience": "targeted"}, "A targeted group is never listed"),
        ({"capacity": "2"}, "at least"),
        ({"capacity": "0"}, "from 1 to"),
        ({"ends_on": "31.13."}, "day"),
        ({"audience": "everybody"}, "Choose"),
        ({"opens_on": "2.1.2027", "closes_on": "1.1.2027"}, "sign"),
    ],
)
def test_settings_that_can_not_be_are_told_and_kept(client, place, wrong, said):
    activity = ActivityFactory(place=place)
    coordinator(client, place)

    answer = client.post(url("group_new", activity.pk), settings(**wrong))

    assert answer.status_code == 422
    assert said.lower() in text_of(answer).lower()
    assert not Group.objects.exists()
    assert not Intake.objects.exists()


def test_settings_are_changed(client, place, group):
    coordinator(client, place)
    assert client.get(url("group_settings", group.pk)).status_code == 200

    client.post(
        url("group_settings", group.pk), settings(joining="closed", capacity="8")
    )

    group.refresh_from_db()
    assert group.joining == "closed"
    assert queries.intake_of(group).capacity == 8


def test_seats_that_are_taken_can_not_be_given_up(client, place, group):
    PartyFactory.create_batch(3, intake=queries.intake_of(group))
    coordinator(client, place)

    answer = client.post(
        url("group_settings", group.pk), settings(capacity="2", minimum="0")
    )

    assert answer.status_code == 422
    assert queries.intake_of(group).capacity == 10


def test_where_one_just_comes_there_is_no_sign_up(client, place):
    activity = ActivityFactory(place=place)
    coordinator(client, place)

    client.post(url("group_new", activity.pk), settings(entry="walk_in"))

    assert Group.objects.get(activity=activity)
    assert not Intake.objects.exists()
