"""Answers when something is wrong: plain words and a way on (X9)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose safety word is missing or old; `reason` is for logs only."""
    del reason
    return render(request, "403_csrf.html", status=403)
