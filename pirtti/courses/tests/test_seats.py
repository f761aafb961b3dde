"""Seats of a course in turn, who was there, what is kept and for how long."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.courses import access, actions, queries
from pirtti.courses.models import Course, CourseSeat, CourseTick
from pirtti.courses.rules import Refusal
from pirtti.courses.tests import factories as courses
from pirtti.groups.tests.factories import LeaderFactory
from pirtti.network.rules import Level, Role
from pirtti.network.tests.factories import AreaFactory, PlaceFactory, RoleFactory
from pirtti.people.models import JournalEntry
from pirtti.people.tests.factories import UserFactory
from pirtti.post import delivery
from pirtti.post.models import Letter

pytestmark = pytest.mark.django_db


def states(course):
    return list(course.seats.order_by("pk").values_list("state", flat=True))


def own(course, user):
    course = Course.objects.select_related("activity").get(pk=course.pk)
    return queries.own(course, user.pk, now=timezone.now())


def test_who_comes_when_all_seats_are_taken_waits_and_the_first_in_line_is_next():
    course, users = courses.course(capacity=1), UserFactory.create_batch(3)
    for user in users:
        actions.take_seat(course, user)
    again = actions.take_seat(course, users[2])
    assert states(course) == ["in", "waiting", "waiting"]
    assert own(course, users[2]).place_in_line == 2

    actions.leave(course, users[0])

    assert states(course) == ["in", "waiting"]
    assert own(course, users[1]).is_in
    assert CourseSeat.objects.get(pk=again.pk).state == "waiting"
    letter = Letter.objects.get(kind="course_seat")
    assert letter.to == ""
    assert letter.params == {"course_seat": course.seats.get(user=users[1]).pk}


def test_a_letter_tells_of_the_seat_and_goes_with_it(mailoutbox):
    course, users = courses.course(capacity=1), UserFactory.create_batch(2)
    for user in users:
        actions.take_seat(course, user)
    actions.leave(course, users[0])
    kind = delivery.kinds.get("course_seat")
    letter = Letter.objects.get()
    assert kind.address(letter) == users[1].email
    assert str(course.activity.name) in kind.fill(letter)["lines"][0]

    actions.leave(course, users[1])

    assert kind.fill(letter) is None
    assert not Letter.objects.exists()


def test_more_seats_let_in_who_waits_and_fewer_than_taken_are_refused():
    course, users = courses.course(capacity=1), UserFactory.create_batch(3)
    for user in users:
        actions.take_seat(course, user)

    course = actions.change_course(course, capacity=2, by=None)
    assert states(course) == ["in", "in", "waiting"]
    with pytest.raises(Refused) as refused:
        actions.change_course(course, capacity=1, by=None)
    assert refused.value.reason == Refusal.SEATS_TAKEN
    with pytest.raises(IntegrityError), transaction.atomic():
        Course.objects.filter(pk=course.pk).update(taken=3)


def test_who_came_often_enough_gets_a_certificate_and_others_hear_what_is_missing():
    course = courses.course(days=(-21, -14, -7), needed=2)
    dates = list(course.activity.occurrences.order_by("on"))
    often, once = UserFactory.create_batch(2)
    seats = [
        CourseSeat.objects.create(course=course, user=user, state="in")
        for user in (often, once)
    ]
    by = UserFactory()

    actions.store_attendance(course, dates[0], [seats[0].pk, seats[1].pk], by=by)
    actions.store_attendance(course, dates[2], [seats[0].pk], by=by)

    assert own(course, often).may_certify
    assert own(course, often).hours == 4
    assert [one.date for one in own(course, often).attended] == [dates[0], dates[2]]
    assert own(course, once).missing == 1
    assert not own(course, once).may_certify
    lines = JournalEntry.objects.filter(verb="courses.attendance_stored").order_by("pk")
    assert [line.details for line in lines] == [{"people": 2}, {"people": 1}]


def test_nobody_is_ticked_before_a_session_begins():
    course = courses.course()
    with pytest.raises(Refused) as refused:
        actions.store_attendance(
            course, course.activity.occurrences.first(), [], by=None
        )
    assert refused.value.reason == Refusal.SESSION_AHEAD


def test_a_course_that_is_over_takes_nobody_and_gives_seats_to_nobody():
    course = courses.course(days=(-7,), capacity=1, needed=1)
    first, second = UserFactory.create_batch(2)
    CourseSeat.objects.create(course=course, user=first, state="in")
    CourseSeat.objects.create(course=course, user=second, state="waiting")

    with pytest.raises(Refused):
        actions.take_seat(course, UserFactory())
    actions.leave(course, first)

    assert states(course) == ["waiting"]


def test_seats_are_erased_by_the_person_at_once_and_by_the_house_after_a_year():
    course = courses.course(days=(-7, 1), needed=1)
    first, second = UserFactory.create_batch(2)
    seats = [actions.take_seat(course, user) for user in (first, second)]
    date = course.activity.occurrences.order_by("on").first()
    actions.store_attendance(course, date, [seat.pk for seat in seats], by=None)

    actions.leave(course, first)
    assert CourseTick.objects.count() == 1

    now = timezone.now()
    assert actions.tidy(now + dt.timedelta(days=365)) == 0
    assert actions.tidy(now + dt.timedelta(days=367)) == 2
    assert not CourseSeat.objects.exists()


def test_courses_are_reached_in_the_county_by_those_who_lead_and_those_with_a_role():
    country = AreaFactory(level=Level.COUNTRY)
    county, far = AreaFactory.create_batch(2, level=Level.COUNTY, parent=country)
    towns = [
        AreaFactory(level=Level.MUNICIPALITY, parent=one)
        for one in (county, county, far)
    ]
    places = [PlaceFactory(area=town) for town in towns]
    near, away = courses.course(places[0]), courses.course(places[2])
    leader = LeaderFactory(group__activity__place=places[1]).user
    worker = RoleFactory(role=Role.VOLUNTEER, place=places[1]).user

    assert set(access.courses_near(leader)) == {near}
    assert set(access.courses_near(worker)) == {near}
    assert not access.courses_near(UserFactory()).exists()
    assert not access.courses_run(leader).filter(pk=away.pk).exists()


def test_who_takes_part_is_told_by_alias_or_name_never_by_address():
    course = courses.course()
    leader = LeaderFactory(alias="Orava").user
    colleague = UserFactory(name="Vapaaehtoinen")
    for user in (leader, colleague):
        actions.take_seat(course, user)

    assert [one.name for one in queries.people(course)] == ["Orava", "Vapaaehtoinen"]


def test_the_line_stays_in_order_as_time_passes():
    course = courses.course(days=(1, 3), capacity=1)
    first, second = UserFactory.create_batch(2)
    actions.take_seat(course, first)
    actions.take_seat(course, second)
    with time_machine.travel(timezone.now() + dt.timedelta(days=2)):
        actions.leave(course, first)
    assert states(course) == ["in"]
