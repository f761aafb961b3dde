"""Pages for the second step of signing in: taking it, turning it on and off."""

import time
from typing import cast

from allauth.mfa.base import views as mfa_views
from django.contrib import auth
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from pirtti.core import forms as core_forms
from pirtti.core.marks import public
from pirtti.people import fresh, messages, rules, second_access, second_actions
from pirtti.people.models import User
from pirtti.people.rules import News
from pirtti.people.second_forms import SureForm, TurnOnForm

# allauth's view in our template; who comes here has typed the code of the mail, or
# pressed a one-time link.
step = public(mfa_views.authenticate)

# In a session: until when it may see the recovery codes that it has just made.
CODES_UNTIL = "second_step_codes_until"


@fresh.own
@require_safe
def second(request: HttpRequest) -> HttpResponse:
    """Show how one signs in, and for ten minutes the recovery codes just made."""
    return _page(request)


@fresh.recent
def second_on(request: HttpRequest) -> HttpResponse:
    """Let an app read the secret, and turn the step on by the code it shows."""
    user = _user(request)
    if second_access.is_on(user):
        return redirect("people:second")
    form = TurnOnForm(request.POST or None, user=user)
    if core_forms.attempt(
        form, lambda: second_actions.turn_on(user, form.offer.secret)
    ):
        return _changed(request, user, News.ON)
    status = 422 if form.is_bound else 200
    return render(request, "people/second_on.html", {"form": form}, status=status)


@fresh.own
@require_POST
def second_renew(request: HttpRequest) -> HttpResponse:
    """Make new recovery codes, for who types a fresh code."""
    user = _user(request)
    form = _sure("renew", request)
    if core_forms.attempt(form, lambda: second_actions.renew_codes(user)):
        return _changed(request, user, News.RENEWED)
    return _page(request, renew=form, status=422)


@fresh.own
@require_POST
def second_off(request: HttpRequest) -> HttpResponse:
    """Turn the step off, for who types a fresh code."""
    user = _user(request)
    form = _sure("off", request)
    if core_forms.attempt(form, lambda: second_actions.turn_off(user, by=user)):
        return _changed(request, user, News.OFF)
    return _page(request, off=form, status=422)


@fresh.own
@require_POST
def second_codes(request: HttpRequest) -> HttpResponse:
    """Give the recovery codes as a file, as long as the page shows them."""
    codes = _codes(request)
    if not codes:
        return redirect("people:second")
    text = render(request, "people/second_codes.txt", {"codes": codes})
    answer = HttpResponse(text.content, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="pirtti-codes.txt"'
    return answer


@require_POST
def second_kept(request: HttpRequest) -> HttpResponse:
    """Show the recovery codes no more: they are kept."""
    request.session.pop(CODES_UNTIL, None)
    return redirect("people:second")


@require_POST
def second_later(request: HttpRequest) -> HttpResponse:
    """Ask no more in this session."""
    request.session[second_access.LATER] = True
    return redirect("desk:today")


def _page(
    request: HttpRequest,
    *,
    renew: SureForm | None = None,
    off: SureForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "step": second_access.step_of(_user(request)),
        "codes": _codes(request),
        "renew_form": renew or _sure("renew", request, is_sent=False),
        "off_form": off or _sure("off", request, is_sent=False),
    }
    return render(request, "people/second.html", context, status=status)


def _sure(name: str, request: HttpRequest, *, is_sent: bool = True) -> SureForm:
    """Return one of the page's two forms; their fields have different ids."""
    sent = request.POST if is_sent else None
    return SureForm(sent, user=_user(request), auto_id=f"{name}_%s")


def _codes(request: HttpRequest) -> list[str]:
    if float(request.session.get(CODES_UNTIL, 0)) <= time.time():
        return []
    return second_access.codes_of(_user(request))


def _changed(request: HttpRequest, user: User, what: News) -> HttpResponse:
    """Keep this session, whose others have ended, and say what was done."""
    auth.update_session_auth_hash(request, user)
    session = request.session
    session[second_access.TAKEN] = what is not News.OFF
    shown = rules.CODES_SHOWN_SECONDS if what is not News.OFF else 0
    session[CODES_UNTIL] = time.time() + shown
    notices.success(request, str(messages.SECOND_STEP_SAID[what]))
    return redirect("people:second")


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)
