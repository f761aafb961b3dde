"""Screens on the wall of a place or a hall."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from pirtti.core import marks
from pirtti.network import access
from pirtti.network.models import Area
from pirtti.site import page_cache, screen_page


@marks.public
@require_safe
def place_screen(request: HttpRequest, slug: str) -> HttpResponse:
    """Today, who is here, and tomorrow at a place, turning by itself."""
    place = access.public_place(slug)
    screen = screen_page.of_place(place, request.GET, now=timezone.now())
    return _page(request, screen, place.area)


@marks.public
@require_safe
def area_screen(request: HttpRequest, slug: str) -> HttpResponse:
    """Today, who is where, and tomorrow in an area, turning by itself."""
    area = access.area_by_slug(slug)
    screen = screen_page.of_area(area, request.GET, now=timezone.now())
    return _page(request, screen, area)


@marks.public
@require_safe
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker that keeps the last page of a screen without a network."""
    context = {"static": f"/{settings.STATIC_URL.lstrip('/')}"}
    return render(
        request,
        "site/screen-worker.js",
        context,
        content_type="text/javascript; charset=utf-8",
    )


def _page(request: HttpRequest, screen: screen_page.Screen, area: Area) -> HttpResponse:
    response = render(request, "site/screen.html", {"screen": screen})
    return page_cache.keep(response, area, until=screen.until)
