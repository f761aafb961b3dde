"""Who runs a group reads no split of a few families; its leader reads all."""

import pytest

from pirtti.desk.queries import groups as queries
from pirtti.desk.tests.pages import coordinator, in_days, url
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.tests.factories import PlaceFactory
from pirtti.signups.models import Intake
from pirtti.signups.tests.factories import PartyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    found = GroupFactory(
        activity__place=PlaceFactory(), state="recruiting", decision_on=in_days(3)
    )
    LeaderFactory(group=found)
    return found


def families(group, number):
    for _time in range(number):
        PartyFactory(intake=group.activity.intake, adults=1, children=7)


def values(page):
    return page.content.decode().count('class="stat-value"')


def test_adults_and_children_of_a_few_families_are_for_their_leader(client, group):
    families(group, 4)
    coordinator(client, group.activity.place)
    few = values(client.get(url("group_decision", group.pk)))

    families(group, 1)
    enough = values(client.get(url("group_decision", group.pk)))
    assert (few, enough) == (2, 4)


def test_the_leader_reads_them_from_the_first_family_on(client, group):
    families(group, 1)
    client.force_login(group.leaders.get().user)

    assert values(client.get(url("group_decision", group.pk))) == 4


@pytest.mark.parametrize(
    ("tally", "shown"),
    [
        # Beside "3 families are in" one hidden way would tell itself.
        ({"heard:clinic": 3}, []),
        ({"heard:clinic": 2, "heard:friend": 2}, []),
        ({"heard:clinic": 6, "heard:friend": 2}, ["..", ".."]),
        ({"heard:clinic": 6}, ["6"]),
    ],
)
def test_ways_are_told_only_when_the_number_of_families_gives_none_away(tally, shown):
    ways = queries._channels(Intake(tally=tally))

    assert [str(number) for _way, number in ways] == shown
