"""Pages of one place, one activity and one date, and their calendar files."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pirtti.calendar import access as calendar_access
from pirtti.calendar import queries
from pirtti.core import addresses, marks
from pirtti.network import access as network_access
from pirtti.network.models import Place
from pirtti.site import (
    activity_page,
    feeds,
    jsonld,
    lookups,
    page_cache,
    place_page,
)

# What a shared link looks like where there is no photo (1200 × 630).
PREVIEW = "site/preview.png"


@marks.public
@require_safe
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """One place: what a first visit needs, when it is open, what is on (F7, F8, F17)."""
    found = network_access.public_place(slug)
    page = place_page.place_page(found, now=timezone.now(), language=_language())
    image = _photo(request, found)
    data = jsonld.of_place(
        found, page.opening, url=_here(request), image=image, language=_language()
    )
    more = {"welcome": place_page.default_welcome()}
    response = _answer(request, "site/place.html", page, data, image=image, **more)
    return page_cache.keep(response, found.area, until=page.until)


@marks.public
@require_safe
def activity(request: HttpRequest, slug: str) -> HttpResponse:
    """One activity: for whom, what it costs, its coming dates."""
    found = calendar_access.public_activity(slug)
    page = activity_page.activity_page(found, now=timezone.now(), language=_language())
    base = addresses.absolute(request, reverse("site:event", args=[0])[:-2])
    dates = [(date, base + f"{date.pk}/") for date in page.dates]
    data = jsonld.of_activity(
        found,
        page.around,
        dates,
        page.places,
        url=_here(request),
        language=_language(),
    )
    image = _photo(request, found.place)
    response = _answer(request, "site/activity.html", page, data, image=image)
    return page_cache.keep(response, found.area, until=page.until)


@marks.public
@require_safe
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """One date, for sharing and for a calendar; a past or cancelled one leads on."""
    found = calendar_access.public_occurrence(pk)
    page = activity_page.event_page(found, now=timezone.now(), language=_language())
    image = _photo(request, found.place)
    url, language = _here(request), _language()
    data = jsonld.of_event(found, page.around, url=url, image=image, language=language)
    response = _answer(request, "site/event.html", page, data, image=image)
    return page_cache.keep(response, found.area, until=page.until)


@marks.public
@require_safe
def area_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Subscribe to what is on in an area and all areas below it (F9)."""
    area = network_access.area_by_slug(slug)
    return feeds.subscription(
        request,
        area,
        area.name,
        page=reverse("site:area", args=[slug]),
        dates=lambda start, end: queries.for_feed(start=start, end=end, area=area),
        is_long=False,
    )


@marks.public
@require_safe
def place_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Subscribe to what is on at a place (F9)."""
    place = network_access.public_place(slug)
    return feeds.subscription(
        request,
        place.area,
        place.name,
        page=reverse("site:place", args=[slug]),
        dates=lambda start, end: queries.for_feed(start=start, end=end, place=place),
    )


@marks.public
@require_safe
def activity_feed(request: HttpRequest, slug: str) -> HttpResponse:
    """Add all dates of an activity to a calendar (F9)."""
    activity = calendar_access.public_activity(slug)
    return feeds.subscription(
        request,
        activity.area,
        activity.name,
        page=reverse("site:activity", args=[slug]),
        dates=lambda start, end: queries.for_feed(
            start=start, end=end, activity=activity
        ),
    )


@marks.public
@require_safe
def event_file(request: HttpRequest, pk: int) -> HttpResponse:
    """Add one date to a calendar (F9)."""
    date = calendar_access.public_occurrence(pk)
    page = reverse("site:event", args=[pk])
    return feeds.one_date(request, date, page=page, dates=lookups.file_of(date))


def _answer(
    request: HttpRequest, template: str, page: Any, data: jsonld.Data, **more: Any
) -> HttpResponse:
    """Render a page with its preview, its data for machines and the easy switch (F16)."""
    context = {
        "page": page,
        "here": _here(request),
        "is_easy": request.GET.get("easy") == "1",
        "structured_data": jsonld.script(data),
    }
    return render(request, template, context | more)


def _here(request: HttpRequest) -> str:
    return addresses.absolute(request, request.path)


def _photo(request: HttpRequest, place: Place | None) -> str:
    """Return the whole address of a place's photo, or of our house, for previews."""
    if place is None or not place.is_published or not place.entrance_photo:
        return addresses.absolute(request, static(PREVIEW))
    return addresses.absolute(request, place.entrance_photo.url)


def _language() -> str:
    return get_language() or "fi"
