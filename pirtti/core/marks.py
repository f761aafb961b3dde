"""Marks that views put on themselves or on their answers."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

PUBLIC = "pirtti_public"
_SHAREABLE = "pirtti_shareable"


def public(view: View) -> View:
    """Let everybody open this view; without the mark one must be signed in.

    Every marked URL stands in `tests/house/test_public_urls.py`.
    """
    setattr(view, PUBLIC, True)
    return view


def is_public(view: object) -> bool:
    """Say whether a view is open to everybody."""
    return bool(getattr(view, PUBLIC, False))


def shareable(response: HttpResponse) -> HttpResponse:
    """Mark an answer as the same for everybody: no session, token or name in it."""
    setattr(response, _SHAREABLE, True)
    return response


def is_shareable(response: object) -> bool:
    """Say whether an answer is the same for everybody."""
    return bool(getattr(response, _SHAREABLE, False))
