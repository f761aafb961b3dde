"""Pages for signing in and for one's own account."""

from typing import cast

from allauth.account import views as allauth_views
from allauth.account.utils import perform_login
from django.contrib import auth
from django.contrib import messages as notices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache

from pirtti.core.marks import public
from pirtti.core.refusals import Refused
from pirtti.people import access, actions, messages, rules
from pirtti.people.forms import AccountForm
from pirtti.people.models import User

# allauth's views in our templates: a code by e-mail, no passwords anywhere.
code = public(allauth_views.confirm_login_code)
sign_out = public(allauth_views.logout)
closed = public(allauth_views.account_inactive)


@public
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the address to which a code is sent; one may ask anew at any time."""
    if request.user.is_authenticated:
        return redirect("desk:today")
    answer: HttpResponse = allauth_views.request_login_code(request)
    return answer


@public
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in with a one-time link: GET shows a button, POST uses the link up."""
    now = timezone.now()
    if request.method == "POST":
        try:
            user = actions.use_link(token, now=now)
        except Refused as refused:
            return _link_refused(request, refused.reason)
        return _let_in(request, user)
    found = access.link_with(token)
    reason = access.refuse_link(found, now=now) if found else rules.Refusal.LINK_UNKNOWN
    if found is None or reason:
        return _link_refused(request, reason)
    return render(request, "people/link.html", {"owner": found.user})


def _let_in(request: HttpRequest, user: User) -> HttpResponse:
    """Sign in as a code by mail does: who has a second step is asked for it."""
    auth.logout(request)
    answer: HttpResponse = perform_login(
        request, user, redirect_url=resolve_url("desk:today")
    )
    return answer


def _link_refused(request: HttpRequest, reason: object) -> HttpResponse:
    """Say why a link does not open; 404 when it never was, 410 when it is over."""
    status = 404 if reason is rules.Refusal.LINK_UNKNOWN else 410
    sentence = messages.REFUSALS[rules.Refusal(reason)]
    return render(request, "people/link_refused.html", {"why": sentence}, status=status)


def me(request: HttpRequest) -> HttpResponse:
    """Show and change one's own name and language."""
    user = cast("User", request.user)
    form = AccountForm(
        request.POST or None, initial={"name": user.name, "language": user.language}
    )
    if request.method == "POST" and form.is_valid():
        actions.change_account(user, by=user, **form.cleaned_data)
        notices.success(request, messages.ACCOUNT_SAVED)
        return redirect("people:me")
    status = 422 if form.is_bound else 200
    return render(request, "people/me.html", {"form": form}, status=status)
