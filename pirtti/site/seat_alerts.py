"""The lighter way: word when a seat opens. It holds no seat and no place in line."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from pirtti.core import clients
from pirtti.signups import access, actions, words
from pirtti.signups.forms import AlertForm
from pirtti.signups.models import Alert, Intake
from pirtti.site import guards, intakes, links
from pirtti.site.signing_up import TRAP, about, leads_nowhere

_with_alert = links.opened_by(access.alert_with, leads_nowhere)


@guards.for_one
@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: HttpRequest, intake: int) -> HttpResponse:
    """Ask for one mail when a seat opens; of listed things only."""
    found, _invited = intakes.opened(intake, "")
    form = AlertForm(request.POST if request.method == "POST" else None)
    if request.POST.get(TRAP):
        return redirect("site:alert_sent")
    return links.ask_address(
        request,
        form,
        lambda: _ask(request, form, found),
        page=("site/alert_form.html", {"trap": TRAP, "intake": found, **about(found)}),
        sent="site:alert_sent",
    )


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
@_with_alert
def confirm(request: HttpRequest, found: Alert, word: str) -> HttpResponse:
    """Opening shows a button (mail programs open links by themselves); pressing confirms."""
    if request.method == "POST":
        actions.confirm_alert(word)
        return redirect(f"{reverse('site:alert_confirm', args=[word])}?done=1")
    is_confirmed, is_told = found.confirmed_at is not None, found.told_at is not None
    context = {
        "word": word,
        "is_done": is_confirmed and not is_told,
        "is_free_already": is_told and bool(request.GET.get("done")),
        "intake": found.intake_id,
    }
    return render(request, "site/alert_confirm.html", context)


@guards.for_one
@require_http_methods(["GET", "HEAD", "POST"])
@_with_alert
def stop(request: HttpRequest, _found: Alert, word: str) -> HttpResponse:
    """Opening shows a button; pressing it, here or in a mail program, stops and erases."""
    if request.method == "POST":
        actions.stop_alert(word)
        return redirect("site:signup_ended")
    return render(request, "site/alert_stop.html", {"word": word})
