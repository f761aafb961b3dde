"""Activities: the list, one of them, publishing and rhythms."""

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

from pirtti.calendar import access as calendar_access
from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity
from pirtti.core.refusals import Refused
from pirtti.desk import access, actions, messages, undo
from pirtti.desk.forms.activities import ActivityForm, NewActivityForm
from pirtti.desk.forms.rhythm import EndSeriesForm
from pirtti.desk.queries import activities as queries
from pirtti.desk.views import answers
from pirtti.network.rules import May


@require_safe
def activities(request: HttpRequest) -> HttpResponse:
    """List one's own activities, drafts first (`?place=`)."""
    access.need(request.user, May.EDIT_CALENDAR)
    page = queries.list_page(
        request.user, now=timezone.now(), place_pk=request.GET.get("place", "")
    )
    return render(request, "desk/activities.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def activity_new(request: HttpRequest) -> HttpResponse:
    """Plan a new activity with its first rhythm; it begins as a draft."""
    access.need(request.user, May.EDIT_CALENDAR)
    form = NewActivityForm(
        answers.typed(request), viewer=request.user, initial=_suggested(request)
    )
    made = answers.attempt(form, lambda: _plan(request, form))
    if made:
        say.success(request, _("Saved as a draft. Look it through, then publish it."))
        return redirect("desk:activity", made.pk)
    return answers.page(request, "desk/activity_form.html", form)


def _suggested(request: HttpRequest) -> dict[str, str]:
    """Return the place and day that a link of the week's gaps names."""
    return {name: request.GET[name] for name in ("place", "day") if name in request.GET}


def _plan(request: HttpRequest, form: NewActivityForm) -> Activity:
    given = form.cleaned_data
    return actions.plan_activity(
        form.apply(access.activity_to_plan(request.user, given["key"])),
        organisers=given["organisers"],
        audiences=given["audiences"],
        rhythm=form.first_rhythm,
        by=answers.person(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an activity with its dates, and change what is told of it."""
    found = calendar_access.activity_for(request.user, pk, May.EDIT_CALENDAR)
    form = ActivityForm(answers.typed(request), viewer=request.user, activity=found)
    if answers.attempt(form, lambda: _save(request, form, found)):
        say.success(request, _("Saved."))
        return redirect("desk:activity", pk)
    if (
        form.is_bound
    ):  # what was typed stays in the form, the heading tells what is stored
        found = calendar_access.activity_for(request.user, pk, May.EDIT_CALENDAR)
    return _activity_page(request, found, form)


def _save(request: HttpRequest, form: ActivityForm, found: Activity) -> Activity:
    given = form.cleaned_data
    return calendar.save_activity(
        form.apply(found),
        organisers=given["organisers"],
        audiences=given["audiences"],
        by=answers.person(request),
    )


def _activity_page(
    request: HttpRequest,
    found: Activity,
    form: ActivityForm | None = None,
    *,
    refusal: Refused | None = None,
    ending: EndSeriesForm | None = None,
) -> HttpResponse:
    page = queries.activity_page(request.user, found, now=timezone.now())
    form = form or ActivityForm(viewer=request.user, activity=found)
    forms = [
        ending
        if ending and ending.series.pk == series.pk
        else EndSeriesForm(series=series)
        for series in page.series
    ]
    context = {"page": page, "activity": found, "form": form, "series_forms": forms}
    context["refusal"] = messages.sentence(refusal.reason) if refusal else ""
    context["ending"] = ending
    needs_correcting = form.is_bound or refusal or ending
    return render(
        request, "desk/activity.html", context, status=422 if needs_correcting else 200
    )


@require_POST
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Copy an activity as a draft, with its rhythm from next week on."""
    found = calendar_access.activity_for(request.user, pk, May.EDIT_CALENDAR)
    twin = calendar.duplicate_activity(found, by=answers.person(request))
    say.success(
        request,
        _("This is the copy, a draft. Change what is different, then publish it."),
    )
    return redirect("desk:activity", twin.pk)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an activity to families, or say why not yet."""
    found = calendar_access.activity_for(request.user, pk, May.PUBLISH)
    try:
        calendar.publish(found, by=answers.person(request))
    except Refused as refused:
        return _activity_page(request, found, refusal=refused)
    say.success(request, _("Published: families see it now."))
    return redirect("desk:activity", pk)


@require_POST
def unpublish(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an activity back as a draft."""
    found = calendar_access.activity_for(request.user, pk, May.PUBLISH)
    by = answers.person(request)
    note = undo.draft(by, found)
    calendar.unpublish(found, by=by)
    sentence = _("It is a draft again: families do not see it.")
    say.success(request, sentence, extra_tags=note)
    return redirect("desk:activity", pk)


@require_POST
def series_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a rhythm after a day."""
    series = access.series_for(request.user, pk, May.EDIT_CALENDAR)
    found = calendar_access.activity_for(
        request.user, series.activity_id, May.EDIT_CALENDAR
    )
    form = EndSeriesForm(request.POST, series=series)
    ended = answers.attempt(form, lambda: _end(request, form))
    if ended is None:
        return _activity_page(request, found, ending=form)
    done = _("The rhythm ends. Later dates went away: %(number)s.")
    say.success(request, done % {"number": ended[0]}, extra_tags=ended[1])
    return redirect("desk:activity", found.pk)


def _end(request: HttpRequest, form: EndSeriesForm) -> tuple[int, str]:
    """Return how many dates went, and the note that takes it back."""
    by, last_on = answers.person(request), form.cleaned_data["last_on"]
    note = undo.series_ending(by, form.series, last_on)
    return calendar.end_series(form.series, last_on=last_on, by=by), note
