"""Bringing in what exists: choose, look through, take, undo."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.desk import access
from pirtti.desk.forms.imports import LookForm, NewImportForm
from pirtti.desk.queries import imports as queries
from pirtti.desk.views import answers
from pirtti.imports import access as import_access
from pirtti.imports import actions, readers
from pirtti.imports.models import Batch
from pirtti.network.rules import May


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    """List what was brought in, and the calendars that are read."""
    access.need(request.user, May.EDIT_CALENDAR)
    page = queries.list_page(request.user)
    return render(request, "desk/imports.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def import_new(request: HttpRequest) -> HttpResponse:
    """Choose a file or paste a table; nothing is brought in yet."""
    access.need(request.user, May.EDIT_CALENDAR)
    form = NewImportForm(
        answers.typed(request), request.FILES or None, viewer=request.user
    )
    batch = answers.attempt(form, lambda: _start(request, form))
    if batch:
        return redirect("desk:import", batch.pk)
    return answers.page(request, "desk/import_new.html", form)


def _start(request: HttpRequest, form: NewImportForm) -> Batch:
    lines = readers.read(form.data_to_read, today=timezone.localdate())
    return actions.start(form.filled(), lines, by=answers.person(request))


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Look an import through, say what words mean, and take it."""
    batch = import_access.batch_for(request.user, pk, May.EDIT_CALENDAR)
    page = queries.look(batch, answers.person(request), request.GET)
    form = LookForm(answers.typed(request), page=page)
    if answers.attempt(form, lambda: _go_on(request, batch, form)):
        return redirect(request.get_full_path())
    return answers.page(request, "desk/import.html", form, page=page, batch=batch)


def _go_on(request: HttpRequest, batch: Batch, form: LookForm) -> Batch:
    """Remember the choices; with the other button also bring in."""
    batch = actions.choose(batch, **form.choices())
    if "take" not in request.POST:
        say.success(request, _("Saved. Look at the rows again."))
        return batch
    batch = actions.take(batch, by=answers.person(request))
    say.success(request, _("Brought in. You can undo it for 30 days."))
    return batch


@require_POST
def import_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a whole import back; what has been built upon stays."""
    batch = import_access.batch_for(request.user, pk, May.EDIT_CALENDAR)
    answers.tried(
        request,
        lambda: actions.undo(batch, by=answers.person(request)),
        _("Undone. What could not be undone is listed here."),
    )
    return redirect("desk:import", pk)
