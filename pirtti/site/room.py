"""The room of a group: next meeting, dates, wishes and the board, for its members only.

Whoever is not in gets 404, like for a word that was made up. Opening a page changes
nothing; every button is sent.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pirtti.calendar import ical
from pirtti.core import addresses
from pirtti.core.forms import attempt
from pirtti.core.refusals import Refused
from pirtti.meetings import board_messages, leading_messages, rooms
from pirtti.meetings.actions import board as actions
from pirtti.meetings.board_forms import MessageForm, RoomWishForm
from pirtti.meetings.queries import board
from pirtti.meetings.rooms import Member
from pirtti.signups import words
from pirtti.site import guards, room_page, signup_data

UNPROCESSABLE = 422


@guards.for_one
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: HttpRequest, word: str) -> HttpResponse:
    """Show the room; what its forms and buttons send comes here too."""
    member = rooms.member_with(word)
    press = _PRESSES.get(request.POST.get("do", ""))
    if request.method == "POST" and press is not None:
        return press(request, member, word)
    return _page(request, member, word)


def _page(
    request: HttpRequest,
    member: Member,
    word: str,
    *,
    message: MessageForm | None = None,
    wish: RoomWishForm | None = None,
) -> HttpResponse:
    context = {
        "room": room_page.of(
            member, before=board.number_of(request.GET.get("before", ""))
        ),
        "message_form": message or MessageForm(),
        "wish_form": wish or RoomWishForm(),
        "reasons": board_messages.REASONS.items(),
        "talk": leading_messages.TALK,
        "done": request.GET.get("done", ""),
        **about(member, word),
    }
    status = UNPROCESSABLE if message or wish else 200
    return render(request, "site/room.html", context, status=status)


def about(member: Member, word: str) -> dict[str, object]:
    """Return what every page of a room needs; a discreet group's title tells nothing."""
    return {"member": member, "word": word, "title": words.title(member.party.intake)}


def _write(request: HttpRequest, member: Member, word: str) -> HttpResponse:
    form = MessageForm(request.POST)
    done = attempt(form, lambda: actions.write(member, **form.cleaned_data))
    return (
        _back(word, "written") if done else _page(request, member, word, message=form)
    )


def _wish(request: HttpRequest, member: Member, word: str) -> HttpResponse:
    form = RoomWishForm(request.POST)
    done = attempt(form, lambda: _wished(form, member))
    return _back(word, "wished") if done else _page(request, member, word, wish=form)


def _wished(form: RoomWishForm, member: Member) -> bool:
    actions.wish(member, text=form.cleaned_data["wish"], language=words.language())
    return True


def _remove(request: HttpRequest, member: Member, word: str) -> HttpResponse:
    actions.take_away(member, board.number_of(request.POST.get("message", "")) or 0)
    return _back(word, "removed")


def _report(request: HttpRequest, member: Member, word: str) -> HttpResponse:
    number = board.number_of(request.POST.get("message", "")) or 0
    actions.report(member, number, reason=request.POST.get("reason", ""))
    return _back(word, "reported")


_PRESSES: dict[str, Callable[[HttpRequest, Member, str], HttpResponse]] = {
    "write": _write,
    "wish": _wish,
    "remove": _remove,
    "report": _report,
}


def _back(word: str, done: str) -> HttpResponse:
    where = "wishes" if done == "wished" else "board"
    return redirect(f"{reverse('site:room', args=[word])}?done={done}#{where}")


@guards.for_one
@require_http_methods(["GET", "HEAD", "POST"])
def news(request: HttpRequest, word: str) -> HttpResponse:
    """Begin or stop the mail that says that there is something new.

    A mail program that stops mails by itself (RFC 8058) sends no choice: it stops.
    """
    member = rooms.member_with(word)
    context = about(member, word) | {"wants_news": room_page.wants_news(member)}
    if request.method != "POST":
        return render(request, "site/room_news.html", context)
    try:
        actions.want_news(member.party, is_wanted=request.POST.get("wanted") == "1")
    except Refused as refused:
        context["refusal"] = board_messages.REFUSALS[refused.reason]
        status = UNPROCESSABLE
        return render(request, "site/room_news.html", context, status=status)
    return _back(word, "news")


@guards.for_one
@require_safe
def feed(request: HttpRequest, word: str) -> HttpResponse:
    """Follow the group's dates in a calendar of one's own; 404 after leaving."""
    member = rooms.member_with(word)
    now = timezone.now()
    dates = room_page.dates_of_feed(member, now)
    title = words.title(member.party.intake)
    body = signup_data.calendar_file(
        member.party,
        dates,
        host=addresses.host(request),
        now=max((date.changed_at for date in dates), default=now),
        more=[
            ical.fold(f"X-WR-CALNAME:{ical.escape(title)}"),
            "REFRESH-INTERVAL;VALUE=DURATION:PT6H",
            "X-PUBLISHED-TTL:PT6H",
        ],
    )
    return HttpResponse(body, content_type=ical.CONTENT_TYPE)
