"""What a group needs is written down, done and opened again."""

import pytest

from pirtti.desk.tests.pages import coordinator, text_of, url
from pirtti.groups.models import Task
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


def test_tasks_are_written_down_done_and_opened_again(client, place, group):
    coordinator(client, place)
    leader = group.leaders.get()
    client.post(
        url("group_task_new", group.pk),
        {"what": "room", "note": "Avain", "leader": leader.pk, "due_on": "1.1.2020"},
    )
    task = Task.objects.get()
    assert task.owner == leader.user
    page = text_of(client.get(url("group", group.pk)))
    assert "Late" in page
    assert "A task is late" in page

    client.post(url("group_task_done", group.pk, task.pk))
    task.refresh_from_db()
    assert task.done_at is not None

    client.post(url("group_task_done", group.pk, task.pk), {"reopen": "1"})
    task.refresh_from_db()
    assert task.done_at is None


def test_a_task_without_a_kind_is_not_written_down(client, place, group):
    coordinator(client, place)

    answer = client.post(
        url("group_task_new", group.pk), {"what": "", "note": "131052-308T"}
    )

    assert answer.status_code == 422
    assert not Task.objects.exists()
