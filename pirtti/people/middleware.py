"""Default deny, and the end of sessions.

A page is open to all only when its view says so.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import auth
from django.contrib import messages as notices
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string

from pirtti.core import kept, marks
from pirtti.people import messages, rules, second_access

Answer = Callable[[HttpRequest], HttpResponseBase]


class SignOutIdle:
    """End a session 12 hours after signing in, or after two idle hours.

    A session of low risk lasts a season. Costs a write to the session and a look at
    the account every ten minutes at most.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Sign out what is over, note that the others are here, answer."""
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and request.user.is_authenticated:
            self._look(request, time.time())
        return self.get_response(request)

    def _look(self, request: HttpRequest, now: float) -> None:
        session = request.session
        seen = float(session.get("seen_at", now))
        is_due = "seen_at" not in session or now - seen >= rules.SEEN_EVERY_SECONDS
        if is_due:
            self._judge(request)
        season = settings.SESSION_SEASON_SECONDS if session.get("season") else None
        over = rules.is_over(
            signed_in_at=float(session.get("signed_in_at", now)),
            seen_at=seen,
            now=now,
            idle=season or settings.SESSION_IDLE_SECONDS,
            longest=season or settings.SESSION_COOKIE_AGE,
        )
        if over:
            auth.logout(request)
            return
        session.setdefault("signed_in_at", now)
        if is_due:
            session["seen_at"] = now

    @staticmethod
    def _judge(request: HttpRequest) -> None:
        """Note whether the session may last a season: a new role shortens it.

        Who may is known to a floor above; the settings name the function.
        """
        session = request.session
        lasts_a_season = bool(
            import_string(settings.SESSION_SEASON_JUDGE)(request.user)
        )
        if lasts_a_season != session.get("season", False):
            session["season"] = lasts_a_season
            age = settings.SESSION_SEASON_SECONDS if lasts_a_season else None
            session.set_expiry(age)


class SignInRequired(LoginRequiredMiddleware):
    """Ask for a sign-in on every page that is not marked `core.marks.public`.

    allauth's own pages mark themselves with Django's `login_not_required`.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Let public views through, send others to the sign-in page.

        Who sent a form finds what was typed in the answer: nothing is stored.
        """
        if marks.is_public(view_func):
            return None
        answer: HttpResponseBase | None = super().process_view(
            request, view_func, view_args, view_kwargs
        )
        typed = kept.kept(request) if answer else None
        if typed:
            context = {"kept": typed}
            return render(request, "people/signed_out.html", context, status=422)
        return answer

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """Send to the sign-in page; what was sent leads back to the page it came from.

        A button's address can't be opened afterwards, so it would be a dead end.
        """
        if request.method in {"GET", "HEAD"}:
            return super().handle_no_permission(request, view_func)
        came = urlsplit(request.headers.get("Referer", ""))
        way_back = came.path if came.netloc == request.get_host() else "/"
        return redirect_to_login(way_back, self.get_login_url(view_func))


class SecondStepRequired:
    """Close the desk to roles that must have a second step and have none.

    Only where PIRTTI_SECOND_FACTOR says so. One's own account and pages for everybody
    stay open.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the request on; the decision needs to know the view."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponseBase | None:
        """Send to the page where the step is turned on, with a sentence why."""
        del view_args, view_kwargs
        match = request.resolver_match
        is_own = match is not None and match.namespace == "people"
        if marks.is_public(view_func) or is_own:
            return None
        if not second_access.is_missing(request):
            return None
        notices.warning(request, messages.SECOND_STEP_REQUIRED)
        return redirect("people:second")
