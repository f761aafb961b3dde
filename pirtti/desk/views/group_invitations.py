"""Personal invitations of a group: making piles, printing them, what came of them."""

from collections.abc import Callable

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.desk import access, invitation_papers
from pirtti.desk.forms.invitations import PileForm
from pirtti.desk.queries import group_invitations as queries
from pirtti.desk.views import answers, group_pages
from pirtti.groups import access as group_access
from pirtti.groups.models import Group
from pirtti.papers.writing import CONTENT_TYPE
from pirtti.signups import actions
from pirtti.signups.models import Invitation

Write = Callable[[HttpRequest, Invitation, Group], bytes]


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def group_invitations(request: HttpRequest, pk: int) -> HttpResponse:
    """Show which way brings families, and make a pile of invitations."""
    group = group_access.group_reached(request.user, pk)
    form = PileForm(answers.typed(request), area=group.activity.area)
    page = queries.page(group, today=timezone.localdate())
    intake, by = page.intake, answers.person(request)
    if intake and answers.attempt(
        form, lambda: actions.invite(intake, by=by, **form.cleaned_data)
    ):
        say.success(request, _("The pile is ready to be printed."))
        return redirect("desk:group_invitations", pk)
    shown = {"page": page, "home": group_pages.home_url(request, pk)}
    return answers.page(request, "desk/group_invitations.html", form, **shown)


@never_cache
@require_safe
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """Print a pile as personal letters; printed again it has the same codes."""
    return _pdf(request, pk, invitation_papers.letters, "letters")


@never_cache
@require_safe
def cards(request: HttpRequest, pk: int) -> HttpResponse:
    """Print a pile as cards; printed again it has the same codes."""
    return _pdf(request, pk, invitation_papers.cards, "cards")


def _pdf(request: HttpRequest, pk: int, write: Write, name: str) -> HttpResponse:
    pile, group = access.pile_to_print(request.user, pk)
    body = write(request, pile, group)
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{name}-{pile.pk}.pdf"'
    return response


@require_POST
def invitation_stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop a pile: its codes open nothing any more."""
    pile, group = access.pile_for(request.user, pk)
    actions.stop_invitation(pile, by=answers.person(request))
    say.success(request, _("The pile is stopped. Who came by it stays."))
    return redirect("desk:group_invitations", group.pk)
