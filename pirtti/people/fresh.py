"""Pages of one person: kept by nobody, and some only soon after signing in."""

import functools
import time
from collections.abc import Callable
from typing import Any

from django.contrib import auth
from django.contrib import messages as notices
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.views.decorators.cache import never_cache

from pirtti.people import messages, rules


def own(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let nobody keep or index the answer: it is for one person only."""

    @never_cache
    @functools.wraps(view)
    def opened(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        answer = view(request, *args, **more)
        answer["X-Robots-Tag"] = "noindex"
        return answer

    return opened


def fresh(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open a view only within 12 hours of signing in, and let nobody keep the answer.

    A session that lasts a season (of a volunteer) is ended and asked to begin anew;
    who pressed a button comes back to their groups.
    """

    @own
    @functools.wraps(view)
    def opened(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        if not is_old(request):
            return view(request, *args, **more)
        return _ask_again(request)

    return opened


def recent(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open a view only within an hour of signing in: who one is may change there."""

    @own
    @functools.wraps(view)
    def opened(request: HttpRequest, *args: Any, **more: Any) -> HttpResponseBase:
        if not is_old(request, rules.SURE_SECONDS):
            return view(request, *args, **more)
        answer = _ask_again(request, back_to=request.path)
        notices.info(request, messages.SIGN_IN_ANEW)
        return answer

    return opened


def is_old(request: HttpRequest, seconds: int = rules.FRESH_SECONDS) -> bool:
    """Say whether one signed in longer ago than such a page allows."""
    now = time.time()
    signed_in_at = float(request.session.get("signed_in_at", now))
    return now - signed_in_at >= seconds


def _ask_again(request: HttpRequest, back_to: str = "") -> HttpResponse:
    is_page = request.method in {"GET", "HEAD"}
    here = request.get_full_path() if is_page else resolve_url("desk:my_groups")
    auth.logout(request)
    return redirect_to_login(back_to or here)
