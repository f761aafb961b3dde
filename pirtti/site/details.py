"""Pages of one place, one organisation, one activity and one date."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from pirtti.calendar import access as calendar_access
from pirtti.core import addresses, marks
from pirtti.network import access as network_access
from pirtti.network import queries
from pirtti.network.models import Place
from pirtti.site import (
    activity_page,
    jsonld,
    list_data,
    organisation_page,
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
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """One organisation: who they are, their places and what is on."""
    # Read first: what it arranges may be anywhere, so any change may be its own.
    country = queries.country()
    found = calendar_access.public_organisation(slug)
    now, language = timezone.now(), _language()
    page = organisation_page.organisation_page(found, now=now, language=language)
    image = addresses.absolute(request, static(PREVIEW))
    data = jsonld.of_organisation(
        page, url=_here(request), image=image, language=language
    )
    dates = list_data.script(page.cards, addresses.origin(request))
    response = _answer(
        request, "site/organisation.html", page, data, image=image, dates=dates
    )
    return page_cache.keep(response, country or found.area, until=page.until)


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
    image = addresses.absolute(request, reverse("site:activity_picture", args=[slug]))
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
    image = addresses.absolute(request, reverse("site:event_picture", args=[pk]))
    response = _answer(request, "site/event.html", page, data, image=image)
    return page_cache.keep(response, found.area, until=page.until)


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
