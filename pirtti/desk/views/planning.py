"""Planning at a glance: what one is asked, one's rounds, and changes to come."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.desk import access, planning_page
from pirtti.desk.forms.planning import ComingChangeForm
from pirtti.desk.views import answers
from pirtti.network.rules import May
from pirtti.planning import access as planning_access
from pirtti.planning import actions


@require_http_methods(["GET", "HEAD", "POST"])
def planning(request: HttpRequest) -> HttpResponse:
    """Show rounds and coming changes; tell a change of one's own."""
    access.need(request.user, May.EDIT_CALENDAR)
    form = ComingChangeForm(answers.typed(request), viewer=request.user)
    told = answers.attempt(
        form,
        lambda: actions.tell_change(**form.told(), by=answers.person(request)),
    )
    if told:
        say.success(request, _("The others of the area see it now."))
        return redirect("desk:planning")
    page = planning_page.overview(request.user, today=timezone.localdate())
    return answers.page(request, "desk/planning.html", form, page=page)


@require_POST
def change_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take word of a coming change back."""
    change = planning_access.change_for(request.user, pk)
    actions.remove_change(change, by=answers.person(request))
    say.success(request, _("Taken back."))
    return redirect("desk:planning")
