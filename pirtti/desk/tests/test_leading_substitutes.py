"""Standing in: the pair and the pool are asked, the first who says yes comes."""

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.calendar.tests.factories import ActivityFactory, OccurrenceFactory
from pirtti.desk import group_actions
from pirtti.desk.tests import leading_scene
from pirtti.desk.tests.pages import in_days, text_of, typed, url
from pirtti.founding import actions as founding
from pirtti.founding.models import LeaderInvite
from pirtti.groups import access
from pirtti.groups.models import Group, Leader
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.meetings import actions
from pirtti.meetings.models import PoolMember, SubstituteRequest
from pirtti.network.rules import Level
from pirtti.network.tests.factories import AreaFactory
from pirtti.people.tests.factories import UserFactory
from pirtti.post import worker
from pirtti.post.models import Letter

pytestmark = pytest.mark.django_db


@pytest.fixture
def led(client):
    found = leading_scene.led_group()
    client.force_login(found.user)
    return found


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def pooled(area, days=60, **more):
    return PoolMember.objects.create(
        user=UserFactory(**more), area=area, ends_on=in_days(days)
    ).user


def ask(client, led):
    return client.post(url("my_substitute", led.group.pk, led.next.pk))


def take(user, request=None, alias="Orava"):
    request = request or SubstituteRequest.objects.get()
    return signed_in(user).post(url("my_request", request.pk), {"alias": alias})


def addressed(kind):
    return {letter.params["user"] for letter in Letter.objects.filter(kind=kind)}


def test_the_pair_and_the_pool_of_the_area_are_asked(client, led):
    area = led.group.activity.area
    pair = LeaderFactory(group=led.group).user
    near = pooled(area)
    pooled(area, days=1)  # until before the meeting
    pooled(AreaFactory())
    pooled(area, is_active=False)
    LeaderFactory(group=led.group, ends_on=in_days(1))

    for _time in range(2):
        ask(client, led)

    assert SubstituteRequest.objects.count() == 1
    assert addressed("substitute_asked") == {pair.pk, near.pk}


def test_the_pool_of_a_larger_area_is_asked_too(client):
    town = AreaFactory(level=Level.MUNICIPALITY)
    activity = ActivityFactory(place__host__area=AreaFactory(parent=town))
    group = GroupFactory(activity=activity)
    leader = LeaderFactory(group=group)
    meeting = OccurrenceFactory(activity=activity, on=in_days(2))
    wide = pooled(town)
    client.force_login(leader.user)

    client.post(url("my_substitute", group.pk, meeting.pk))

    assert addressed("substitute_asked") == {wide.pk}
    page = text_of(signed_in(wide).get(url("my_groups")))
    assert url("my_request", SubstituteRequest.objects.get().pk) in page


def hide(group):
    Group.objects.filter(pk=group.pk).update(listing="unlisted")


def test_a_hidden_group_asks_only_its_own_pair(client, led):
    pair, near = LeaderFactory(group=led.group), pooled(led.group.activity.area)
    hide(led.group)

    ask(client, led)

    address = url("my_request", SubstituteRequest.objects.get().pk)
    assert addressed("substitute_asked") == {pair.user.pk}
    assert address not in text_of(signed_in(near).get(url("my_groups")))
    assert address in text_of(signed_in(pair.user).get(url("my_groups")))
    assert signed_in(near).get(address).status_code == 404


def test_staff_cancel_a_date_and_the_stand_in_hears_of_it(client, led):
    near = pooled(led.group.activity.area)
    ask(client, led)
    take(near)

    calendar.cancel_occurrence(led.next, reason="Remontti", by=None)

    assert not SubstituteRequest.objects.filter(withdrawn_at=None).exists()
    assert not Leader.objects.filter(user=near).exists()
    assert near.pk in addressed("substitute_told")


def test_a_leader_who_was_removed_does_not_come_back(client, led):
    gone = LeaderFactory(group=led.group)
    PoolMember.objects.create(
        user=gone.user, area=led.group.activity.area, ends_on=in_days(60)
    )
    ask(client, led)
    take(gone.user)
    founding.invite_leader(
        led.group, address="pari@koti.example", language="fi", by=None
    )

    group_actions.end_leader(gone, by=led.user)
    with time_machine.travel(led.next.starts_at, tick=False):
        actions.tidy(timezone.now())
        assert not access.led_by(gone.user).exists()

    assert not SubstituteRequest.objects.filter(withdrawn_at=None).exists()
    assert not PoolMember.objects.filter(user=gone.user).exists()
    assert not LeaderInvite.objects.exists()
    assert not Letter.objects.filter(params__has_key="lead_invite").exists()


def test_letters_to_the_pool_do_not_name_the_group(client, led):
    near = pooled(led.group.activity.area, language="sv")
    ask(client, led)

    worker.send_all()

    (letter,) = mail.outbox
    assert letter.to == [near.email]
    assert leading_scene.NAME not in letter.body + letter.subject
    assert "/sv/desk/my-groups/requests/" in letter.body


def test_the_first_who_says_yes_leads_on_that_day_only(client, led):
    first, second = (pooled(led.group.activity.area) for _each in range(2))
    ask(client, led)

    won = take(first)
    lost = take(second)

    assert won["Location"] == url("my_groups")
    assert lost.status_code == 422
    part = Leader.objects.get(user=first)
    assert (part.starts_on, part.ends_on) == (led.next.on, led.next.on)
    assert (part.part, part.alias) == ("substitute", "Orava")
    assert not Leader.objects.filter(user=second).exists()
    assert addressed("substitute_told") == {led.user.pk, second.pk}


def test_a_substitute_opens_the_group_on_the_day_and_on_no_other(client, led):
    near = pooled(led.group.activity.area)
    ask(client, led)
    take(near)
    found = {}

    for days in (-1, 0, 1):
        day = led.next.starts_at + dt.timedelta(days=days)
        with time_machine.travel(day, tick=False):
            answer = signed_in(near).get(url("my_families", led.group.pk))
            found[days] = answer.status_code

    assert found == {-1: 404, 0: 200, 1: 404}


def test_pressed_twice_it_is_once(client, led):
    near = pooled(led.group.activity.area)
    ask(client, led)

    answers = [take(near) for _time in range(2)]

    assert {answer.status_code for answer in answers} == {302}
    assert Leader.objects.filter(user=near).count() == 1


def test_the_pair_that_says_yes_stays_a_leader(client, led):
    pair = LeaderFactory(group=led.group)
    ask(client, led)

    take(pair.user)

    ends_on, part = pair.ends_on, pair.part
    pair.refresh_from_db()
    assert (pair.ends_on, pair.part) == (ends_on, part)


def test_who_stands_in_twice_leads_on_both_days(client, led):
    near = pooled(led.group.activity.area)
    later = OccurrenceFactory(activity=led.group.activity, on=in_days(10))
    ask(client, led)
    client.post(url("my_substitute", led.group.pk, later.pk))
    for request in SubstituteRequest.objects.order_by("-pk"):
        take(near, request)

    first = Leader.objects.get(user=near).ends_on
    with time_machine.travel(led.next.ends_at + dt.timedelta(days=1), tick=False):
        actions.tidy(timezone.now())

    assert first == led.next.on
    assert Leader.objects.get(user=near).starts_on == later.on


def test_a_substitute_follows_a_moved_meeting_and_goes_with_a_cancelled_one(
    client, led
):
    near = pooled(led.group.activity.area)
    ask(client, led)
    take(near)

    client.post(
        url("my_meeting_move", led.group.pk, led.next.pk),
        {"day": typed(in_days(6)), "starts_at": "10", "ends_at": "12"},
    )
    moved = Leader.objects.get(user=near).ends_on
    client.post(
        url("my_meeting_cancel", led.group.pk, led.next.pk), {"reason": "Sairaana"}
    )

    assert moved == in_days(6)
    assert not Leader.objects.filter(user=near).exists()


def test_a_request_is_taken_back(client, led):
    near = pooled(led.group.activity.area)
    ask(client, led)
    take(near)

    client.post(url("my_substitute_withdraw", led.group.pk, led.next.pk))

    assert not Leader.objects.filter(user=near).exists()
    assert near.pk in addressed("substitute_told")
    assert take(near).status_code in {404, 422}
    assert (
        client.post(
            url("my_substitute_withdraw", led.group.pk, led.next.pk)
        ).status_code
        == 404
    )


def test_strangers_do_not_find_a_request(client, led):
    ask(client, led)
    address = url("my_request", SubstituteRequest.objects.get().pk)
    strangers = [UserFactory(), pooled(AreaFactory()), LeaderFactory().user]

    for user in strangers:
        assert signed_in(user).get(address).status_code == 404
        assert signed_in(user).post(address, {"alias": "x"}).status_code == 404
    assert not SubstituteRequest.objects.filter(taken_at__isnull=False).exists()


@pytest.mark.parametrize("alias", ["", "a" * 41, "131052-308T"])
def test_a_wrong_alias_takes_nothing(client, led, alias):
    near = pooled(led.group.activity.area)
    ask(client, led)

    assert take(near, alias=alias).status_code == 422
    assert SubstituteRequest.objects.get().taken_at is None


def test_nobody_is_asked_for_a_meeting_that_is_over_or_cancelled(client, led):
    client.post(url("my_substitute", led.group.pk, led.past.pk))
    client.post(
        url("my_meeting_cancel", led.group.pk, led.next.pk), {"reason": "Sairaana"}
    )
    ask(client, led)

    assert not SubstituteRequest.objects.exists()


def test_a_leader_joins_and_leaves_the_pool(client, led):
    area = led.group.activity.area

    for days in (30, 60):
        client.post(
            url("my_pool"), {"area": str(area.pk), "ends_on": typed(in_days(days))}
        )
    member = PoolMember.objects.get()
    page = text_of(client.get(url("my_groups")))
    client.post(url("my_pool_leave", member.pk))

    assert member.ends_on == in_days(60)
    assert url("my_pool_leave", member.pk) in page
    assert not PoolMember.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"ends_on": "1.1.2020"}, {"ends_on": "1.1.2099"}, {"area": "0"}]
)
def test_a_wrong_yes_to_the_pool_is_said(client, led, wrong):
    values = {
        "area": str(led.group.activity.area.pk),
        "ends_on": typed(in_days(30)),
    } | wrong

    assert client.post(url("my_pool"), values).status_code == 422
    assert not PoolMember.objects.exists()


def test_others_places_in_the_pool_are_not_found(client, led):
    other = pooled(led.group.activity.area)
    member = PoolMember.objects.get(user=other)

    assert client.post(url("my_pool_leave", member.pk)).status_code == 404
    assert PoolMember.objects.exists()


def test_what_is_past_is_erased(led):
    request = actions.ask_substitute(led.group, led.next, by=led.user)
    pooled(led.group.activity.area, days=10)

    with time_machine.travel(timezone.now() + dt.timedelta(days=50), tick=False):
        actions.tidy(timezone.now())

    assert not SubstituteRequest.objects.filter(pk=request.pk).exists()
    assert not PoolMember.objects.exists()
