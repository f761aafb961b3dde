"""A leader's own pages: the day, the next meeting, needs, tasks, wishes, materials."""

import datetime as dt

import pytest
from django.utils import timezone

from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Theme, Wish
from pirtti.calendar.tests.factories import OccurrenceFactory
from pirtti.desk.tests import leading_scene
from pirtti.desk.tests.pages import coordinator, sign_in, text_of, url
from pirtti.groups import actions as groups
from pirtti.groups.models import Group, Task
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.meetings import leading_messages
from pirtti.meetings.models import GroupMaterial, MeetingNote
from pirtti.network.rules import Role
from pirtti.people.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def led(client):
    found = leading_scene.led_group()
    client.force_login(found.user)
    return found


def plan(**changes):
    return {
        "practical": "Soita vihreää kelloa.",
        "intro": "Kierros: miten viikko meni?",
        "intro_minutes": "15",
        "theme": "Uni",
        "guest": "",
    } | changes


def test_a_leader_without_any_role_comes_to_their_groups(client, led):
    answer = client.get(url("today"))

    assert answer["Location"] == url("my_groups")
    page = text_of(client.get(url("my_groups")))
    assert leading_scene.NAME in page
    assert "as Kettu, until" in page


def test_the_day_shows_todays_meeting_and_the_next_one(client, led):
    today = OccurrenceFactory(
        activity=led.group.activity, start=dt.time(0, 0), end=dt.time(23, 59)
    )
    later = OccurrenceFactory(
        activity=led.group.activity, on=led.next.on + dt.timedelta(days=7)
    )

    page = text_of(client.get(url("my_groups")))

    for meeting in (today, led.next):
        assert url("my_meeting", led.group.pk, meeting.pk) in page
    assert url("my_meeting", led.group.pk, later.pk) not in page


def test_only_leaders_have_my_groups_in_the_navigation(client, led):
    assert url("my_groups") in text_of(client.get(url("my_group", led.group.pk)))

    coordinator(client, led.group.activity.place)

    assert url("my_groups") not in text_of(client.get(url("today")))


def test_a_colleague_who_also_leads_keeps_the_desk(client, led):
    user = sign_in(client, Role.WORKER, at=led.group.activity.place)
    LeaderFactory(group=led.group, user=user)

    page = text_of(client.get(url("today")))

    assert url("my_groups") in page
    assert url("week") in page


def test_the_page_says_what_families_need_without_a_name(client, led):
    led.family("Pihlaja", needs=["interpreter"], interpreter="so")
    led.family("Vaahtera", needs=["child_care"], children=2)
    led.family("Koivu", needs=["milk"], state="waiting")

    page = text_of(client.get(url("my_group", led.group.pk)))

    assert "An interpreter (Somali)" in page
    assert "Child care, 2 children" in page
    assert "milk" not in page
    for name in ("Pihlaja", "Vaahtera", "Koivu"):
        assert name not in page


def test_numbers_stand_for_families(client, led):
    for _each in range(3):
        led.family()
    led.family(state="asked")
    led.family(state="waiting")

    page = text_of(client.get(url("my_group", led.group.pk)))

    assert "<dt>In the group</dt><dd>3</dd>" in page
    assert "<dt>Waiting for your answer</dt><dd>1</dd>" in page
    assert "<dt>In the queue</dt><dd>1</dd>" in page


def test_somebody_to_call_is_told_first(client, led):
    led.family(by_phone=True, state="held", contact="0401234567")

    page = text_of(client.get(url("my_group", led.group.pk)))

    assert "One family gave a phone number and waits for your call." in page
    assert "0401234567" not in page


def test_a_plan_is_stored_and_shown(client, led):
    answer = client.post(url("my_meeting", led.group.pk, led.next.pk), plan())

    assert answer["Location"] == url("my_group", led.group.pk)
    page = text_of(client.get(url("my_group", led.group.pk)))
    assert "Soita vihreää kelloa." in page
    assert "15 min:" in page
    assert "Uni" in page


def test_the_ready_plan_can_be_filled_in(client, led):
    address = url("my_meeting", led.group.pk, led.next.pk)

    page = text_of(client.get(address, {"plan": "usual"}))

    assert str(leading_messages.USUAL_INTRO) in page.replace("&#x27;", "'")
    assert not MeetingNote.objects.exists()


def test_a_theme_in_another_language_stays(client, led):
    calendar.change_occurrence(led.next, theme={"fi": "Uni", "en": "Sleep"}, by=None)

    client.post(
        url("my_meeting", led.group.pk, led.next.pk), plan(theme="Sleeping well")
    )

    led.next.refresh_from_db()
    assert led.next.theme.data == {"fi": "Uni", "en": "Sleeping well"}


def test_a_wish_becomes_a_theme_and_the_theme_of_a_meeting(client, led):
    wish = calendar.make_wish(led.group.activity, text="Retki", language="fi")

    client.post(url("my_wish_take", led.group.pk, wish.pk))
    theme = Theme.objects.get()
    client.post(
        url("my_meeting", led.group.pk, led.next.pk), plan(stored=str(theme.pk))
    )

    led.next.refresh_from_db()
    theme.refresh_from_db()
    assert str(led.next.theme) == "Retki"
    assert theme.occurrence == led.next


def test_a_wish_can_wait(client, led):
    wish = calendar.make_wish(led.group.activity, text="Retki", language="fi")

    client.post(url("my_wish_aside", led.group.pk, wish.pk))

    wish.refresh_from_db()
    assert wish.state == Wish.State.SET_ASIDE


def test_a_task_is_ticked_once(client, led):
    task = groups.add_task(led.group, Task.What.CATERING, note="Pullaa", by=None)
    address = url("my_task_done", led.group.pk, task.pk)
    assert address in text_of(client.get(url("my_group", led.group.pk)))

    for _time in range(2):
        client.post(address)

    task.refresh_from_db()
    assert task.done_at is not None
    assert address not in text_of(client.get(url("my_group", led.group.pk)))


def test_materials_are_added_and_removed(client, led):
    new = url("my_material_new", led.group.pk)
    typed = {"title": "Laulut", "url": "https://laulut.example/kirja"}

    for _time in range(2):
        client.post(new, typed)
    material = GroupMaterial.objects.get()
    page = text_of(client.get(url("my_group", led.group.pk)))
    client.post(url("my_material_remove", led.group.pk, material.pk))

    assert "https://laulut.example/kirja" in page
    assert not GroupMaterial.objects.exists()


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://x.example/", "", "x"]
)
def test_a_material_has_a_real_address(client, led, address):
    answer = client.post(
        url("my_material_new", led.group.pk), {"title": "Laulut", "url": address}
    )

    assert answer.status_code == 422
    assert not GroupMaterial.objects.exists()


def test_no_training_is_asked_for_and_talk_is_shown(client, led):
    page = text_of(client.get(url("my_group", led.group.pk)))

    assert "You need no training" in page
    assert "https://tukinet.net/" in page
    assert "https://olkatoiminta.fi/" in page


def test_a_plan_of_a_meeting_that_is_over_is_refused(client, led):
    answer = client.post(url("my_meeting", led.group.pk, led.past.pk), plan())

    assert answer.status_code == 422
    assert not MeetingNote.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"practical": "131052-308T"}, {"intro_minutes": "1000"}, {"practical": "a" * 700}],
)
def test_a_wrong_plan_stays_on_the_page(client, led, wrong):
    answer = client.post(url("my_meeting", led.group.pk, led.next.pk), plan(**wrong))

    assert answer.status_code == 422
    assert not MeetingNote.objects.exists()


def pages_of(led):
    group, meeting = led.group.pk, led.next.pk
    family = led.family().pk
    task = groups.add_task(led.group, Task.What.ROOM, by=None).pk
    wish = calendar.make_wish(led.group.activity, text="Retki", language="fi").pk
    material = led.group.materials.create(title="x", url="https://x.example/").pk
    read = [
        ("my_group", group),
        ("my_families", group),
        ("my_families_print", group),
        ("my_family", group, family),
        ("my_meeting", group, meeting),
        ("my_attendance", group, led.past.pk),
        ("my_message", group, meeting),
        ("my_meeting_cancel", group, meeting),
        ("my_meeting_move", group, meeting),
    ]
    sent = [
        ("my_family_decide", group, family),
        ("my_meeting_restore", group, meeting),
        ("my_substitute", group, meeting),
        ("my_substitute_withdraw", group, meeting),
        ("my_task_done", group, task),
        ("my_wish_take", group, wish),
        ("my_wish_aside", group, wish),
        ("my_material_new", group),
        ("my_material_remove", group, material),
    ]
    return [url(*one) for one in read], [url(*one) for one in sent]


@pytest.mark.parametrize("hidden", [False, True])
@pytest.mark.parametrize(
    "who", ["other leader", "ended", "to begin", "coordinator", "volunteer", "nobody"]
)
def test_whoever_does_not_lead_the_group_finds_nothing(client, who, hidden):
    led = leading_scene.led_group(hidden=hidden)
    today, day = timezone.localdate(), dt.timedelta(days=1)
    place = led.group.activity.place
    people = {
        "other leader": lambda: LeaderFactory(group=GroupFactory()).user,
        "ended": lambda: LeaderFactory(group=led.group, ends_on=today - day).user,
        "to begin": lambda: LeaderFactory(group=led.group, starts_on=today + day).user,
        "coordinator": lambda: coordinator(client, place),
        "volunteer": lambda: sign_in(client, Role.VOLUNTEER, at=place),
        "nobody": UserFactory,
    }
    client.force_login(people[who]())
    read, sent = pages_of(led)

    found = {each: client.get(each).status_code for each in read}
    found |= {each: client.post(each).status_code for each in sent}

    assert {each: status for each, status in found.items() if status != 404} == {}


def test_the_leader_opens_all_of_them(client, led):
    read, _sent = pages_of(led)

    found = {each: client.get(each).status_code for each in read}

    assert {each: status for each, status in found.items() if status != 200} == {}


def test_things_of_another_group_are_not_found_through_ones_own(client, led):
    other = leading_scene.led_group()
    task = groups.add_task(other.group, Task.What.ROOM, by=None)
    wish = calendar.make_wish(other.group.activity, text="Retki", language="fi")
    material = other.group.materials.create(title="x", url="https://x.example/")
    own = led.group.pk

    answers = [
        client.get(url("my_meeting", own, other.next.pk)),
        client.get(url("my_family", own, other.family().pk)),
        client.post(url("my_family_decide", own, other.family().pk), {"do": "remove"}),
        client.post(url("my_task_done", own, task.pk)),
        client.post(url("my_wish_take", own, wish.pk)),
        client.post(url("my_material_remove", own, material.pk)),
        client.get(url("my_group", 10**17)),
    ]

    assert {answer.status_code for answer in answers} == {404}
    task.refresh_from_db()
    assert task.done_at is None


def test_who_leads_nothing_has_no_my_groups(client):
    client.force_login(UserFactory())

    assert client.get(url("my_groups")).status_code == 404
    assert client.post(url("my_pool")).status_code == 404


def test_nobody_keeps_a_leaders_page(client, led):
    for page in (url("my_groups"), url("my_group", led.group.pk)):
        answer = client.get(page)
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("planned", ["group_recruit", "group_run", "group_decision", "group_dates"]),
        ("decision", ["group_decision", "group_dates", "group_invitations"]),
        ("running", ["group_end", "group_move_on", "group_follow_on", "group_support"]),
    ],
)
def test_leaders_without_workers_find_the_steps_of_their_group(
    client, led, state, shown
):
    Group.objects.filter(pk=led.group.pk).update(state=state)

    page = text_of(client.get(url("my_group", led.group.pk)))

    assert [name for name in shown if url(name, led.group.pk) not in page] == []
    assert client.get(url("group", led.group.pk)).status_code == 404


def test_a_leaders_step_leads_back_to_the_leaders_page(client, led):
    Group.objects.filter(pk=led.group.pk).update(state="planned")

    wrong = client.post(url("group_recruit", led.group.pk), {"decision_on": "1.1.2020"})
    done = client.post(url("group_recruit", led.group.pk), {"decision_on": ""})

    assert wrong.status_code == 422
    assert "The steps of the group" in text_of(wrong)
    assert done["Location"] == url("my_group", led.group.pk)
    assert Group.objects.get(pk=led.group.pk).state == "recruiting"


def test_a_leader_ends_their_own_part_when_somebody_else_leads(client, led):
    there, end = url("my_group", led.group.pk), url("my_part_end", led.group.pk)

    answer = client.post(end, follow=True)
    assert "Name another leader first" in text_of(answer)
    assert "Ask a second leader" in text_of(client.get(there))

    other = LeaderFactory(group=led.group)
    answer = client.post(end)

    assert answer["Location"] == url("today")
    assert client.get(there).status_code == 404
    assert list(led.group.leaders.filter(ends_on__gte=timezone.localdate())) == [other]


def test_families_that_wait_stand_first_on_my_groups(client, led):
    led.family(by_phone=True, state="held", contact="0401234567")
    for _each in range(2):
        led.family(state="asked")

    page = text_of(client.get(url("my_groups")))

    called = page.index("One family gave a phone number and waits for your call.")
    assert called < page.index("2 families ask to come") < page.index('id="led"')
    assert url("my_families", led.group.pk) in page
