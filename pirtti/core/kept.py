"""What somebody typed, given back on the page that answers, so that nothing is lost.

Nothing is stored here: the answer to a form holds its own values as hidden fields and
goes to the browser that sent them.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

MOST_FIELDS = 200
MOST_BYTES = 100_000
SAFETY_WORD = "csrfmiddlewaretoken"
# A form with one of these is not given back: what is secret stands in no page.
SECRETS = frozenset({"password", "code", "token"})


@dataclass(frozen=True)
class Kept:
    """The values of a form, the own address it was sent to, and whether files were lost."""

    fields: list[tuple[str, str]]
    address: str
    had_files: bool


def kept(request: HttpRequest) -> Kept | None:
    """Return what a form sent; None when there is nothing that may be given back.

    A form of another site is never given back: pressing "Send again" would send the
    stranger's values as one's own.
    """
    if request.method != "POST" or not _is_own(request):
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != SAFETY_WORD
    ]
    if not fields or _is_too_much(fields) or any(n in SECRETS for n, _v in fields):
        return None
    return Kept(fields, request.get_full_path(), bool(request.FILES))


def _is_too_much(fields: list[tuple[str, str]]) -> bool:
    size = sum(len(name.encode()) + len(value.encode()) for name, value in fields)
    return len(fields) > MOST_FIELDS or size > MOST_BYTES


def _is_own(request: HttpRequest) -> bool:
    """Say whether the form stood on a page of ours, as the browser tells it."""
    came = urlsplit(request.headers.get("Origin") or request.headers.get("Referer", ""))
    own = f"{request.scheme}://{request.get_host()}"
    return f"{came.scheme}://{came.netloc}" in {own, *settings.CSRF_TRUSTED_ORIGINS}
