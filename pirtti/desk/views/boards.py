"""The board of a group for its leaders, and what members thought, as averages."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.desk.queries import boards as queries
from pirtti.desk.views import answers
from pirtti.groups import access
from pirtti.groups.models import Group
from pirtti.meetings.actions import board as actions
from pirtti.meetings.board_forms import MessageForm
from pirtti.meetings.models import BoardMessage


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a group's board to one of its leaders, who may write on it too."""
    group = access.group_led(request.user, pk)
    form = MessageForm(answers.typed(request))
    if answers.attempt(form, lambda: _write(request, group, form)):
        say.success(request, _("Your message is on the board."))
        return redirect("desk:board", pk)
    before = request.GET.get("before", "")
    page = queries.board_page(group, answers.person(request), before)
    context = {"group": group, "page": page, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "desk/board.html", context, status=status)


def _write(request: HttpRequest, group: Group, form: MessageForm) -> BoardMessage:
    return actions.write_as_leader(
        group, by=answers.person(request), **form.cleaned_data
    )


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """Hide a message, show it (again), or take one's own away: one press each."""
    group = access.group_led(request.user, pk)
    message = queries.message_of(group, request.POST.get("message", ""))
    by = answers.person(request)
    asked = request.POST.get("do")
    if asked == "hide":
        actions.hide(message, by=by)
        say.success(request, _("Hidden. You can show it again here."))
    elif asked == "show":
        actions.show(message, by=by)
        say.success(request, _("Members see the message."))
    elif asked == "remove" and actions.take_away_as_leader(message, by=by):
        say.success(request, _("Your message is gone for good."))
    return redirect("desk:board", pk)


@never_cache
@require_safe
def ratings(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how meetings went: averages of five answers or more, never single ones."""
    group = access.group_reached(request.user, pk)
    context = {
        "group": group,
        "page": queries.ratings_page(group),
        "leads": access.led_by(request.user).filter(group=group).exists(),
    }
    return render(request, "desk/ratings.html", context)
