"""The day and the week."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pirtti.desk import access
from pirtti.desk.queries import today as today_queries
from pirtti.desk.queries import week as week_queries
from pirtti.network.rules import May
from pirtti.people import second_access


@require_safe
def today(request: HttpRequest) -> HttpResponse:
    """Show who is where today; a kind page to those without a role.

    Who only leads groups has a day of their own.
    """
    if access.only_leads(request.user):
        return redirect("desk:my_groups")
    page = today_queries.page(request.user, now=timezone.now())
    asks = second_access.is_asked(request)
    return render(request, "desk/today.html", {"page": page, "asks_second_step": asks})


@require_safe
def week(request: HttpRequest) -> HttpResponse:
    """Show a week (`?week=2026-W48`, `?place=`) with its gaps."""
    access.need(request.user, May.SEE_DESK)
    today = timezone.localdate()
    page = week_queries.page(
        request.user,
        week=week_queries.read_week(request.GET.get("week", ""), today=today),
        today=today,
        place_pk=request.GET.get("place", ""),
    )
    return render(request, "desk/week.html", {"page": page})
