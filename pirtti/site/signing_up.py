"""Signing up: the form, and the button of a personal invitation.

Whoever signs up needs no account and gets no cookie (`guards.for_one`). The answer is
the same whether an address is in already or not.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from pirtti.core import clients
from pirtti.core.content import shown
from pirtti.core.forms import attempt
from pirtti.signups import access, actions, messages, rules, words
from pirtti.signups.forms import SignUpForm
from pirtti.signups.models import Intake, InvitationCode, Party
from pirtti.site import guards, intakes, links, signup_words

# A field that people do not see: what fills it in is a program.
TRAP = "homepage"
INVITATION = "invitation"


@guards.for_one
@require_http_methods(["GET", "HEAD", "POST"])
def sign_up(request: HttpRequest, intake: int) -> HttpResponse:
    """Ask who comes and how to reach them; sending holds a seat or a place in line."""
    found, code = intakes.opened(intake, request.GET.get(INVITATION, ""))
    form = SignUpForm(request.POST if request.method == "POST" else None, intake=found)
    if request.POST.get(TRAP):
        return redirect("site:sign_up_sent")
    party = attempt(form, lambda: _send(request, form, code))
    if party is None:
        return _page(request, form, code)
    if not form.is_by_phone:
        return redirect("site:sign_up_sent")
    own = reverse("site:signup", args=[access.word_of(party)])
    return redirect(f"{own}?done=new")


def _send(request: HttpRequest, form: SignUpForm, code: InvitationCode | None) -> Party:
    return actions.sign_up(
        form.intake,
        form.wanted,
        told=form.told,
        by_phone=form.is_by_phone,
        language=words.language(),
        key=form.cleaned_data["key"],
        code=code,
        heard=form.cleaned_data["heard"],
        network=clients.network_of(request),
    )


def _page(
    request: HttpRequest, form: SignUpForm, code: InvitationCode | None
) -> HttpResponse:
    """Show the form, or why there is none; what was typed is kept."""
    intake = form.intake
    closed = intakes.why_not(intake, code, timezone.now())
    has_form = closed is None or form.is_bound
    context = {
        "form": form if has_form else None,
        "intake": intake,
        "refusal": messages.REFUSALS[closed] if closed and not form.is_bound else "",
        "may_alert": closed is rules.Refusal.FULL or _is_refused_as_full(form),
        "is_line": intakes.is_full(intake),
        "before": signup_words.before(intake, code),
        "trap": TRAP,
        **about(intake, is_invited=code is not None),
    }
    status = 422 if form.is_bound else 200
    return render(request, "site/signup_form.html", context, status=status)


def _is_refused_as_full(form: SignUpForm) -> bool:
    full = str(messages.REFUSALS[rules.Refusal.FULL])
    return form.is_bound and full in form.non_field_errors()


def about(intake: Intake, *, is_invited: bool = False) -> dict[str, object]:
    """Tell what one signs up to, and where its public page is, if it has one."""
    activity, date = intake.about, intake.occurrence
    back = ""
    if not is_invited and activity.is_listed:
        back = reverse("site:activity", args=[activity.slug])
        if date is not None:
            back = reverse("site:event", args=[date.pk])
    return {
        "name": shown(activity.name, (get_language() or "fi")[:2]),
        "title": words.title(intake),
        "date": words.when(date) if date is not None else "",
        "back": back,
    }


@guards.for_one
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say the same to everybody: look at your mail."""
    minutes = int(rules.HOLD.total_seconds() // 60)
    return render(request, "site/signup_sent.html", {"minutes": minutes})


def leads_nowhere(request: HttpRequest) -> HttpResponse:
    """Say kindly that a link of a sign-up is over."""
    return links.leads_nowhere(request, messages.REFUSALS[rules.Refusal.LINK_UNKNOWN])


_with_code = links.opened_by(intakes.valid_code, leads_nowhere)


@guards.for_one
@require_http_methods(["GET", "HEAD", "POST"])
@_with_code
def invited(request: HttpRequest, code: InvitationCode, word: str) -> HttpResponse:
    """Show that there is an invitation; the button opens it and leads to the form.

    Opening the page writes nothing: cameras and mail programs look at links.
    """
    if request.method == "POST":
        actions.open_code(word)
        page = reverse("site:sign_up", args=[code.invitation.intake_id])
        return redirect(f"{page}?{urlencode({INVITATION: word})}")
    is_used = code.used_at is not None
    return render(request, "site/signup_invited.html", {"is_used": is_used})
