"""The leaders' page of a group's board: they write, hide and show; others get 404."""

import datetime as dt

import pytest
from django.utils import timezone

from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.desk.tests.pages import coordinator, text_of, url
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.meetings.actions import board as actions
from pirtti.meetings.models import BoardMessage, Rating
from pirtti.meetings.rooms import Member
from pirtti.people.tests.factories import UserFactory
from pirtti.signups.tests.factories import PartyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(hidden=True)


@pytest.fixture
def leader(client, group):
    found = LeaderFactory(group=group, alias="Meri")
    client.force_login(found.user)
    return found


def member(group, **more):
    return Member(PartyFactory(intake=group.activity.intake, **more), group)


def settle(client, group, message, do):
    return client.post(
        url("board_settle", group.pk), {"message": message.pk, "do": do}, follow=True
    )


def test_a_leader_writes_under_an_alias(client, group, leader):
    sent = client.post(
        url("board", group.pk), {"text": "Nähdään torstaina!", "key": "1"}, follow=True
    )

    seen = text_of(sent)
    assert "Nähdään torstaina!" in seen
    assert "Meri" in seen
    assert leader.user.email not in seen
    assert "no-store" in sent["Cache-Control"]


def test_nothing_typed_is_no_message(client, group, leader):
    sent = client.post(url("board", group.pk), {"text": " ", "key": "1"})

    assert sent.status_code == 422
    assert not BoardMessage.objects.exists()


def test_what_members_reported_stands_first_and_one_press_settles_it(
    client, group, leader
):
    message = actions.write(member(group, nickname="Koivu"), text="Ikävää", key="1")
    actions.report(member(group), message.pk, reason="hurtful")

    seen = text_of(client.get(url("board", group.pk)))
    assert "One family asked to look at it. It hurts somebody." in seen
    assert "Koivu" in seen

    own_page = text_of(client.get(url("my_group", group.pk)))
    assert "A member asked you to look at a message." in own_page
    hidden = text_of(settle(client, group, message, "hide"))
    assert "Somebody asked you" not in hidden
    assert "Show it again" in hidden
    message.refresh_from_db()
    assert message.hidden_by == leader.user
    settle(client, group, message, "show")
    message.refresh_from_db()
    assert message.hidden_at is None


def test_a_leader_takes_only_own_words_away(client, group, leader):
    theirs = actions.write(member(group), text="Hei", key="1")
    own = actions.write_as_leader(group, text="Moi", key="1", by=leader.user)

    settle(client, group, theirs, "remove")
    settle(client, group, own, "remove")

    assert list(BoardMessage.objects.all()) == [theirs]


def test_messages_of_another_group_are_out_of_reach(client, group, leader):
    other = GroupFactory()
    message = actions.write(member(other), text="Hei", key="1")

    assert settle(client, group, message, "hide").status_code == 404
    assert client.get(url("board", other.pk)).status_code == 404
    assert settle(client, other, message, "hide").status_code == 404
    message.refresh_from_db()
    assert message.hidden_at is None


def test_who_runs_groups_never_reads_a_board(client, group):
    coordinator(client, group.activity.place)

    assert client.get(url("board", group.pk)).status_code == 404


def test_a_former_leader_and_a_stranger_read_neither_board_nor_averages(client, group):
    past = timezone.localdate() - dt.timedelta(days=1)
    former = LeaderFactory(
        group=group, starts_on=past - dt.timedelta(days=9), ends_on=past
    )
    for user in (former.user, UserFactory()):
        client.force_login(user)
        assert client.get(url("board", group.pk)).status_code == 404
        assert client.get(url("ratings", group.pk)).status_code == 404


def rated(group, days, times):
    on = timezone.localdate() - dt.timedelta(days=days)
    date = OccurrenceFactory(activity=group.activity, on=on)
    for _time in range(times):
        Rating.objects.create(group=group, occurrence=date, welcome=9, said=6)


def test_leaders_see_averages_of_five_and_nothing_of_four(client, group, leader):
    rated(group, days=16, times=5)
    rated(group, days=9, times=4)

    seen = text_of(client.get(url("ratings", group.pk)))

    assert seen.count("9.0") == 2
    assert seen.count("Fewer than five answers") == 2 * 2 + 1


def test_while_members_can_answer_nothing_shows(client, group, leader):
    rated(group, days=1, times=8)

    seen = text_of(client.get(url("ratings", group.pk)))

    assert "Members can still answer." in seen
    assert "9.0" not in seen


def test_who_runs_groups_sees_averages_too(client, group):
    coordinator(client, group.activity.place)
    rated(group, days=16, times=5)

    assert "9.0" in text_of(client.get(url("ratings", group.pk)))
