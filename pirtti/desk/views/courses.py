"""Courses for those who lead: to look at, to take a seat on, to print a certificate of."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pirtti.core.refusals import Refused
from pirtti.courses import access, actions
from pirtti.courses.models import Course, CourseSeat
from pirtti.courses.rules import Refusal
from pirtti.desk import course_papers, messages
from pirtti.desk.forms.courses import CertificateForm
from pirtti.desk.queries import courses as pages
from pirtti.desk.views import answers
from pirtti.papers.writing import CONTENT_TYPE
from pirtti.people.fresh import own


@require_safe
@own
def courses(request: HttpRequest) -> HttpResponse:
    """List the coming courses nearby, one's own, and those that one arranges."""
    page = pages.courses_page(request.user, now=timezone.now())
    return render(request, "desk/courses.html", {"page": page})


@require_safe
@own
def course(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a course with one's own seat, sessions and certificate."""
    return _page(request, access.course_for(request.user, pk), CertificateForm())


def _page(request: HttpRequest, found: Course, form: CertificateForm) -> HttpResponse:
    page = pages.course_page(found, request.user, now=timezone.now())
    return answers.page(request, "desk/course.html", form, page=page)


@require_POST
def seat_take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a seat, or a place in line when all are taken."""
    found = access.course_for(request.user, pk)
    try:
        seat = actions.take_seat(found, answers.person(request))
    except Refused as refused:
        say.error(request, str(messages.sentence(refused.reason)))
    else:
        is_in = seat.state == CourseSeat.State.IN
        in_line = _("All seats are taken. You are in line, and hear at once of a seat.")
        say.success(request, _("The seat is yours. Welcome!") if is_in else in_line)
    return redirect("desk:course", pk)


@require_POST
def seat_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one's seat up and erase it; the next in line gets it."""
    found = access.course_for(request.user, pk)
    if actions.leave(found, answers.person(request)):
        say.success(request, _("Your seat and what was noted of you are erased."))
    return redirect("desk:courses")


@require_POST
@own
def certificate(request: HttpRequest, pk: int) -> HttpResponse:
    """Print one's certificate; the name that is typed stands on it and nowhere else."""
    found = access.course_for(request.user, pk)
    read = pages.own(found, request.user, now=timezone.now())
    if not read.may_certify:
        refused = messages.sentence(Refusal.CERTIFICATE_NOT_YET)
        say.error(request, str(refused))
        return redirect("desk:course", pk)
    form = CertificateForm(request.POST)
    if not form.is_valid():
        return _page(request, found, form)
    response = HttpResponse(
        course_papers.certificate(read, **form.cleaned_data), content_type=CONTENT_TYPE
    )
    response["Content-Disposition"] = 'inline; filename="certificate.pdf"'
    return response
