"""Default deny: a page is open to all only when its view says so."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from pirtti.core import marks


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
        """Let public views through, send others to the sign-in page."""
        if marks.is_public(view_func):
            return None
        answer: HttpResponseBase | None = super().process_view(
            request, view_func, view_args, view_kwargs
        )
        return answer
