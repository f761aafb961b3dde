"""The season as it was promised, for everybody; and the answer behind a letter's link."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pirtti.core import marks
from pirtti.planning import access, answering
from pirtti.site import edition_page, page_cache

UNPROCESSABLE = 422
# Longer numbers are no edition's.
_LONGEST_NUMBER = 4


@marks.public
@require_safe
def edition(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The calendar of a season by weekday and place, and what changed since."""
    asked = request.GET.get("edition", "")
    is_number = asked.isascii() and asked.isdigit() and len(asked) <= _LONGEST_NUMBER
    found = access.edition_for(slug, pk, int(asked) if is_number else None)
    page = edition_page.edition_page(found, today=timezone.localdate())
    response = render(request, "site/edition.html", {"page": page})
    return page_cache.keep(response, found.round.area)


@marks.public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What an organisation promises, told through the link of its letter."""
    ask = access.ask_by_token(token)
    outcome = None
    if request.method == "POST":
        teller = answering.Teller(None, through_link=True)
        outcome = answering.press(ask, request.POST, teller)
        if outcome.done:
            say.success(request, outcome.done)
            return redirect("site:plan_answer", token)
    page = answering.answer_page(ask, request.GET, outcome)
    status = 200 if outcome is None else UNPROCESSABLE
    return render(request, "site/plan_answer.html", {"page": page}, status=status)
