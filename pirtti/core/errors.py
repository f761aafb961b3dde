"""Answers when something is wrong: plain words and a way on (X9)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pirtti.core import kept


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose safety word is missing or old; `reason` is for logs only.

    Signing in gives a new word, so a form from before can be sent again from here.
    """
    del reason
    context = {"kept": kept.kept(request)}
    return render(request, "403_csrf.html", context, status=403)
