"""Addresses of the courses for leaders: to take part in, and to arrange."""

from django.urls import URLPattern, path

from pirtti.desk.views import course_running, courses

_COURSE = "courses/<int:pk>/"

urlpatterns: list[URLPattern] = [
    path("courses/", courses.courses, name="courses"),
    path("courses/new/", course_running.course_new, name="course_new"),
    path(_COURSE, courses.course, name="course"),
    path(f"{_COURSE}seat/", courses.seat_take, name="course_seat"),
    path(f"{_COURSE}leave/", courses.seat_leave, name="course_leave"),
    path(f"{_COURSE}certificate/", courses.certificate, name="course_certificate"),
    path(f"{_COURSE}people/", course_running.people, name="course_people"),
    path(f"{_COURSE}edit/", course_running.course_edit, name="course_edit"),
    path(
        f"{_COURSE}sessions/<int:date_pk>/",
        course_running.attendance,
        name="course_attendance",
    ),
]
