"""What guards the pages on which families act without an account.

They set no cookie, as no page for families does, so their forms carry no word against
forged requests: what may be done hangs on the secret word in the address, not on who
is signed in. Forms that another site sends are refused by their Origin. Nothing of
these pages is kept by a browser or a proxy.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from pirtti.core import marks

View = TypeVar("View", bound=Callable[..., HttpResponse])


def for_all(view: View) -> View:
    """Open a view to everybody, without a cookie; refuse forms of other sites.

    A mail program that stops the mails by itself (RFC 8058) sends no Origin.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        origin = request.headers.get("Origin", "")
        if request.method == "POST" and origin and not _is_own(request, origin):
            return HttpResponseBadRequest()
        return view(request, *args, **words)

    return cast("View", marks.public(csrf_exempt(never_cache(guarded))))


def for_one(view: View) -> View:
    """Guard a page that a secret word opens: search engines are asked to stay away."""

    @wraps(view)
    def quiet(request: HttpRequest, *args: Any, **words: Any) -> HttpResponse:
        response = view(request, *args, **words)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return for_all(cast("View", quiet))


def _is_own(request: HttpRequest, origin: str) -> bool:
    told = urlsplit(origin)
    return told.netloc == request.get_host() or origin in settings.CSRF_TRUSTED_ORIGINS
