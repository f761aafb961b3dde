"""Following an activity or a place by e-mail (double opt-in, one press to stop).

What may be done hangs on the secret word in the address (`guards.for_all`).
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.calendar import access as calendar_access
from pirtti.calendar.models import Activity
from pirtti.core import clients
from pirtti.core.content import shown
from pirtti.network import access as network_access
from pirtti.network.models import Place
from pirtti.notices import access, actions, messages, queries, rules
from pirtti.notices.models import Following
from pirtti.site import guards, links
from pirtti.site.follow_forms import FollowForm, is_trapped


def _leads_nowhere(request: HttpRequest) -> HttpResponse:
    return links.leads_nowhere(request, messages.REFUSALS[rules.Refusal.LINK_UNKNOWN])


_with_following = links.opened_by(access.following_with, _leads_nowhere)


@guards.for_all
@require_http_methods(["GET", "HEAD", "POST"])
def follow_activity(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for mails about an activity."""
    found = calendar_access.public_activity(slug)
    return _follow(request, found, reverse("site:activity", args=[slug]))


@guards.for_all
@require_http_methods(["GET", "HEAD", "POST"])
def follow_place(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for mails about everything at a place."""
    found = network_access.public_place(slug)
    return _follow(request, found, reverse("site:place", args=[slug]))


def _follow(request: HttpRequest, thing: Activity | Place, back: str) -> HttpResponse:
    form = FollowForm(request.POST if request.method == "POST" else None)
    name, is_place = shown(thing.name, _language()), isinstance(thing, Place)
    return links.ask_address(
        request,
        form,
        lambda: _ask(request, form, thing),
        page=("site/follow.html", {"name": name, "back": back, "is_place": is_place}),
        sent="site:follow_sent",
    )


def _ask(request: HttpRequest, form: FollowForm, thing: Activity | Place) -> bool:
    """Ask for the mail that asks to confirm; a program gets none."""
    if not is_trapped(request.POST):
        actions.follow(
            thing,
            address=form.cleaned_data["email"],
            language=_language(),
            wants_reminder=form.cleaned_data["wants_reminder"],
            network=clients.network_of(request),
        )
    return True


@guards.for_all
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say the same to everybody: look at your mail."""
    return render(request, "site/follow_sent.html")


@guards.for_all
@require_http_methods(["GET", "HEAD", "POST"])
@_with_following
def confirm(request: HttpRequest, found: Following, word: str) -> HttpResponse:
    """Opening shows a button (mail programs open links by themselves); pressing confirms."""
    if request.method == "POST":
        actions.confirm(word, now=timezone.now())
        return redirect(f"{reverse('site:following', args=[word])}?done=confirmed")
    return render(request, "site/follow_confirm.html", _about(found, word))


@guards.for_all
@require_http_methods(["GET", "HEAD", "POST"])
@_with_following
def stop(request: HttpRequest, found: Following, word: str) -> HttpResponse:
    """Opening shows a button; pressing it, here or in a mail program, stops."""
    if request.method == "POST":
        actions.stop(found)
        return redirect(f"{reverse('site:follow_ended')}?done=stopped")
    return render(request, "site/follow_stop.html", _about(found, word))


@guards.for_all
@require_http_methods(["GET", "HEAD", "POST"])
@_with_following
def own(request: HttpRequest, found: Following, word: str) -> HttpResponse:
    """Show what one follows; a press changes the reminder of one of them."""
    if request.method == "POST":
        _change(request, found)
        return redirect(f"{reverse('site:following', args=[word])}?done=saved")
    context = {"rows": _rows(found), "word": word, "done": request.GET.get("done")}
    return render(request, "site/following.html", context | _about(found, word))


@guards.for_all
@require_POST
@_with_following
def erase(_request: HttpRequest, found: Following, _word: str) -> HttpResponse:
    """Forget everything about the address a link belongs to."""
    actions.erase_all(found.address_key)
    return redirect(f"{reverse('site:follow_ended')}?done=erased")


@guards.for_all
@require_safe
def ended(request: HttpRequest) -> HttpResponse:
    """Say that it is over, and that this was all."""
    is_erased = request.GET.get("done") == "erased"
    said = messages.ERASED if is_erased else messages.STOPPED
    return render(request, "site/follow_ended.html", {"said": said})


def _change(request: HttpRequest, found: Following) -> None:
    """Turn the reminder of one's own following on or off."""
    chosen = next(
        (r for r in _rows(found) if str(r.pk) == request.POST.get("row")), None
    )
    if chosen is not None:
        is_wanted = request.POST.get("reminder") == "1"
        actions.want_reminder(chosen, is_wanted=is_wanted)


def _rows(found: Following) -> list[Following]:
    """List what the address of a link follows, each with its own secret word."""
    rows = queries.followings_of(found.address_key)
    for row in rows:
        vars(row)["word"] = access.word_of(row)
    return rows


def _about(found: Following, word: str) -> dict[str, object]:
    return {
        "following": found,
        "word": word,
        "name": shown(found.thing.name, _language()),
    }


def _language() -> str:
    return (get_language() or "fi")[:2]
