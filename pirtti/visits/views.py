"""Pages of the counter: its door, itself, where its taps arrive."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.calendar.models import Occurrence
from pirtti.core import clients
from pirtti.core.marks import public
from pirtti.core.refusals import Refused
from pirtti.network.models import Place
from pirtti.people import actions as people_actions
from pirtti.visits import access, actions, messages, pages, payload, queries, rules
from pirtti.visits.forms import CodeForm, TapForm

# Ten tries at once and twenty an hour from one network: a volunteer with cold
# fingers gets in, a million codes stay out of reach.
TRIES, TRIES_PER_HOUR = 10, 20

STATUS = {
    rules.Refusal.CODE_UNKNOWN: 404,
    rules.Refusal.TOO_EARLY: 403,
    rules.Refusal.TOO_LATE: 410,
    rules.Refusal.REVOKED: 410,
    rules.Refusal.CANCELLED: 410,
    rules.Refusal.ALREADY_COUNTED: 409,
    rules.Refusal.TOO_MANY_TRIES: 429,
}
BAD_REQUEST = 400


@public
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the shift code at a place's door; the right one opens its counter."""
    place = access.place_at_door(code.lower())
    form, status = CodeForm(request.POST or None), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _through_door(request, place, form.cleaned_data["code"])
            except Refused as refused:
                form.add_error("code", str(messages.REFUSALS[refused.reason]))
                status = STATUS.get(rules.Refusal(refused.reason), status)
    return render(
        request, "visits/door.html", pages.door_page(place, form), status=status
    )


def _through_door(request: HttpRequest, place: Place, code: str) -> HttpResponse:
    key = f"shift-code|{place.pk}|{clients.network_of(request)}"
    if not people_actions.try_once(key, capacity=TRIES, per_hour=TRIES_PER_HOUR):
        raise Refused(rules.Refusal.TOO_MANY_TRIES)
    date = access.gathering_by_code(place, code, timezone.now())
    return redirect("visits:counter", access.token_for(date))


@public
@require_safe
def counter(request: HttpRequest, token: str) -> HttpResponse:
    """Show the counter of one gathering, from two hours before to two after."""
    try:
        date = access.counter_for(token, timezone.now())
    except Refused as refused:
        return _refused(request, refused)
    context = pages.counter_page(
        queries.counter(date), token=token, query=request.GET.dict()
    )
    return render(request, "visits/counter.html", context)


# No CSRF word here: the token in the address is the only key and no cookie gives
# any right, so another site can't ride on a visitor's browser. And a page that a
# phone kept offline for hours would hold an old word and lose its taps.
@public
@csrf_exempt
@require_POST
def events(request: HttpRequest, token: str) -> HttpResponse:
    """Take taps: many as JSON from `counter.js`, or one from a button's form."""
    now = timezone.now()
    try:
        if request.content_type != payload.IS_JSON:
            return _pressed(request, token)
        date = access.receiver_for(token, now)
        received = actions.receive_events(date, payload.taps(request), now=now)
    except Refused as refused:
        return _refused(request, refused)
    return JsonResponse(pages.answer(received))


def _pressed(request: HttpRequest, token: str) -> HttpResponse:
    """Do what a button without JavaScript says, and lead back to the counter."""
    if "tap" in request.POST or "undo" in request.POST:
        date = access.receiver_for(token, timezone.now())
        return _back(token, _tap(request, date))
    date = access.counter_for(token, timezone.now())
    for name, action in (
        ("done", actions.finish),
        ("not_held", actions.mark_not_held),
        ("held", actions.undo_not_held),
    ):
        if name in request.POST:
            action(date)
            return _back(token, {"done": "1"} if name == "done" else {})
    raise Refused(rules.Refusal.BAD_EVENT)


def _tap(request: HttpRequest, date: Occurrence) -> dict[str, str]:
    """Store one tap of a form; return what the next page needs for undoing it."""
    is_undo = "undo" in request.POST
    form = TapForm({"tap": request.POST.get("undo" if is_undo else "tap")})
    if not form.is_valid():
        raise Refused(rules.Refusal.BAD_EVENT)
    tap = form.cleaned_data["tap"]
    answers = actions.receive_events(date, [tap], now=timezone.now()).answers
    if answers[0].startswith("rejected"):
        raise Refused(rules.Refusal.UNKNOWN_CATEGORY)
    return {} if is_undo else {"last": f"{tap['category']}|{tap['step']}"}


def _back(token: str, query: dict[str, str]) -> HttpResponse:
    address = reverse("visits:counter", args=[token])
    return redirect(f"{address}?{urlencode(query)}" if query else address)


def _refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    """Say why not, to a phone as JSON and to people as a page with a way on."""
    reason = rules.Refusal(refused.reason)
    status = STATUS.get(reason, BAD_REQUEST)
    words = pages.refusal(reason)
    if request.content_type == payload.IS_JSON:
        answer = {"error": str(words["sentence"]), "reason": words["reason"]}
        return JsonResponse(answer, status=status)
    return render(request, "visits/refused.html", words, status=status)


@public
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker that lets a counter open without a network.

    It stands under `/<language>/count/`, so that is as far as it can reach.
    """
    context = {
        "counters": reverse("visits:counter", args=["-"]).removesuffix("-/"),
        "static": f"/{settings.STATIC_URL.lstrip('/')}",
    }
    return render(
        request, "visits/sw.js", context, content_type="text/javascript; charset=utf-8"
    )
