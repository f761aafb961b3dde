"""A family's own page, opened by its one link: where it stands, and what it can do."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pirtti.calendar import queries as calendar
from pirtti.calendar.models import Occurrence
from pirtti.core import addresses
from pirtti.core.forms import attempt
from pirtti.core.refusals import Refused
from pirtti.meetings import rooms
from pirtti.signups import access, actions, messages, queries, rules
from pirtti.signups.forms import ChangeForm
from pirtti.signups.models import Party
from pirtti.site import guards, intakes, links, signup_data, signup_words
from pirtti.site.signing_up import about, leads_nowhere

MOST_DATES = 8
UNPROCESSABLE = 422
# What a press of a button does, and what is said of it afterwards.
PRESSES = {
    "confirm": actions.confirm,
    "accept": actions.accept_offer,
}
ENDS = {"decline": actions.decline_offer, "leave": actions.leave}

_with_party = links.opened_by(access.party_with, leads_nowhere)


@guards.for_one
@require_http_methods(["GET", "HEAD", "POST"])
@_with_party
def signup(request: HttpRequest, party: Party, word: str) -> HttpResponse:
    """Show a family where it stands; its buttons are sent here too."""
    if request.method == "POST":
        return _press(request, party, word)
    asked = request.GET.get("do", "")
    if asked == "leave":
        return render(request, "site/signup_leave.html", _context(party, word))
    if asked == "change" and party.state != rules.State.GONE:
        return _change_page(request, party, word, _change_form(party))
    return _page(request, party, word)


def _press(request: HttpRequest, party: Party, word: str) -> HttpResponse:
    """Do what the button says; opening a link never does anything."""
    asked = request.POST.get("action", "")
    try:
        if asked in PRESSES:
            PRESSES[asked](word)
            return _back(word, asked)
        if asked in ENDS:
            ENDS[asked](word)
            return redirect("site:signup_ended")
    except Refused as refused:
        return _page(request, party, word, refusal=refused)
    if asked == "change":
        return _change(request, party, word)
    return _page(request, party, word, is_unknown=True)


def _change(request: HttpRequest, party: Party, word: str) -> HttpResponse:
    form = _change_form(party, request)
    changed = attempt(
        form,
        lambda: actions.change_party(
            word,
            form.wanted,
            nickname=form.cleaned_data["nickname"],
            needs=form.needs,
            interpreter=form.interpreter,
        ),
    )
    if changed is None:
        return _change_page(request, party, word, form)
    return _back(word, "change")


def _change_form(party: Party, request: HttpRequest | None = None) -> ChangeForm:
    return ChangeForm(
        request.POST if request else None,
        intake=party.intake,
        told=access.told_of(party),
        known=intakes.ages_today(party),
        initial={"adults": party.adults, "children": party.children},
    )


def _change_page(
    request: HttpRequest, party: Party, word: str, form: ChangeForm
) -> HttpResponse:
    context = _context(party, word) | {"form": form}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "site/signup_change.html", context, status=status)


def _back(word: str, done: str) -> HttpResponse:
    return redirect(f"{reverse('site:signup', args=[word])}?done={done}")


def _page(
    request: HttpRequest,
    party: Party,
    word: str,
    *,
    refusal: Refused | None = None,
    is_unknown: bool = False,
) -> HttpResponse:
    now = timezone.now()
    is_waiting = party.state == rules.State.WAITING
    place = queries.place_in_line(party) if is_waiting else None
    context = _context(party, word) | {
        "stands": signup_words.stands(party, place, now),
        "tone": signup_words.TONES[rules.State(party.state)],
        "must_confirm": signup_words.must_confirm(party),
        "can_answer": signup_words.can_answer(party, now),
        "is_in": party.state == rules.State.IN,
        "has_room": rooms.has_room(party),
        "is_gone": party.state == rules.State.GONE,
        "dates": _dates(party),
        "lines": signup_data.lines(party),
        "kept": signup_words.kept(party.intake),
        "fairness": signup_words.fairness(party.intake) if is_waiting else "",
        "done": request.GET.get("done", ""),
        "link": addresses.absolute(request, reverse("site:signup", args=[word])),
        "refusal": messages.REFUSALS[refusal.reason] if refusal else "",
    }
    status = UNPROCESSABLE if refusal or is_unknown else 200
    return render(request, "site/signup.html", context, status=status)


def _context(party: Party, word: str) -> dict[str, object]:
    return {"party": party, "word": word, **about(party.intake)}


def _dates(party: Party) -> list[Occurrence]:
    """List the coming dates; whoever has no seat yet sees them too."""
    if party.state == rules.State.GONE:
        return []
    if party.intake.occurrence is not None:
        return [party.intake.occurrence]
    now = timezone.now()
    return calendar.dates_of_activity(party.intake.about, since=now, limit=MOST_DATES)


@guards.for_one
@require_safe
@_with_party
def data(_request: HttpRequest, party: Party, _word: str) -> HttpResponse:
    """Give a family all that is stored about it, for machines."""
    body = json.dumps(signup_data.export(party), ensure_ascii=False, indent=2)
    response = HttpResponse(body, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="own.json"'
    return response


@guards.for_one
@require_safe
@_with_party
def dates(request: HttpRequest, party: Party, _word: str) -> HttpResponse:
    """Give the coming dates for a calendar, under a neutral name where that is wanted."""
    body = signup_data.calendar_file(
        party, _dates(party), host=addresses.host(request), now=timezone.now()
    )
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="dates.ics"'
    return response


@guards.for_one
@require_safe
def ended(request: HttpRequest) -> HttpResponse:
    """Say that it is over, and that nothing is stored any more."""
    return render(request, "site/signup_ended.html")
