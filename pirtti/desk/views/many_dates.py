"""Many dates at once: changed alike, cancelled with one reason, added, taken back."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.calendar import access as calendar_access
from pirtti.calendar import actions as calendar
from pirtti.calendar.models import Activity, Change
from pirtti.core.refusals import Refused
from pirtti.desk import messages, undo
from pirtti.desk.forms.many_dates import ExtraDatesForm, ManyDatesForm
from pirtti.desk.queries import rhythms as queries
from pirtti.desk.views import answers
from pirtti.network.rules import May
from pirtti.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def many(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick several coming dates, then change or cancel them all (`?all=1` ticks)."""
    found = calendar_access.activity_for(request.user, pk, May.EDIT_CALENDAR)
    form = _form(request, found)
    by = answers.person(request)
    change = answers.attempt(form, lambda: _do(form, by))
    if change is None:
        return answers.page(request, "desk/dates.html", form, activity=found)
    say.success(request, _said(form), extra_tags=undo.many_dates(by, change))
    return redirect("desk:activity", pk)


def _form(request: HttpRequest, found: Activity) -> ManyDatesForm:
    dates = queries.coming(found, now=timezone.now())
    ticked = [date.pk for date in dates] if "all" in request.GET else []
    return ManyDatesForm(
        answers.typed(request),
        viewer=request.user,
        activity=found,
        dates=dates,
        initial={"dates": ticked},
    )


def _do(form: ManyDatesForm, by: User) -> Change:
    if form.is_cancelling:
        reason = form.cleaned_data["reason"]
        return calendar.bulk_cancel(form.chosen, reason=reason, by=by)
    return calendar.bulk_change(form.chosen, by=by, **form.as_change())


def _said(form: ManyDatesForm) -> str:
    number = len(form.chosen)
    if form.is_cancelling:
        said = ngettext(
            "One date was cancelled. Families see the reason.",
            "%(number)s dates were cancelled. Families see the reason.",
            number,
        )
    else:
        said = ngettext(
            "One date was changed.", "%(number)s dates were changed.", number
        )
    return said % {"number": number}


@require_http_methods(["GET", "HEAD", "POST"])
def extra(request: HttpRequest, pk: int) -> HttpResponse:
    """Add single days beside the rhythm."""
    found = calendar_access.activity_for(request.user, pk, May.EDIT_CALENDAR)
    form = ExtraDatesForm(answers.typed(request))
    by = answers.person(request)
    made = answers.attempt(
        form, lambda: calendar.add_dates(found, by=by, **form.cleaned_data)
    )
    if made is None:
        return answers.page(request, "desk/dates_add.html", form, activity=found)
    said = ngettext("One date was added.", "%(number)s dates were added.", len(made))
    say.success(request, said % {"number": len(made)})
    return redirect("desk:activity", pk)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the dates of a change back as they were."""
    change = calendar_access.change_for(request.user, pk, May.EDIT_CALENDAR)
    try:
        number = calendar.undo_change(change, by=answers.person(request))
    except Refused as refused:
        say.error(request, str(messages.sentence(refused.reason)))
        return redirect("desk:activity", change.activity_id)
    said = ngettext(
        "Taken back: one date is as it was before.",
        "Taken back: %(number)s dates are as they were before.",
        number,
    )
    say.success(request, said % {"number": number})
    return redirect("desk:activity", change.activity_id)
