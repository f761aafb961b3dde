"""Grants for those who decide: calls, one with its applications, the decision."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pirtti.desk import sheets
from pirtti.desk.forms.grants import CallForm, DecisionForm
from pirtti.desk.queries import grants as queries
from pirtti.desk.views import answers
from pirtti.grants import access, actions


@never_cache
@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """List the calls of one's organisations."""
    access.need_granter(request.user)
    rows = queries.calls_page(request.user, today=timezone.localdate())
    return render(request, "desk/grants.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def grant_new(request: HttpRequest) -> HttpResponse:
    """Open a new call."""
    access.need_granter(request.user)
    form = CallForm(answers.typed(request), viewer=request.user)
    by = answers.person(request)
    call = answers.attempt(form, lambda: actions.save_call(form.filled(), by=by))
    if call is None:
        return answers.page(request, "desk/grant_form.html", form)
    say.success(request, _("The call is there. Leaders see it on their group’s page."))
    return redirect("desk:grant", call.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def grant_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a call, until the first decision."""
    call = access.call_for(request.user, pk)
    form = CallForm(answers.typed(request), viewer=request.user, call=call)
    by = answers.person(request)
    if answers.stored(
        request, form, lambda: actions.save_call(form.filled(), by=by), _("Saved.")
    ):
        return redirect("desk:grant", pk)
    return answers.page(request, "desk/grant_form.html", form, call_pk=pk)


@never_cache
@require_safe
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a call: what was asked for, granted and reported."""
    call = access.call_for(request.user, pk)
    page = queries.call_page(request.user, call, today=timezone.localdate())
    return render(request, "desk/grant.html", {"page": page})


@never_cache
@require_safe
def grant_csv(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the applications of a call as a file for a spreadsheet."""
    call = access.call_for(request.user, pk)
    page = queries.call_page(request.user, call, today=timezone.localdate())
    text = sheets.csv_text(queries.csv_rows(page))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="grants.csv"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def grant_application(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an application with its report, and decide on it."""
    found = access.application_for(request.user, pk)
    form = DecisionForm(answers.typed(request), application=found)
    by, said = answers.person(request), _("Decided. The leaders are told by letter.")
    if answers.stored(
        request, form, lambda: actions.decide(found, by=by, **form.decision), said
    ):
        return redirect("desk:grant", found.call_id)
    page = queries.application_page(request.user, found, today=timezone.localdate())
    return answers.page(request, "desk/grant_application.html", form, page=page)
