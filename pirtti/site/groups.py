"""Pages where families find a group to join."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pirtti.core import addresses, marks
from pirtti.network import access, queries, rules
from pirtti.network.models import Area
from pirtti.site import groups_page, near, page_cache


@marks.public
@require_safe
def country(request: HttpRequest) -> HttpResponse:
    """Show the groups of the whole country; in an empty installation, how to begin."""
    found = queries.country()
    if found is None:
        return render(request, "site/begin.html")
    return _list(request, found, [])


@marks.public
@require_safe
def area(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the groups of an area and below."""
    found = access.area_by_slug(slug)
    line = queries.ancestors(found)[:-1] if found.parent_id else []
    shown = [above for above in line if above.level != rules.Level.COUNTY]
    return _list(request, found, shown)


def _list(request: HttpRequest, area: Area, line: list[Area]) -> HttpResponse:
    choices = groups_page.choices_of(request.GET, request.path)
    page = groups_page.groups_page(area, choices, now=timezone.now())
    # Who has chosen something already looks for a group, not for an area.
    is_first = not page.is_narrowed and choices.after is None
    is_top = area.parent_id is None and is_first
    context = {
        "area": area,
        "line": line,
        "areas": near.lively_links("site:area_groups") if is_top else [],
        "page": page,
        "here": addresses.absolute(request, request.path),
    }
    response = render(request, "site/groups.html", context)
    return page_cache.keep(response, area, until=page.until)
