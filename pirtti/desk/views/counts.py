"""One date's count afterwards, and the page that opens its counter at the door."""

import io

import segno
from django.contrib import messages as say
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.calendar import access as calendar
from pirtti.calendar.models import Occurrence
from pirtti.core import addresses
from pirtti.desk.forms.counts import CountForm
from pirtti.desk.queries import counts as queries
from pirtti.desk.views import answers
from pirtti.network.rules import May
from pirtti.visits import actions
from pirtti.visits import queries as visits


def _date(request: HttpRequest, pk: int, what: May) -> Occurrence:
    """Fetch a date at a place; one on the net has no door to count at."""
    date = calendar.occurrence_for(request.user, pk, what)
    if date.place is None:
        raise Http404
    return date


@require_http_methods(["GET", "HEAD", "POST"])
def count(request: HttpRequest, pk: int) -> HttpResponse:
    """Type in a count, or put one right with a reason (V3)."""
    date = _date(request, pk, May.CORRECT_COUNTS)
    counter = visits.counter(date)
    form = CountForm(answers.typed(request), counter=counter)
    by = answers.person(request)
    if answers.attempt(
        form, lambda: actions.set_totals(date, by=by, **form.as_change())
    ):
        say.success(request, _("The count is stored, and the figures with it."))
        return redirect("desk:count", pk)
    history = queries.corrections(date, counter.own)
    return answers.page(
        request, "desk/count.html", form, date=date, counter=counter, history=history
    )


@require_POST
def not_held(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that the date did not take place."""
    date = _date(request, pk, May.CORRECT_COUNTS)
    answers.tried(
        request,
        lambda: actions.mark_not_held(date, by=answers.person(request)),
        _("Marked: this date did not take place."),
    )
    return redirect("desk:count", pk)


@require_POST
def held(request: HttpRequest, pk: int) -> HttpResponse:
    """Take "did not take place" back."""
    date = _date(request, pk, May.CORRECT_COUNTS)
    actions.undo_not_held(date, by=answers.person(request))
    say.success(request, _("Taken back: it did take place."))
    return redirect("desk:count", pk)


@require_safe
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """A page to print: the QR of the counter's door and the codes of the day (V4)."""
    date = _date(request, pk, May.COUNT)
    assert date.place is not None
    door = addresses.absolute(request, reverse("visits:door", args=[date.place.code]))
    context = {
        "date": date,
        "door": door,
        "qr": _qr(door),
        "codes": queries.codes_of_day(request.user, date.place, date),
        "may_revoke": queries.may_correct(request.user, date),
    }
    return render(request, "desk/count_link.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Make every code and link of this date given out so far worthless."""
    date = _date(request, pk, May.CORRECT_COUNTS)
    actions.revoke(date, by=answers.person(request))
    say.success(
        request,
        _("Old codes and links no longer open this counter. Give out the new code."),
    )
    return redirect("desk:count_sheet_link", pk)


def _qr(address: str) -> SafeString:
    """Draw a QR code as SVG that stands in the page; it needs no picture file."""
    target = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        target,
        kind="svg",
        xmldecl=False,
        svgns=True,
        omitsize=True,
        border=4,
        light="#ffffff",
        svgclass="qr",
        lineclass=None,
    )
    return SafeString(target.getvalue().decode())
