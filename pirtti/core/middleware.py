"""Headers that every answer carries, and a way on where an address can't be opened."""

from collections.abc import Callable

from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render

from pirtti.core import marks

Answer = Callable[[HttpRequest], HttpResponse]


class Headers:
    """Keep signed-in pages out of every cache and switch off what we never use."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, then add the headers."""
        response = self.get_response(request)
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(self)"
        )
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        said = response.get("Cache-Control", "")
        # A cookie is one person's: the answer that sets it is kept by nobody.
        is_own = bool(response.cookies) or not (said or marks.is_shareable(response))
        if is_own and "no-store" not in said:
            response["Cache-Control"] = "no-store"
        if settings.DEMO:
            response["X-Robots-Tag"] = "noindex"
        return response


class WayOn:
    """Say it in words when somebody opens the address of a button.

    It happens by a reload or a change of language after a form was refused; an
    empty white page would be a dead end (X9).
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; an address that can't be opened gets the page of a lost one."""
        response = self.get_response(request)
        if request.method != "GET" or not isinstance(response, HttpResponseNotAllowed):
            return response
        page = render(request, "404.html", status=405)
        page["Allow"] = response["Allow"]
        return page


class ContentPolicy(CSPMiddleware):
    """Say where a page may take styles, scripts and pictures from.

    The words are the same for every answer, so they are put together once: django-csp
    does it twice for each. Nothing here uses its nonces or its exceptions.
    """

    def __init__(self, get_response: Answer) -> None:
        super().__init__(get_response)
        self.policy = build_policy()

    def process_response(
        self, _request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the header, unless a view has told its own."""
        response.headers.setdefault("Content-Security-Policy", self.policy)
        return response
