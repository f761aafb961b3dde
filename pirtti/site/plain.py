"""Addresses without a language: short links and their QR codes, files for machines."""

import io
from collections.abc import Iterator
from itertools import islice
from xml.sax.saxutils import escape

import segno
from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from pirtti.calendar.models import Activity
from pirtti.core import addresses, marks
from pirtti.network.models import Area, Place
from pirtti.site import health, lookups

# The most that one file may hold (sitemaps.org, protocol 0.9).
MOST_ADDRESSES = 50_000
PAGES: dict[type, str] = {
    Area: "site:area",
    Place: "site:place",
    Activity: "site:activity",
}
_DAY = 24 * 60 * 60


@marks.public
@require_safe
def short(_request: HttpRequest, code: str) -> HttpResponse:
    """Lead from a short link to the page as it is called today, in the reader's language.

    The code on a printed poster stays the same when the thing is renamed (F13).
    """
    found = lookups.by_code(code.lower())
    response = redirect(PAGES[type(found)], found.slug)
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@marks.public
@require_safe
def qr(request: HttpRequest, code: str) -> HttpResponse:
    """Draw the QR code of a short link, for posters and doors."""
    found = lookups.by_code(code)
    address = addresses.absolute(request, reverse("short", args=[code]))
    with translation.override(settings.LANGUAGE_CODE):
        title = f"{found.name}: {address}"
    response = HttpResponse(_drawing(address, title), content_type="image/svg+xml")
    response["Cache-Control"] = f"public, max-age={_DAY}"
    return marks.shareable(response)


@marks.public
@require_safe
def sitemap(request: HttpRequest) -> StreamingHttpResponse:
    """List every public page in every language, row by row."""
    lines = _sitemap_lines(addresses.absolute(request, "/").rstrip("/"))
    response = StreamingHttpResponse(
        lines, content_type="application/xml; charset=utf-8"
    )
    response["Cache-Control"] = "public, max-age=3600"
    return response


@marks.public
@require_safe
def livez(_request: HttpRequest) -> HttpResponse:
    """Say that the process answers (`reliability.md` §3.10)."""
    return _plain(["ok"], status=200)


@marks.public
@require_safe
def readyz(_request: HttpRequest) -> HttpResponse:
    """Say whether the pages can be served: the database answers and is up to date."""
    faults = health.faults()
    return _plain(faults or ["ok"], status=503 if faults else 200)


def _drawing(address: str, title: str) -> bytes:
    """Return a QR code as SVG, without classes or styles."""
    drawing = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        drawing,
        kind="svg",
        scale=8,
        title=title,
        dark="#000",
        light="#fff",
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    return drawing.getvalue()


def _plain(lines: list[str], *, status: int) -> HttpResponse:
    body = "\n".join([*lines, ""])
    return HttpResponse(body, status=status, content_type="text/plain; charset=utf-8")


def _sitemap_lines(origin: str) -> Iterator[str]:
    languages = [code for code, _name in settings.LANGUAGES]
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    )
    most = MOST_ADDRESSES // len(languages)
    for page, slug, changed_at in islice(lookups.public_addresses(), most):
        places = {code: escape(origin + _path(page, slug, code)) for code in languages}
        others = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{place}"/>'
            for code, place in places.items()
        )
        changed = f"<lastmod>{changed_at:%Y-%m-%d}</lastmod>" if changed_at else ""
        for place in places.values():
            yield f"<url><loc>{place}</loc>{changed}{others}</url>\n"
    yield "</urlset>\n"


def _path(page: str, slug: str, language: str) -> str:
    with translation.override(language):
        return reverse(page, args=[slug])
