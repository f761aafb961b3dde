"""What nobody has confirmed for two months: one press says that it still holds."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from pirtti.calendar import access as calendar
from pirtti.desk import access
from pirtti.desk.queries import proposals as queries
from pirtti.desk.views import answers
from pirtti.network.rules import May
from pirtti.proposals import actions, freshness


@require_safe
def to_confirm(request: HttpRequest) -> HttpResponse:
    """List one's own activities that should be confirmed."""
    access.need(request.user, May.EDIT_CALENDAR)
    page = queries.to_confirm(request.user, now=timezone.now())
    return render(request, "desk/to_confirm.html", {"page": page})


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that what is told of one activity still holds."""
    found = calendar.activity_for(request.user, pk, May.EDIT_CALENDAR)
    actions.confirm([found], by=answers.person(request))
    say.success(request, _("Confirmed: what is told still holds."))
    return redirect("desk:to_confirm")


@require_POST
def confirm_all(request: HttpRequest) -> HttpResponse:
    """Say that all of one's own that was asked about still holds."""
    access.need(request.user, May.EDIT_CALENDAR)
    own = freshness.to_confirm(request.user, timezone.now())
    number = actions.confirm(own, by=answers.person(request))
    done = ngettext("One activity is confirmed.", "%(number)s are confirmed.", number)
    say.success(request, done % {"number": number})
    return redirect("desk:to_confirm")
