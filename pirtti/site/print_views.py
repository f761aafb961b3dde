"""What goes on paper: months, weeks and posters, and the pages that offer them."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from pirtti.calendar import access as calendar_access
from pirtti.core import marks
from pirtti.network import access
from pirtti.network.models import Area, Place
from pirtti.papers.writing import CONTENT_TYPE
from pirtti.site import page_cache, print_page, print_posters, print_sheets

Write = Callable[[HttpRequest, Area | Place, print_sheets.Choice], bytes]


@marks.public
@require_safe
def area_month(request: HttpRequest, slug: str) -> HttpResponse:
    """The month of an area on one sheet (F14)."""
    return _dates(request, access.area_by_slug(slug), print_sheets.month)


@marks.public
@require_safe
def area_week(request: HttpRequest, slug: str) -> HttpResponse:
    """A week of an area on A5."""
    return _dates(request, access.area_by_slug(slug), print_sheets.week, is_week=True)


@marks.public
@require_safe
def place_month(request: HttpRequest, slug: str) -> HttpResponse:
    """The month of a place on one sheet (F14)."""
    return _dates(request, access.public_place(slug), print_sheets.month)


@marks.public
@require_safe
def place_week(request: HttpRequest, slug: str) -> HttpResponse:
    """A week of a place on A5."""
    return _dates(request, access.public_place(slug), print_sheets.week, is_week=True)


@marks.public
@require_safe
def activity_poster(request: HttpRequest, slug: str) -> HttpResponse:
    """A poster of an activity with strips to tear off."""
    found = calendar_access.public_activity(slug)
    body = print_posters.of_activity(request, found, print_sheets.speaker(request.GET))
    return _pdf(body, found.slug, found.area)


@marks.public
@require_safe
def place_poster(request: HttpRequest, slug: str) -> HttpResponse:
    """A poster of a place with strips to tear off."""
    found = access.public_place(slug)
    body = print_posters.of_place(request, found, print_sheets.speaker(request.GET))
    return _pdf(body, found.slug, found.area)


@marks.public
@require_safe
def print_area(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what to print of an area."""
    found = access.area_by_slug(slug)
    return _page(request, print_page.of_area(found), found)


@marks.public
@require_safe
def print_place(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what to print of a place."""
    found = access.public_place(slug)
    return _page(request, print_page.of_place(found), found.area)


@marks.public
@require_safe
def print_activity(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose what to print of an activity."""
    found = calendar_access.public_activity(slug)
    return _page(request, print_page.of_activity(found), found.area)


def _dates(
    request: HttpRequest, held: Area | Place, write: Write, *, is_week: bool = False
) -> HttpResponse:
    chosen = print_sheets.choice(request.GET, is_week=is_week)
    area = held if isinstance(held, Area) else held.area
    name = (
        f"{held.slug}-{chosen.first:%Y-%m-%d}"
        if is_week
        else f"{held.slug}-{chosen.first:%Y-%m}"
    )
    return _pdf(write(request, held, chosen), name, area)


def _pdf(body: bytes, name: str, area: Area) -> HttpResponse:
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{slugify(name)}.pdf"'
    return page_cache.keep(response, area)


def _page(request: HttpRequest, page: print_page.PrintPage, area: Area) -> HttpResponse:
    return page_cache.keep(render(request, "site/print.html", {"page": page}), area)
