"""Year wheels: the own rhythm of each organisation, side by side for an area."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.desk import access, wheel_page
from pirtti.desk.forms.planning import MarkForm
from pirtti.desk.views import answers
from pirtti.network.rules import May
from pirtti.planning import access as planning
from pirtti.planning import actions


@require_safe
def wheel(request: HttpRequest) -> HttpResponse:
    """Show the years of an area's organisations as a wheel and as a table."""
    access.need(request.user, May.EDIT_CALENDAR)
    page = wheel_page.page(request.user, request.GET)
    return render(request, "desk/wheel.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def year(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the times of an organisation's year."""
    found = planning.organisation_for(request.user, pk)
    form = MarkForm(answers.typed(request), organisation=found)
    stored = answers.attempt(
        form, lambda: actions.save_mark(form.filled(), by=answers.person(request))
    )
    if stored:
        say.success(request, _("It is in the year wheel."))
        return redirect("desk:year", found.pk)
    context = {"organisation": found, "lines": wheel_page.lines_of(found)}
    return answers.page(request, "desk/year.html", form, **context)


@require_POST
def mark_remove(request: HttpRequest, pk: int, mark: int) -> HttpResponse:
    """Take a time of an organisation's year away."""
    organisation = planning.organisation_for(request.user, pk)
    found = planning.marks_of(organisation, mark)
    actions.remove_mark(found, by=answers.person(request))
    say.success(request, _("It is taken out of the year wheel."))
    return redirect("desk:year", organisation.pk)
