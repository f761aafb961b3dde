"""Own organisations: what families and partners read of them."""

from django.contrib import messages as say
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pirtti.desk import access
from pirtti.desk.forms.organisations import OrganisationForm
from pirtti.desk.queries import organisations as queries
from pirtti.desk.queries import places
from pirtti.desk.views import answers
from pirtti.network import actions
from pirtti.network.models import Organisation
from pirtti.network.rules import May


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """List own organisations and whom to ask there."""
    access.need(request.user, May.EDIT_ORGANISATION)
    context = {
        "rows": queries.own_organisations(request.user),
        "may_add": queries.may_add(request.user),
    }
    return render(request, "desk/organisations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is told of an organisation."""
    found = queries.organisation_for(request.user, pk)
    if found is None:
        raise Http404
    return _edit(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation_new(request: HttpRequest) -> HttpResponse:
    """Add an organisation in one's own area."""
    if not queries.may_add(request.user):
        raise Http404
    return _edit(request, Organisation())


def _edit(request: HttpRequest, found: Organisation) -> HttpResponse:
    form = OrganisationForm(
        answers.typed(request), viewer=request.user, organisation=found
    )
    if answers.attempt(form, lambda: _save(request, form)):
        say.success(request, _("The organisation is saved."))
        return redirect("desk:organisation", found.pk)
    return answers.page(
        request, "desk/organisation_form.html", form, organisation=found
    )


def _save(request: HttpRequest, form: OrganisationForm) -> Organisation:
    filled = form.filled()
    if not filled.slug:
        filled.slug = places.free_slug(Organisation, filled.name, filled.code)
    return actions.save_organisation(filled, by=answers.person(request))
