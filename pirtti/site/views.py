"""Pages for everybody: what is on, finding what is near, and what we promise."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from pirtti.core import addresses, marks
from pirtti.network import access, queries, rules
from pirtti.network.models import Area
from pirtti.site import details, page_cache, weeks
from pirtti.site import near as finding

# What the accessibility statement rests on: our own tests of this version.
STATEMENT_ON = dt.date(2026, 11, 21)


@marks.public
@require_safe
def start(_request: HttpRequest) -> HttpResponse:
    """Lead from `/` to the front page in the reader's language."""
    response = redirect("site:home")
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@marks.public
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What is on in the whole country; in an empty installation, how to begin."""
    country = queries.country()
    if country is None:
        return render(request, "site/begin.html")
    return _list(request, country, "site/home.html", areas=finding.lively_links())


@marks.public
@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """What is on in an area: today and the next days, or a week."""
    found = access.area_by_slug(slug)
    return _list(request, found, "site/area.html", line=_above(found))


def _above(area: Area) -> list[Area]:
    """Return the areas above for the crumbs; families don't think in counties."""
    line = queries.ancestors(area)[:-1] if area.parent_id else []
    return [above for above in line if above.level != rules.Level.COUNTY]


def _list(request: HttpRequest, area: Area, template: str, **more: Any) -> HttpResponse:
    choices = weeks.choices_of(request.GET, request.path)
    page = weeks.list_page(area, choices, now=timezone.now())
    # How the page looks where its address is shared (F10).
    preview = {
        "here": addresses.absolute(request, request.path),
        "image": addresses.absolute(request, static(details.PREVIEW)),
    }
    response = render(
        request, template, {"area": area, "page": page, **preview, **more}
    )
    return page_cache.keep(response, area, until=page.until)


@marks.public
@require_safe
def near(request: HttpRequest) -> HttpResponse:
    """Lead to an area by a typed postal code or name."""
    found = finding.look_up(request.GET.get("q", ""))
    if found.clear is not None:
        return redirect("site:area", found.clear.slug)
    return render(request, "site/near.html", {"found": found})


@marks.public
@require_safe
def areas_json(_request: HttpRequest) -> HttpResponse:
    """Tell where public places are: the device itself finds the nearest."""
    country = queries.country()
    response = JsonResponse({"areas": finding.points()})
    return response if country is None else page_cache.keep(response, country)


@marks.public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement (law 306/2019)."""
    context = {"statement_on": STATEMENT_ON}
    return page_cache.keep(render(request, "site/accessibility.html", context), None)


@marks.public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about families: nearly nothing."""
    return page_cache.keep(render(request, "site/privacy.html"), None)


@marks.public
@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Tell search engines what is public; a demonstration is not for finding."""
    lines = ["User-agent: *", "Disallow: /" if settings.DEMO else "Allow: /"]
    if settings.PUBLIC_ADDRESS and not settings.DEMO:
        lines.append(f"Sitemap: {settings.PUBLIC_ADDRESS}{reverse('sitemap')}")
    body = "\n".join([*lines, ""])
    return page_cache.keep(
        HttpResponse(body, content_type="text/plain; charset=utf-8"), None
    )
