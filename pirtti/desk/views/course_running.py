"""Arranging a course: a new one, what is told of it, who takes part, who was there."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pirtti.courses import access, actions
from pirtti.desk import access as desk_access
from pirtti.desk.forms.courses import AttendanceForm, CourseForm, NewCourseForm
from pirtti.desk.queries import courses as pages
from pirtti.desk.views import answers
from pirtti.network.rules import May
from pirtti.people.fresh import fresh

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
def course_new(request: HttpRequest) -> HttpResponse:
    """Make a course with its sessions."""
    desk_access.need(request.user, May.EDIT_CALENDAR)
    form = NewCourseForm(answers.typed(request), viewer=request.user)
    made = answers.attempt(form, lambda: form.make(answers.person(request)))
    if made is None:
        return answers.page(request, "desk/course_form.html", form)
    say.success(request, _("The course is there: those who lead nearby see it now."))
    return redirect("desk:course_people", made.pk)


@require_http_methods(FORM)
def course_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is told of a course, its seats, and what earns a certificate."""
    course = access.course_run(request.user, pk)
    form, by = (
        CourseForm(answers.typed(request), course=course),
        answers.person(request),
    )
    if answers.attempt(
        form, lambda: actions.change_course(course, by=by, **form.cleaned_data)
    ):
        say.success(request, _("Saved."))
        return redirect("desk:course_people", pk)
    return answers.page(request, "desk/course_form.html", form, course=course)


@require_safe
@fresh
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who takes part under which name, who waits, and the sessions."""
    course = access.course_run(request.user, pk)
    page = pages.people_page(course, now=timezone.now())
    return render(request, "desk/course_people.html", {"page": page})


@require_http_methods(FORM)
@fresh
def attendance(request: HttpRequest, pk: int, date_pk: int) -> HttpResponse:
    """Tick who was at a session."""
    course = access.course_run(request.user, pk)
    date = access.session_of(course, date_pk)
    form = AttendanceForm(answers.typed(request), course=course, date=date)
    by = answers.person(request)
    if form.is_valid() and form.store(by):
        say.success(request, _("Stored. Thank you!"))
        return redirect("desk:course_people", pk)
    return answers.page(
        request, "desk/course_attendance.html", form, course=course, date=date
    )
