"""School holidays of a municipality: rhythms may pause with them."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.calendar import actions as calendar
from pirtti.desk.forms.school_holidays import SchoolHolidayForm
from pirtti.desk.queries import school_holidays as queries
from pirtti.desk.views import answers
from pirtti.network import access as network_access
from pirtti.network.models import Area
from pirtti.network.rules import May
from pirtti.people.models import User


@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """Choose the municipality."""
    context = {"areas": queries.areas(request.user)}
    return render(request, "desk/school_holiday_areas.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def holidays(request: HttpRequest, slug: str) -> HttpResponse:
    """List a municipality's school holidays, and add one."""
    area = network_access.area_for(request.user, slug, May.EDIT_PLACE)
    form = SchoolHolidayForm(answers.typed(request))
    changed = answers.attempt(form, lambda: _add(form, area, answers.person(request)))
    if changed is None:
        told = queries.of_area(area)
        return answers.page(
            request, "desk/school_holidays.html", form, area=area, holidays=told
        )
    _say(request, changed)
    return redirect("desk:school_holidays", slug)


def _add(form: SchoolHolidayForm, area: Area, by: User) -> int:
    told = queries.plain(queries.of_area(area))
    return calendar.set_school_holidays(
        area, holidays=[*told, form.as_holiday()], by=by
    )


@require_POST
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a holiday away; rhythms that paused for it meet again."""
    area = network_access.area_for(request.user, slug, May.EDIT_PLACE)
    left = queries.without(area, pk)
    changed = calendar.set_school_holidays(
        area, holidays=left, by=answers.person(request)
    )
    _say(request, changed)
    return redirect("desk:school_holidays", slug)


def _say(request: HttpRequest, changed: int) -> None:
    said = _("Saved. Dates that came or went because of it: %(number)s.")
    say.success(request, said % {"number": changed})
