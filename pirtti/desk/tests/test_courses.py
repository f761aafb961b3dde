"""Courses for leaders at the desk: taking a seat, arranging, ticking, a certificate."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from pirtti.calendar.tests.factories import KindFactory, weekly
from pirtti.courses import actions
from pirtti.courses.models import Course, CourseSeat
from pirtti.courses.tests import factories as courses
from pirtti.groups import actions as groups
from pirtti.groups.tests.factories import GroupFactory, LeaderFactory
from pirtti.network.rules import Role
from pirtti.network.tests.factories import PlaceFactory, RoleFactory
from pirtti.people.models import JournalEntry
from pirtti.people.tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def url(name, *args):
    with translation.override("en"):
        return reverse(f"desk:{name}", args=args)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def place():
    """A place in a town that has the kind "course"."""
    KindFactory(slug="course")
    return PlaceFactory()


@pytest.fixture
def leader(place):
    """Somebody who leads a group and has no role."""
    return LeaderFactory(group__activity__place=place, alias="Orava").user


@pytest.fixture
def worker(place):
    """Somebody who may change what the place arranges."""
    return RoleFactory(role=Role.WORKER, place=place).user


def attended(course, user, *, times):
    seat = CourseSeat.objects.create(course=course, user=user, state="in")
    for date in course.activity.occurrences.order_by("on")[:times]:
        actions.store_attendance(course, date, [seat.pk], by=None)
    return seat


def form_of_a_course(place, **more):
    day = timezone.localdate() + dt.timedelta(days=7)
    return {
        "name_0": "Ryhmän rakentaja",
        "kind": "leaders",
        "for_whom": "partners",
        "place": place.pk,
        "organisers": [place.host_id],
        "times": "17–19.30",
        "day1": f"{day:%-d.%-m.%Y}",
        "title1": "Ryhmä alkaa",
        "capacity": "10",
        "needed": "1",
        "key": "bcdfghj",
    } | more


def test_a_leader_without_any_role_takes_a_seat_and_gives_it_up(place, leader):
    course, client = courses.course(place), signed_in(leader)

    assert course.activity.name.localize("fi") in page(client, "courses")
    assert course.activity.name.localize("fi") in page(client, "my_groups")
    client.post(url("course_seat", course.pk))
    assert course.seats.get().user == leader

    client.post(url("course_leave", course.pk))
    assert not course.seats.exists()


def page(client, name, *args):
    answer = client.get(url(name, *args))
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def test_a_course_is_made_once_with_its_sessions(place, worker):
    client, typed = signed_in(worker), form_of_a_course(place)

    for _twice in range(2):
        client.post(url("course_new"), typed)

    course = Course.objects.get()
    date = course.activity.occurrences.get()
    assert (course.capacity, course.for_whom) == (10, "partners")
    assert str(date.theme) == "Ryhmä alkaa"
    assert timezone.localtime(date.ends_at).time() == dt.time(19, 30)
    assert not course.activity.is_published


def test_a_certificate_that_nobody_can_earn_is_refused_at_its_field(place, worker):
    typed = form_of_a_course(place, needed="2")
    answer = signed_in(worker).post(url("course_new"), typed)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["needed"]


def test_seats_and_words_are_changed(place, worker):
    course = courses.course(place)
    typed = {
        "name_0": "ABC",
        "kind": "trainers",
        "for_whom": "all",
        "capacity": "20",
        "needed": "3",
    }
    signed_in(worker).post(url("course_edit", course.pk), typed)

    course = Course.objects.get()
    assert str(course.activity.name) == "ABC"
    assert (course.kind, course.capacity, course.needed) == ("trainers", 20, 3)


def test_who_was_there_is_ticked_under_the_name_one_leads_by(place, leader, worker):
    course, client = courses.course(place, days=(-7, 7)), signed_in(worker)
    seat = actions.take_seat(course, leader)
    date = course.activity.occurrences.order_by("on").first()

    shown = page(client, "course_attendance", course.pk, date.pk)
    assert "Orava" in shown
    assert leader.email not in shown + page(client, "course_people", course.pk)
    client.post(url("course_attendance", course.pk, date.pk), {"there": [seat.pk]})

    assert seat.ticks.get().occurrence == date
    line = JournalEntry.objects.get(verb="courses.attendance_stored")
    assert line.details == {"people": 1}


def test_a_session_ahead_is_not_ticked(place, worker):
    course = courses.course(place)
    seat = actions.take_seat(course, UserFactory())
    date = course.activity.occurrences.first()
    address = url("course_attendance", course.pk, date.pk)

    answer = signed_in(worker).post(address, {"there": [seat.pk]})

    assert answer.status_code == 422
    assert not seat.ticks.exists()


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_certificate_is_printed_and_the_name_is_stored_nowhere(
    place, leader, language
):
    course = courses.course(place, days=(-14, -7), needed=2)
    attended(course, leader, times=2)
    before = JournalEntry.objects.count()

    answer = signed_in(leader).post(
        url("course_certificate", course.pk),
        {"name": "Vaahtera Tähti", "language": language},
    )

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert b"/StructTreeRoot" in answer.content
    assert "no-store" in answer["Cache-Control"]
    assert JournalEntry.objects.count() == before


def test_who_lacks_sessions_hears_how_many_and_gets_no_certificate(place, leader):
    course = courses.course(place, days=(-14, -7, 7), needed=3)
    attended(course, leader, times=1)
    client = signed_in(leader)

    answer = client.get(url("course", course.pk))
    assert answer.context["page"].own.missing == 2
    sent = {"name": "Vaahtera", "language": "fi"}
    answer = client.post(url("course_certificate", course.pk), sent)

    assert answer.status_code == 302


def test_a_certificate_needs_a_name_that_can_be_seen(place, leader):
    course = courses.course(place, days=(-7,), needed=1)
    attended(course, leader, times=1)
    sent = {"name": "\u200b ", "language": "fi"}

    answer = signed_in(leader).post(url("course_certificate", course.pk), sent)

    assert answer.status_code == 422


def test_a_leader_without_any_course_starts_a_group(place):
    """Row 112: being in the same situation and wanting to is enough."""
    courses.course(place)
    group = GroupFactory(activity__place=place, state="planned")
    weekly(group.activity, starts_on=timezone.localdate() + dt.timedelta(days=14))
    newcomer = UserFactory()

    groups.add_leader(group, newcomer, alias="Pihlaja", ends_on=group.ends_on, by=None)
    group = groups.start_recruiting(
        group, decision_on=timezone.localdate() + dt.timedelta(days=7), by=newcomer
    )

    assert group.state == "recruiting"
    assert not newcomer.course_seats.exists()
    assert signed_in(newcomer).get(url("my_group", group.pk)).status_code == 200
