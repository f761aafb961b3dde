"""Rhythms: a new one, and a change with its preview."""

from typing import Any

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pirtti.calendar import access as calendar_access
from pirtti.calendar import actions as calendar
from pirtti.calendar import rules as calendar_rules
from pirtti.calendar.models import Series
from pirtti.desk import access, actions, undo
from pirtti.desk.forms.rhythms import EditSeriesForm, SeriesForm
from pirtti.desk.queries import rhythms as queries
from pirtti.desk.views import answers
from pirtti.network.rules import May

# What the page of one date may already have told.
ASKED = ("scope", "since", "starts_at", "ends_at", "place", "room")
_OF_THE_PREVIEW = {"csrfmiddlewaretoken", "seen", "again", "drop_held"}


@require_http_methods(["GET", "HEAD", "POST"])
def series_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an activity one more rhythm; several times a day make one each."""
    found = calendar_access.activity_for(request.user, pk, May.EDIT_CALENDAR)
    form = SeriesForm(answers.typed(request), viewer=request.user, activity=found)
    by = answers.person(request)
    if answers.attempt(
        form, lambda: actions.add_rhythms(found, form.as_all_series(), by=by)
    ):
        say.success(
            request, _("The rhythm was added; its dates stand in the calendar.")
        )
        return redirect("desk:activity", pk)
    return answers.page(request, "desk/series_form.html", form, activity=found)


@require_http_methods(["GET", "HEAD", "POST"])
def series(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a rhythm from a day on: first what would happen, then do it."""
    found = access.series_for(request.user, pk, May.EDIT_CALENDAR)
    form = EditSeriesForm(
        answers.typed(request),
        viewer=request.user,
        series=found,
        initial=_suggested(request),
    )
    preview = answers.attempt(form, lambda: _preview(form, found))
    if preview is None or "again" in request.POST:
        return _form_page(request, form, found)
    if request.POST.get("seen") == preview.fingerprint:
        return _change(request, form, found)
    return _preview_page(request, form, preview)


def _suggested(request: HttpRequest) -> dict[str, Any]:
    """Return what a date's page has told to begin with."""
    asked: dict[str, Any] = {
        name: request.GET[name] for name in ASKED if name in request.GET
    }
    if "weekdays" in request.GET:
        asked["weekdays"] = request.GET.getlist("weekdays")
    return asked


def _preview(form: EditSeriesForm, found: Series) -> queries.Preview | None:
    plan = calendar.plan_series_change(
        found, since=form.since_day, today=timezone.localdate(), **form.as_change()
    )
    if plan.is_empty:
        form.refuse(calendar_rules.Refusal.NOTHING_CHANGES)
        return None
    return queries.preview(plan)


def _form_page(
    request: HttpRequest, form: EditSeriesForm, found: Series
) -> HttpResponse:
    context = {"form": form, "series": found, "activity": found.activity}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "desk/series.html", context, status=status)


def _preview_page(
    request: HttpRequest, form: EditSeriesForm, preview: queries.Preview
) -> HttpResponse:
    """Show what would happen; what was typed travels along, unseen."""
    sent = [
        (name, value)
        for name in request.POST
        if name not in _OF_THE_PREVIEW
        for value in request.POST.getlist(name)
    ]
    context = {
        "preview": preview,
        "plan": preview.plan,
        "form": form,
        "activity": preview.plan.series.activity,
        "is_other": "seen" in request.POST,
        "sent": sent,
    }
    return render(request, "desk/series_preview.html", context)


def _change(request: HttpRequest, form: EditSeriesForm, found: Series) -> HttpResponse:
    by = answers.person(request)
    change = answers.attempt(
        form,
        lambda: calendar.change_series(
            found,
            by=by,
            since=form.since_day,
            drop_held="drop_held" in request.POST,
            **form.as_change(),
        ),
    )
    if change is None:
        return _form_page(request, form, found)
    note = undo.many_dates(by, change)
    say.success(request, _("The rhythm was changed."), extra_tags=note)
    return redirect("desk:activity", found.activity_id)
