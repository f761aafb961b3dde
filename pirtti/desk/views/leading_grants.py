"""Grants on a leader's own pages: open calls, applying, the decision, the report."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.desk.forms.grants import ApplyForm, ReportForm
from pirtti.desk.queries import grants as pages
from pirtti.desk.views import answers
from pirtti.grants import access, actions, queries
from pirtti.grants.models import GrantApplication, GrantReport
from pirtti.groups import access as groups
from pirtti.people.fresh import own
from pirtti.people.models import User


@require_safe
@own
def my_grants(request: HttpRequest, pk: int) -> HttpResponse:
    """List the calls for a group, and what it has applied for."""
    group = groups.group_led(request.user, pk)
    rows = pages.my_rows(group, today=timezone.localdate())
    return render(request, "desk/my_grants.html", {"group": group, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@own
def my_grant(request: HttpRequest, pk: int, call_pk: int) -> HttpResponse:
    """Apply in a call, change what was sent, or read the decision."""
    group, by = groups.group_led(request.user, pk), answers.person(request)
    call = access.call_open_to(group, call_pk)
    known = access.application_of(group, call_pk)
    form = ApplyForm(answers.typed(request), call=call, application=known)
    if answers.stored(
        request,
        form,
        lambda: actions.apply_for(call, group, form.wanted, send=form.sends, by=by),
        _said(form),
    ):
        return redirect("desk:my_grants", pk)
    row = pages.my_row(group, call, known, today=timezone.localdate())
    return answers.page(request, "desk/my_grant.html", form, row=row, group=group)


def _said(form: ApplyForm) -> str:
    if form.sends:
        return _("The application is sent. You can change it until the call closes.")
    return _("The draft is kept. Send it before the call closes.")


@require_POST
def my_grant_withdraw(request: HttpRequest, pk: int, call_pk: int) -> HttpResponse:
    """Take an application back."""
    group, by = groups.group_led(request.user, pk), answers.person(request)
    application = access.own_application(group, call_pk)
    said = _("The application is withdrawn.")
    answers.tried(request, lambda: actions.withdraw(application, by=by), said)
    return redirect("desk:my_grant", pk, call_pk)


@require_http_methods(["GET", "HEAD", "POST"])
@own
def my_grant_report(request: HttpRequest, pk: int, call_pk: int) -> HttpResponse:
    """Report what became of a grant; numbers are proposed from the group's counts."""
    group = groups.group_led(request.user, pk)
    application = access.own_application(group, call_pk)
    today = timezone.localdate()
    row = pages.my_row(group, application.call, application, today=today)
    if not row.is_granted:
        raise Http404
    counts = queries.proposal(application, today=today)
    form = ReportForm(answers.typed(request), report=row.report, proposal=counts)
    said = _("The report is sent. Thank you!")
    send = partial(_report, form, application, answers.person(request))
    if answers.stored(request, form, send, said):
        return redirect("desk:my_grants", pk)
    context = {"row": row, "group": group, "counts": counts}
    return answers.page(request, "desk/my_grant_report.html", form, **context)


def _report(form: ReportForm, application: GrantApplication, by: User) -> GrantReport:
    return actions.report(application, form.told, by=by)
