"""Saying what one thought: of one meeting, and of the whole group at its end."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from pirtti.calendar.models import Occurrence
from pirtti.core.forms import attempt
from pirtti.core.refusals import Refused
from pirtti.meetings import rating_rules, rooms
from pirtti.meetings.actions import ratings as actions
from pirtti.meetings.board_forms import ClosingForm, RatingForm
from pirtti.meetings.queries import ratings as queries
from pirtti.meetings.rooms import Member
from pirtti.site import guards, room

UNPROCESSABLE = 422


@guards.for_one
@require_http_methods(["GET", "HEAD", "POST"])
def rate(request: HttpRequest, word: str, pk: int) -> HttpResponse:
    """Ask four lines about a meeting; none of them must be answered."""
    member = rooms.member_with(word)
    meeting = queries.meeting_of(member, pk)
    if meeting is None:
        raise Http404
    form = RatingForm(request.POST if request.method == "POST" else None)
    if attempt(form, lambda: _rated(form, member, meeting)):
        return _thanks(word)
    return _page(request, "site/room_rate.html", form, member, word, meeting=meeting)


def _rated(form: RatingForm, member: Member, meeting: Occurrence) -> bool:
    """Take the answer; one that came twice is thanked for, and counted once."""
    try:
        actions.rate(member, meeting, form.cleaned_data)
    except Refused as refused:
        if refused.reason is not rating_rules.Refusal.ANSWERED_ALREADY:
            raise
    return True


@guards.for_one
@require_http_methods(["GET", "HEAD", "POST"])
def closing(request: HttpRequest, word: str) -> HttpResponse:
    """Ask three choices about the whole group, when it has ended."""
    member = rooms.member_with(word)
    form = ClosingForm(request.POST if request.method == "POST" else None)
    if attempt(form, lambda: _closed(form, member)):
        return _thanks(word)
    return _page(request, "site/room_closing.html", form, member, word)


def _closed(form: ClosingForm, member: Member) -> bool:
    try:
        actions.close(member, form.cleaned_data)
    except Refused as refused:
        if refused.reason is not rating_rules.Refusal.ANSWERED_ALREADY:
            raise
    return True


def _thanks(word: str) -> HttpResponse:
    return redirect(f"{reverse('site:room', args=[word])}?done=answered")


def _page(
    request: HttpRequest,
    template: str,
    form: RatingForm | ClosingForm,
    member: Member,
    word: str,
    **more: object,
) -> HttpResponse:
    context = {"form": form, **room.about(member, word), **more}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, template, context, status=status)
