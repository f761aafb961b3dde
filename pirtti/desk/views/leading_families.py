"""The families of a group, for its leaders only; who opens the list is written down."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pirtti.desk.queries import leading as pages
from pirtti.desk.views import answers
from pirtti.groups import access as groups
from pirtti.meetings import actions
from pirtti.meetings import leading_access as access
from pirtti.meetings.queries import leading_families as queries
from pirtti.people.fresh import fresh
from pirtti.signups import actions as signups

APPROVE, DECLINE, REMOVE = "approve", "decline", "remove"


@require_safe
@fresh
def families(request: HttpRequest, pk: int) -> HttpResponse:
    """List the families by nickname: who waits for a call first; no contacts here."""
    return _list(request, pk, "desk/my_families.html")


@require_safe
@fresh
def printed(request: HttpRequest, pk: int) -> HttpResponse:
    """List those who are in, to be printed and ticked by hand; without contacts."""
    return _list(request, pk, "desk/my_families_print.html", only_in=True)


def _list(
    request: HttpRequest, pk: int, template: str, *, only_in: bool = False
) -> HttpResponse:
    group = groups.group_led(request.user, pk)
    found = Paginator(queries.families(group, only_in=only_in), queries.PAGE)
    page = found.get_page(request.GET.get("page"))
    rows = [queries.opened(party) for party in page]
    actions.note_opened(group, by=answers.person(request), families=len(rows))
    context = {"group": group, "page": page, "rows": rows}
    return render(request, template, context)


@require_safe
@fresh
def family(request: HttpRequest, pk: int, family_pk: int) -> HttpResponse:
    """Show how to reach one family; that it was opened is written down."""
    group = groups.group_led(request.user, pk)
    party = access.family_of(group, family_pk)
    by = answers.person(request)
    actions.note_contact_opened(group, by=by, family=party.pk)
    context = {"group": group, "page": pages.family(group, party)}
    return render(request, "desk/my_family.html", context)


@require_POST
@fresh
def decide(request: HttpRequest, pk: int, family_pk: int) -> HttpResponse:
    """Say yes or no to a family, or take it out of the group."""
    group = groups.group_led(request.user, pk)
    party = access.family_of(group, family_pk)
    decisions = {
        APPROVE: (signups.approve, _("The family is in now.")),
        DECLINE: (signups.decline, _("The family is told kindly that it did not fit.")),
        REMOVE: (signups.remove, _("The family is out of the group and is told.")),
    }
    decision = decisions.get(request.POST.get("do", ""))
    if decision is None:
        return redirect("desk:my_family", pk, family_pk)
    action, done = decision
    answers.tried(request, lambda: action(party, by=answers.person(request)), done)
    return redirect("desk:my_families", pk)
