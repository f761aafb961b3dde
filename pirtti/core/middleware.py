"""Headers that every answer carries."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

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
        if not marks.is_shareable(response) and "Cache-Control" not in response:
            response["Cache-Control"] = "no-store"
        if settings.DEMO:
            response["X-Robots-Tag"] = "noindex"
        return response
