"""Courses for leaders in the demo: one was held with certificates, one is to come."""

import datetime as dt

from pirtti.calendar.models import Activity, ActivityKind
from pirtti.courses import actions
from pirtti.courses.models import Course, CourseSeat
from pirtti.demo.neighbourhood import files, rhythms
from pirtti.demo.neighbourhood.files import Raw
from pirtti.network.models import Organisation, Place
from pirtti.people.models import User

WEDNESDAY = 2


def load(*, today: dt.date) -> int:
    """Add the courses that are missing; returns how many were added."""
    return sum(_add(raw, today) for raw in files.read("courses")["course"])


def _add(raw: Raw, today: dt.date) -> bool:
    if Activity.objects.filter(slug=raw["slug"]).exists():
        return False
    place = Place.objects.select_related("area").get(slug=raw["place"])
    course = actions.make_course(
        Activity(
            slug=raw["slug"],
            kind=ActivityKind.objects.get(slug="course"),
            place=place,
            area=place.area,
            **files.texts(raw, "name", "about"),
        ),
        _sessions(raw, today),
        organisers=Organisation.objects.filter(slug__in=raw["organisers"]),
        by=None,
        **files.plain(raw, "kind", "for_whom", "capacity", "needed"),
    )
    seats = [_seat(course, row) for row in raw["people"]]
    for number, date in enumerate(course.activity.occurrences.order_by("on"), 1):
        there = [
            seat.pk
            for seat, row in zip(seats, raw["people"], strict=True)
            if number in row.get("there", ())
        ]
        if there:
            actions.store_attendance(course, date, there, by=None)
    return True


def _sessions(raw: Raw, today: dt.date) -> list[actions.Planned]:
    start, end = rhythms.times(raw["at"])
    wednesday = today + dt.timedelta(days=(WEDNESDAY - today.weekday()) % 7)
    return [
        actions.Planned(
            wednesday + dt.timedelta(days=row["day"]),
            start,
            end,
            files.text(row["title"]),
        )
        for row in raw["sessions"]
    ]


def _seat(course: Course, row: Raw) -> CourseSeat:
    """Give one of the demo's accounts a seat, as if before the first session."""
    first = course.activity.occurrences.order_by("on").values_list("starts_at")[0][0]
    user = User.objects.get(email=row["email"])
    return actions.take_seat(course, user, now=first - dt.timedelta(days=1))
