"""How pages of the desk answer: one action, then a redirect or the page with 422."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from pirtti.core.forms import attempt
from pirtti.desk.forms.base import DeskForm
from pirtti.people.models import User

__all__ = ["attempt", "page", "person", "typed"]


def person(request: HttpRequest) -> User:
    """Return the account that is signed in; the middleware let nobody else in."""
    assert isinstance(request.user, User)
    return request.user


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what a form sent, or None when the page was only opened."""
    return request.POST if request.method == "POST" else None


def page(
    request: HttpRequest, template: str, form: DeskForm, **context: Any
) -> HttpResponse:
    """Show a page with its form; 422 when what was sent needs correcting."""
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)
