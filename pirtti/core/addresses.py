"""Whole addresses (`https://…`) for feeds, QR codes, previews and mails."""

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest


def absolute(request: HttpRequest, path: str) -> str:
    """Return the whole address of a path, under PIRTTI_ADDRESS where it is set."""
    if settings.PUBLIC_ADDRESS:
        return f"{settings.PUBLIC_ADDRESS}{path}"
    return request.build_absolute_uri(path)


def origin(request: HttpRequest) -> str:
    """Return the beginning of every address, without a slash at its end."""
    return absolute(request, "/").rstrip("/")


def host(request: HttpRequest) -> str:
    """Return the name of the machine as families know it, without a port."""
    return urlsplit(absolute(request, "/")).hostname or "localhost"


def in_mails(path: str) -> str:
    """Return the whole address of a path where no page is being asked for.

    Without PIRTTI_ADDRESS it is where `pirtti serve` serves (SERVED_AT), on this
    machine.
    """
    return f"{settings.PUBLIC_ADDRESS or settings.SERVED_AT}{path}"
