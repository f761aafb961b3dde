"""Calendars of partners that are read again and again."""

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

from pirtti.core.refusals import Refused
from pirtti.desk import access, messages
from pirtti.desk.forms.imports import SourceForm
from pirtti.desk.queries import imports as queries
from pirtti.desk.views import answers
from pirtti.imports import access as import_access
from pirtti.imports import actions
from pirtti.imports.models import Source
from pirtti.network.rules import May


@require_http_methods(["GET", "HEAD", "POST"])
def source_new(request: HttpRequest) -> HttpResponse:
    """Subscribe to a partner's calendar; its first reading is looked through."""
    access.need(request.user, May.EDIT_CALENDAR)
    form = SourceForm(answers.typed(request), viewer=request.user)
    made = answers.attempt(
        form, lambda: actions.subscribe(form.filled(), by=answers.person(request))
    )
    if made:
        return _read(request, made)
    return answers.page(request, "desk/source_new.html", form)


@require_safe
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how a calendar is doing, and what came of it."""
    found = import_access.source_for(request.user, pk, May.EDIT_CALENDAR)
    return render(request, "desk/source.html", {"page": queries.source_page(found)})


@require_POST
def source_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a calendar now; a stopped one goes on."""
    found = import_access.source_for(request.user, pk, May.EDIT_CALENDAR)
    if found.state == Source.State.STOPPED or not found.by_id:
        actions.resume(found, by=answers.person(request))
    return _read(request, found)


def _read(request: HttpRequest, source: Source) -> HttpResponse:
    """Read a calendar and go where there is something to look at."""
    try:
        actions.refresh(source, now=timezone.now(), by_hand=True)
    except Refused as refused:
        say.error(request, str(messages.sentence(refused.reason)))
    waiting = queries.waiting_of(source)
    if waiting and not source.last_error:
        return redirect("desk:import", waiting.pk)
    return redirect("desk:source", source.pk)


@require_POST
def source_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Read a calendar no more."""
    found = import_access.source_for(request.user, pk, May.EDIT_CALENDAR)
    actions.stop(found, by=answers.person(request))
    say.success(request, _("It is read no more. Its dates stay in the calendar."))
    return redirect("desk:source", pk)
