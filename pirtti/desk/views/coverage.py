"""Where there are gaps and overlaps: a table whose choices stand in its address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from pirtti.desk import access, coverage_page, sheets
from pirtti.network.rules import May


@require_safe
def gaps(request: HttpRequest) -> HttpResponse:
    """Show how much there is when and for whom, what is empty and what overlaps."""
    access.need(request.user, May.EDIT_CALENDAR)
    page = coverage_page.page(request.user, request.GET, today=timezone.localdate())
    return render(request, "desk/gaps.html", {"page": page})


@require_safe
def gaps_csv(request: HttpRequest) -> HttpResponse:
    """Give the whole count, every combination, as a file for a spreadsheet."""
    access.need(request.user, May.EDIT_CALENDAR)
    rows = coverage_page.csv_rows(request.user, request.GET, today=timezone.localdate())
    response = HttpResponse(
        sheets.csv_text(rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="gaps.csv"'
    return response
