"""When a place's door is open: weekly lines and days that differ."""

from typing import Any

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.desk import undo
from pirtti.desk.forms.hours import ExceptionForm, hours_forms
from pirtti.desk.queries import places as queries
from pirtti.desk.views import answers
from pirtti.network import access, actions
from pirtti.network.models import Place
from pirtti.network.rules import May


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest, pk: int) -> HttpResponse:
    """Say the weekly opening hours; several lines a day and seasons are fine."""
    place = access.place_for(request.user, pk, May.EDIT_PLACE)
    lines = _lines(request, place)
    if lines.is_bound and lines.is_valid():
        by = answers.person(request)
        answers.tried(
            request,
            lambda: actions.set_hours(place, hours=lines.hours(), by=by),
            _("The opening hours are saved. Families see them at once."),
        )
        return redirect("desk:hours", pk)
    return _page(request, place, lines, ExceptionForm(place=place, prefix="day"))


def _lines(request: HttpRequest, place: Place) -> Any:
    """Return the lines as sent; when they came broken, as they are stored.

    Broken ones shown as empty would be saved as "no hours" with the next press.
    """
    lines = hours_forms(place, answers.typed(request))
    if lines.is_bound and not (lines.management_form.is_valid() and lines.forms):
        say.error(request, _("The form was cut off on the way. Try once more."))
        return hours_forms(place)
    return lines


def _page(
    request: HttpRequest, place: Place, lines: object, days: ExceptionForm
) -> HttpResponse:
    context = {
        "place": place,
        "lines": lines,
        "days": days,
        "exceptions": place.opening_exceptions.filter(
            last_on__gte=timezone.localdate()
        ),
    }
    is_wrong = request.method == "POST"
    return render(request, "desk/hours.html", context, status=422 if is_wrong else 200)


@require_POST
def exception_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that some days are closed, or open otherwise."""
    place = access.place_for(request.user, pk, May.EDIT_PLACE)
    form = ExceptionForm(request.POST, place=place, prefix="day")
    by = answers.person(request)
    if answers.attempt(
        form, lambda: actions.add_exception(place, by=by, **form.as_change())
    ):
        say.success(request, _("Saved. Families see it beside the opening hours."))
        return redirect("desk:hours", pk)
    return _page(request, place, hours_forms(place), form)


@require_POST
def exception_remove(request: HttpRequest, pk: int, day: int) -> HttpResponse:
    """Take an exception back: those days are as usual again."""
    place = access.place_for(request.user, pk, May.EDIT_PLACE)
    exception, by = queries.exception_of(place, day), answers.person(request)
    note = undo.exception_removal(by, exception)
    actions.remove_exception(exception, by=by)
    sentence = _("Taken away: those days are as usual again.")
    say.success(request, sentence, extra_tags=note)
    return redirect("desk:hours", pk)
