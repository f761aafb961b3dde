"""Figures: visits by period, area, place and kind; and the places gone silent."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pirtti.desk import access, figure_page, sheets, silence
from pirtti.desk.queries import figures as queries
from pirtti.network import access as network_access
from pirtti.network.rules import May
from pirtti.visits import queries as visits


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Tables first, charts beside; the period and place stand in the address (B2)."""
    page = _page(request)
    scope, asked = page["scope"], page["asked"]
    page["places"] = queries.places_to_choose(request.user, scope)
    page["years"] = queries.years_to_choose(timezone.localdate())
    page["spans"] = figure_page.spans(asked)
    page["stats"] = figure_page.stats(page["tables"])
    return render(request, "desk/figures.html", page)


@require_safe
def figures_csv(request: HttpRequest) -> HttpResponse:
    """Give the same tables as a file for a spreadsheet."""
    page = _page(request)
    if page["asked"].left_out:  # a file has no room to say so
        raise Http404
    text = sheets.csv_text(figure_page.csv_rows(page["tables"]))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="figures.csv"'
    return response


def _page(request: HttpRequest) -> dict[str, Any]:
    access.need(request.user, May.SEE_FIGURES)
    today = timezone.localdate()
    asked = queries.Asked.from_query(request.GET, today=today)
    scope, asked = queries.settle(request.user, asked)
    board = queries.board(scope, asked, today=today)
    asked = board.asked
    return {
        "asked": asked,
        "scope": scope,
        "board": board,
        "heading": figure_page.title(scope, asked, board),
        "tables": figure_page.tables(board, asked, scope),
        "crumbs": figure_page.crumbs(asked),
    }


@require_safe
def silent(request: HttpRequest) -> HttpResponse:
    """Say which places have stopped counting or planning, and whom to ask."""
    access.need(request.user, May.SEE_SILENT)
    today = timezone.localdate()
    places = network_access.places_where(request.user, May.SEE_SILENT)
    rows = [
        silence.told(one, today) for one in visits.silent_places(places, today=today)
    ]
    return render(request, "desk/silent.html", {"rows": rows})
