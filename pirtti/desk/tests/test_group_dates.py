"""Dates of a group are added on its own page."""

import pytest

from pirtti.desk.tests.pages import coordinator, in_days, typed, url
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.tests.factories import PlaceFactory, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return PlaceFactory()


@pytest.fixture
def group(place):
    group = GroupFactory(activity__place=place, activity__name=text("Tupa", en="Tupa"))
    LeaderFactory(group=group, alias="Vetäjä Veera")
    return group


def test_a_rhythm_without_dates_is_refused(client, place, group):
    coordinator(client, place)
    answer = client.post(
        url("group_dates", group.pk),
        {
            "day": typed(in_days(7)),
            "starts_at": "18",
            "ends_at": "17",
            "rhythm": "weekly",
        },
    )

    assert answer.status_code == 422
    assert not group.activity.occurrences.exists()


def test_dates_of_a_hidden_group_are_added_here(client, place):
    hidden = GroupFactory(hidden=True, activity__place=place)
    coordinator(client, place)

    sent = {
        "day": typed(in_days(7)),
        "starts_at": "17",
        "ends_at": "18.30",
        "rhythm": "weekly",
        "until": typed(in_days(21)),
    }
    for _press in range(2):
        client.post(url("group_dates", hidden.pk), sent)

    assert hidden.activity.occurrences.count() == 3
    assert not hidden.activity.occurrences.filter(is_public=True).exists()
