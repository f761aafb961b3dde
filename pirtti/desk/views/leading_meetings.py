"""One meeting of a group, as its leaders plan, count, move, cancel and tell of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.calendar.models import Occurrence
from pirtti.desk.forms.leading import (
    MessageForm,
    MoveForm,
    PlanForm,
    ReasonForm,
)
from pirtti.desk.forms.leading_people import AttendanceForm
from pirtti.desk.queries import leading as pages
from pirtti.desk.views import answers
from pirtti.groups import access as groups
from pirtti.groups.models import Group
from pirtti.meetings import actions
from pirtti.meetings import leading_access as access
from pirtti.meetings.queries import leading as queries
from pirtti.people.fresh import fresh, own

FORM = ["GET", "HEAD", "POST"]


def led(request: HttpRequest, pk: int, meeting_pk: int) -> tuple[Group, Occurrence]:
    """Fetch a group that one leads and a meeting of it; Http404 otherwise."""
    group = groups.group_led(request.user, pk)
    return group, access.meeting_of(group, meeting_pk)


@require_http_methods(FORM)
@own
def meeting(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Plan one meeting; `?plan=usual` fills the ready plan in."""
    group, date = led(request, pk, meeting_pk)
    is_template = request.GET.get("plan") == "usual"
    form = PlanForm(answers.typed(request), meeting=date, is_template=is_template)
    by = answers.person(request)
    if answers.stored(
        request,
        form,
        lambda: actions.plan_meeting(group, date, by=by, **form.as_plan()),
        _("Stored. Members see it on their own page."),
    ):
        return redirect("desk:my_group", pk)
    page = pages.meeting(group, date, now=timezone.now())
    return answers.page(
        request, "desk/my_meeting.html", form, group=group, date=date, page=page
    )


@require_http_methods(FORM)
@fresh
def attendance(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Tell how many came, or tick who was there where the group agreed to it."""
    (group, date), by = led(request, pk, meeting_pk), answers.person(request)
    form = AttendanceForm(answers.typed(request), group=group, meeting=date)
    if answers.stored(
        request,
        form,
        lambda: actions.store_attendance(group, date, by=by, **form.as_attendance()),
        _("Stored. Thank you!"),
    ):
        return redirect("desk:my_group", pk)
    page = pages.meeting(group, date, now=timezone.now())
    if group.ticks_names and page.can_count:
        actions.note_opened(group, by=by, families=form.families)
    return answers.page(
        request, "desk/my_attendance.html", form, group=group, date=date, page=page
    )


@require_http_methods(FORM)
@own
def message(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Write to all members about one meeting."""
    group, date = led(request, pk, meeting_pk)
    form, by = MessageForm(answers.typed(request)), answers.person(request)
    if answers.stored(
        request,
        form,
        lambda: actions.write_to_members(group, date, by=by, **form.cleaned_data),
        _("The message goes to all members who gave an address."),
    ):
        return redirect("desk:my_meeting", pk, meeting_pk)
    phones = queries.by_phone(group)
    return answers.page(
        request, "desk/my_message.html", form, group=group, date=date, phones=phones
    )


@require_http_methods(FORM)
@own
def cancel(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Cancel one meeting; the members are told."""
    group, date = led(request, pk, meeting_pk)
    form, by = ReasonForm(answers.typed(request)), answers.person(request)
    if answers.stored(
        request,
        form,
        lambda: actions.cancel_meeting(group, date, reason=form.as_text(), by=by),
        _("The meeting is cancelled and the members are told."),
    ):
        return redirect("desk:my_group", pk)
    phones = queries.by_phone(group)
    return answers.page(
        request, "desk/my_cancel.html", form, group=group, date=date, phones=phones
    )


@require_POST
def restore(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Take a cancellation back; the members are told."""
    group, date = led(request, pk, meeting_pk)
    answers.tried(
        request,
        lambda: actions.restore_meeting(group, date, by=answers.person(request)),
        _("The meeting is on again and the members are told."),
    )
    return redirect("desk:my_group", pk)


@require_http_methods(FORM)
@own
def move(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Move one meeting to another day or time; the members are told."""
    group, date = led(request, pk, meeting_pk)
    form = MoveForm(answers.typed(request), meeting=date)
    by = answers.person(request)
    if answers.stored(
        request,
        form,
        lambda: actions.move_meeting(group, date, by=by, **form.as_move()),
        _("The meeting is moved and the members are told."),
    ):
        return redirect("desk:my_group", pk)
    phones = queries.by_phone(group)
    return answers.page(
        request, "desk/my_move.html", form, group=group, date=date, phones=phones
    )
