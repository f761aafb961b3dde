"""One date: change, cancel, restore."""

from urllib.parse import urlencode

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.calendar import access, actions
from pirtti.calendar.models import Occurrence
from pirtti.desk import messages, rules
from pirtti.desk.forms.dates import CancelForm, DateForm
from pirtti.desk.queries import activities as queries
from pirtti.desk.views import answers
from pirtti.network.rules import May


def _date_page(request: HttpRequest, date: Occurrence, form: DateForm) -> HttpResponse:
    return answers.page(
        request,
        "desk/occurrence.html",
        form,
        date=date,
        own=messages.own_words(date.own),
        journal=queries.journal_of(date),
        is_over=_over(date) is not None,
        over=messages.REFUSALS[rules.Refusal.DATE_OVER],
    )


def _over(date: Occurrence) -> rules.Refusal | None:
    return rules.refuse_changing(date.on, today=timezone.localdate())


@require_http_methods(["GET", "HEAD", "POST"])
def occurrence(request: HttpRequest, pk: int) -> HttpResponse:
    """Change one date only; the rest of its rhythm stays."""
    date = access.occurrence_for(request.user, pk, May.EDIT_CALENDAR)
    form = DateForm(answers.typed(request), viewer=request.user, occurrence=date)
    form.refuse_if_sent(_over(date))
    by = answers.person(request)
    if form.is_valid() and form.reaches_further:
        return _go_on_with_rhythm(date, form)
    if answers.attempt(
        form, lambda: actions.change_occurrence(date, by=by, **form.as_change())
    ):
        say.success(request, _("This date was changed. The others stay as they were."))
        return redirect("desk:occurrence", pk)
    return _date_page(request, date, form)


def _go_on_with_rhythm(date: Occurrence, form: DateForm) -> HttpResponse:
    """Lead to the form of the rhythm, with what was typed for this date."""
    asked = urlencode(form.as_rhythm(), doseq=True)
    return redirect(f"{reverse('desk:series', args=[date.series_id])}?{asked}")


@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel one date with a reason; families still see it, struck through."""
    date = access.occurrence_for(request.user, pk, May.EDIT_CALENDAR)
    form = CancelForm(answers.typed(request), initial={"reason": date.reason})
    form.refuse_if_sent(_over(date))
    by = answers.person(request)
    if answers.attempt(
        form,
        lambda: actions.cancel_occurrence(
            date, reason=form.cleaned_data["reason"], by=by
        ),
    ):
        say.success(request, _("The date is cancelled. Families see the reason."))
        return redirect("desk:occurrence", pk)
    return answers.page(request, "desk/cancel.html", form, date=date)


@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a cancellation back."""
    date = access.occurrence_for(request.user, pk, May.EDIT_CALENDAR)
    if _over(date):
        say.error(request, str(messages.REFUSALS[rules.Refusal.DATE_OVER]))
    else:
        actions.restore_occurrence(date, by=answers.person(request))
        say.success(request, _("The date is on again."))
    return redirect("desk:occurrence", pk)
