"""The lighter way: word when a seat opens. It holds no seat and no place in line."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from pirtti.core import clients
from pirtti.core.forms import attempt
from pirtti.signups import access, actions, words
from pirtti.signups.forms import AlertForm
from pirtti.signups.models import Intake
from pirtti.site import guards, intakes
from pirtti.site.signing_up import TRAP, about, leads_nowhere


@guards.for_one
@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: HttpRequest, intake: int) -> HttpResponse:
    """Ask for one mail when a seat opens; of listed things only."""
    found, _invited = intakes.opened(intake, "")
    form = AlertForm(request.POST if request.method == "POST" else None)
    if request.POST.get(TRAP) or attempt(form, lambda: _ask(request, form, found)):
        return redirect("site:alert_sent")
    context = {"form": form, "trap": TRAP, "intake": found}
    context |= about(found)
    status = 422 if form.is_bound else 200
    return render(request, "site/alert_form.html", context, status=status)


def _ask(request: HttpRequest, form: AlertForm, intake: Intake) -> bool:
    actions.alert(
        intake,
        address=form.cleaned_data["email"],
        language=words.language(),
        network=clients.network_of(request),
    )
    return True


@guards.for_one
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say the same to everybody: look at your mail."""
    return render(request, "site/alert_sent.html")


@guards.for_one
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, word: str) -> HttpResponse:
    """Opening shows a button (mail programs open links by themselves); pressing confirms."""
    found = access.alert_with(word)
    if found is None:
        return leads_nowhere(request)
    if request.method == "POST":
        actions.confirm_alert(word)
        return redirect(f"{reverse('site:alert_confirm', args=[word])}?done=1")
    is_done = found.confirmed_at is not None and found.told_at is None
    context = {"word": word, "is_done": is_done}
    return render(request, "site/alert_confirm.html", context)


@guards.for_one
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, word: str) -> HttpResponse:
    """Opening shows a button; pressing it, here or in a mail program, stops and erases."""
    if access.alert_with(word) is None:
        return leads_nowhere(request)
    if request.method == "POST":
        actions.stop_alert(word)
        return redirect("site:signup_ended")
    return render(request, "site/alert_stop.html", {"word": word})
