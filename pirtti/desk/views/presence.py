"""Cards of workers, and who is at which place."""

import datetime as dt

from django.contrib import messages as say
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.desk import access, undo
from pirtti.desk.forms.presence import AwayForm, CardForm, StayForm
from pirtti.desk.queries import presence as queries
from pirtti.desk.views import answers
from pirtti.network import access as network
from pirtti.network.rules import May
from pirtti.presence import access as presence
from pirtti.presence import actions
from pirtti.presence.models import Stay, WorkerCard


@require_safe
def people_today(request: HttpRequest) -> HttpResponse:
    """Show who is at own places today; one tap says that somebody is not."""
    access.need(request.user, May.EDIT_CALENDAR)
    today = timezone.localdate()
    context = {
        "today": today,
        "rows": queries.today_at_own_places(request.user, today),
        "may_have_cards": queries.may_have_cards(request.user),
    }
    return render(request, "desk/people_today.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def here(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell who is at a place and when; families see it at once."""
    place = network.place_for(request.user, pk, May.EDIT_CALENDAR)
    today, by = timezone.localdate(), answers.person(request)
    form = StayForm(answers.typed(request), viewer=by, place=place, today=today)
    if answers.attempt(
        form, lambda: actions.add_stay(form.filled(), by=by, today=today)
    ):
        say.success(request, _("Saved. Families see it on the page of the place."))
        return redirect("desk:here", pk)
    page = queries.place_page(by, place, today)
    return answers.page(request, "desk/here.html", form, **page)


@require_POST
def stay_away(request: HttpRequest, pk: int, stay: int) -> HttpResponse:
    """Say that somebody is not here on a day (today, from the button)."""
    found, on = _stay(request, pk, stay), _day(request)
    answers.tried(
        request,
        lambda: actions.say_away(found, on=on, by=answers.person(request)),
        _("Families see that they are not here that day."),
    )
    return _back(request, pk)


@require_POST
def stay_back(request: HttpRequest, pk: int, stay: int) -> HttpResponse:
    """Say that somebody is here after all."""
    found = _stay(request, pk, stay)
    actions.say_here(found, on=_day(request), by=answers.person(request))
    say.success(request, _("They are told to be here again."))
    return _back(request, pk)


@require_POST
def stay_remove(request: HttpRequest, pk: int, stay: int) -> HttpResponse:
    """Take a time away for good."""
    found, by = _stay(request, pk, stay), answers.person(request)
    note = undo.stay_removal(by, found)
    actions.remove_stay(found, by=by)
    say.success(
        request, _("Taken away. Families do not see it any more."), extra_tags=note
    )
    return redirect("desk:here", pk)


def _stay(request: HttpRequest, pk: int, stay: int) -> Stay:
    return presence.stay_for(request.user, pk, stay)


def _day(request: HttpRequest) -> dt.date:
    form = AwayForm(request.POST)
    day: dt.date = form.cleaned_data["on"] if form.is_valid() else timezone.localdate()
    return day


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    """Lead back to the page where the button was."""
    if request.POST.get("from") == "today":
        return redirect("desk:people_today")
    return redirect("desk:here", pk)


@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """List the cards of own organisations' workers."""
    if not queries.may_have_cards(request.user):
        raise Http404
    lines = queries.own_cards(request.user, timezone.localdate())
    return render(request, "desk/cards.html", {"lines": lines})


@require_http_methods(["GET", "HEAD", "POST"])
def card_new(request: HttpRequest) -> HttpResponse:
    """Make a card for a worker of an own organisation."""
    if not queries.may_have_cards(request.user):
        raise Http404
    return _edit(request, WorkerCard())


@require_http_methods(["GET", "HEAD", "POST"])
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a card; the pages that show it change at once."""
    return _edit(request, presence.card_for(request.user, pk))


def _edit(request: HttpRequest, found: WorkerCard) -> HttpResponse:
    form = CardForm(
        answers.typed(request), request.FILES or None, viewer=request.user, card=found
    )
    today, by = timezone.localdate(), answers.person(request)
    if answers.attempt(
        form, lambda: actions.save_card(form.filled(), by=by, today=today)
    ):
        say.success(request, _("The card is saved."))
        return redirect("desk:cards")
    return answers.page(request, "desk/card_form.html", form, card=found)
