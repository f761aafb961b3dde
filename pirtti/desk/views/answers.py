"""How pages of the desk answer: one action, then a redirect or the page with 422."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from pirtti.core.forms import attempt
from pirtti.core.refusals import Refused
from pirtti.desk import messages
from pirtti.desk.forms.base import DeskForm
from pirtti.people.models import User

__all__ = ["attempt", "page", "person", "stored", "tried", "typed"]


def person(request: HttpRequest) -> User:
    """Return the account that is signed in; the middleware let nobody else in."""
    assert isinstance(request.user, User)
    return request.user


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what a form sent, or None when the page was only opened."""
    return request.POST if request.method == "POST" else None


def stored(
    request: HttpRequest, form: DeskForm, action: Callable[[], object], said: str
) -> bool:
    """Do what a form asks for and say so; False when the form needs correcting."""
    if not attempt(form, action):
        return False
    say.success(request, said)
    return True


def tried(request: HttpRequest, action: Callable[[], object], said: str) -> bool:
    """Do what a button says and tell how it went; False when it was refused."""
    try:
        action()
    except Refused as refused:
        say.error(request, str(messages.sentence(refused.reason)))
        return False
    say.success(request, said)
    return True


def page(
    request: HttpRequest, template: str, form: DeskForm, **context: Any
) -> HttpResponse:
    """Show a page with its form; 422 when what was sent needs correcting."""
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, **context}, status=status)
