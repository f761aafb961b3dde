"""Who may do what where, in sentences; giving and ending roles (C8)."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.core import addresses
from pirtti.desk import access, invitations, undo
from pirtti.desk.forms.roles import RoleForm
from pirtti.desk.queries import roles as queries
from pirtti.desk.views import answers
from pirtti.network import actions
from pirtti.network.access import may_anywhere
from pirtti.network.rules import May


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """List the roles within own reach, and those that end within 60 days."""
    access.need(request.user, May.GIVE_ROLES)
    held = queries.held_roles(request.user, today=timezone.localdate())
    context = {
        "held": held,
        "soon": queries.ending_soon(held),
        "runs_installation": may_anywhere(request.user, May.RUN_INSTALLATION),
    }
    return render(request, "desk/roles.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def role_new(request: HttpRequest) -> HttpResponse:
    """Give a role; the link of a new account is shown on the answer, once."""
    access.need(request.user, May.GIVE_ROLES)
    form = RoleForm(answers.typed(request), viewer=request.user)
    done = answers.attempt(form, lambda: _invite(request, form))
    if done is None:
        return answers.page(request, "desk/role_form.html", form)
    if not done.token:
        say.success(request, _("The role is given and holds from now on."))
        return redirect("desk:roles")
    link = addresses.absolute(request, reverse("people:link", args=[done.token]))
    return render(request, "desk/role_link.html", {"given": done.given, "link": link})


def _invite(request: HttpRequest, form: RoleForm) -> invitations.Invited:
    change = form.as_change(timezone.localdate())
    return invitations.invite(by=answers.person(request), **change)


@require_POST
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role at once: from the next request on it opens nothing."""
    today = timezone.localdate()
    given = queries.role_to_end(request.user, pk, today=today)
    by = answers.person(request)
    note = undo.role_ending(by, given)
    actions.end_role(given, by=by, today=today)
    say.success(request, _("The role has ended."), extra_tags=note)
    return redirect("desk:roles")
