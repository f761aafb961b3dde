"""Pages of people without an account: give an address, open a link, press its button.

Opening a link does nothing, since mail programs and cameras open links by themselves;
pressing the button does. A word that opens nothing looks the same whether it ever did.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from pirtti.core.forms import Refusing, attempt

Thing = TypeVar("Thing")
View = Callable[[HttpRequest, str], HttpResponse]
ViewOf = Callable[[HttpRequest, Thing, str], HttpResponse]


def opened_by(
    find: Callable[[str], Thing | None], gone: Callable[[HttpRequest], HttpResponse]
) -> Callable[[ViewOf[Thing]], View]:
    """Give a view what the `word` of its address opens, and the word; else show `gone`."""

    def opening(view: ViewOf[Thing]) -> View:
        @wraps(view)
        def opened(request: HttpRequest, word: str) -> HttpResponse:
            found = find(word)
            return gone(request) if found is None else view(request, found, word)

        return opened

    return opening


def leads_nowhere(request: HttpRequest, why: object) -> HttpResponse:
    """Say kindly that a link is over; one cannot see whether it ever was."""
    return render(request, "site/link_gone.html", {"why": why}, status=404)


def ask_address(
    request: HttpRequest,
    form: Refusing,
    ask: Callable[[], object],
    *,
    page: tuple[str, dict[str, Any]],
    sent: str,
) -> HttpResponse:
    """Ask for an address; sending leads to a page that says the same to everybody.

    `page` is a template and what it needs beside the form, `sent` the name of an address.
    """
    if attempt(form, ask):
        return redirect(sent)
    template, context = page
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)
