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
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from pirtti.core import addresses, marks
from pirtti.network import access, queries, rules
from pirtti.network.models import Area
from pirtti.planning.queries import lines as planning
from pirtti.site import (
    details,
    feeds,
    jsonld,
    list_data,
    page_cache,
    searching,
    weeks,
)
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
    edition = planning.newest_edition(found, today=timezone.localdate())
    return _list(request, found, "site/area.html", line=_above(found), edition=edition)


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
        "structured_data": list_data.script(
            page.shown_cards, addresses.origin(request)
        ),
        "ways": feeds.ways_of(area, choices),
    }
    response = render(
        request, template, {"area": area, "page": page, **preview, **more}
    )
    return page_cache.keep(response, area, until=page.until)


@marks.public
@require_safe
def near(request: HttpRequest) -> HttpResponse:
    """Lead to an area by a typed postal code or name."""
    wanted = request.GET.get("to", "")
    page = finding.PAGES.get(wanted, finding.ON)
    found = finding.look_up(request.GET.get("q", ""), page)
    if found.clear is not None:
        return redirect(page, found.clear.slug)
    context = _itself(request, gettext("Search near you"))
    context |= {"found": found, "near_to": wanted if page != finding.ON else ""}
    return render(request, "site/near.html", context)


@marks.public
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Find activities by words; a code of a person leaves the address at once."""
    if searching.is_forbidden(request.GET):
        return redirect(f"{request.path}?{searching.REFUSED}=1")
    page = searching.search_page(request.GET, now=timezone.now())
    response = render(request, "site/search.html", {"page": page})
    response["X-Robots-Tag"] = "noindex"
    return response


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
    context = _itself(request, gettext("Accessibility statement")) | {
        "statement_on": STATEMENT_ON
    }
    return page_cache.keep(render(request, "site/accessibility.html", context), None)


@marks.public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about families: nearly nothing."""
    context = _itself(request, gettext("Privacy"))
    return page_cache.keep(render(request, "site/privacy.html", context), None)


def _itself(request: HttpRequest, name: str) -> dict[str, Any]:
    """Say to machines what a page is that tells of nothing but itself."""
    url = addresses.absolute(request, request.path)
    data = jsonld.of_page(name, url=url, language=get_language() or "fi")
    return {"structured_data": jsonld.script(data)}


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
