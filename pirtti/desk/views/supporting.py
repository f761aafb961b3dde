"""The support of a beginning group: a support person, visits, a second leader."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pirtti.desk.forms.base import DeskForm
from pirtti.desk.forms.supporting import (
    PairForm,
    SupportAskForm,
    SupportForm,
    VisitForm,
)
from pirtti.desk.queries import ideas as queries
from pirtti.desk.views import answers
from pirtti.founding import access, actions
from pirtti.groups import access as groups
from pirtti.groups.models import Group


@require_safe
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what support a group has had."""
    return _page(request, access.group_supported(request.user, pk))


@require_POST
def support_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for a support person."""
    group, by = groups.group_reached(request.user, pk), answers.person(request)
    form = SupportAskForm(request.POST)
    if not answers.stored(
        request,
        form,
        lambda: actions.ask_support(group, words=form.cleaned_data["words"], by=by),
        _("Those who help groups begin are told."),
    ):
        return _page(request, group, asking=form)
    return redirect("desk:group_support", pk)


@require_POST
def support_give(request: HttpRequest, pk: int) -> HttpResponse:
    """Name the support person."""
    group, by = groups.group_run(request.user, pk), answers.person(request)
    form = SupportForm(request.POST, viewer=request.user, group=group)
    if not answers.stored(
        request,
        form,
        lambda: actions.give_support(group, form.cleaned_data["person"], by=by),
        _("Saved."),
    ):
        return _page(request, group, naming=form)
    return redirect("desk:group_support", pk)


@require_POST
def support_visit(request: HttpRequest, pk: int) -> HttpResponse:
    """Note a visit of the support person, or advice from afar."""
    group, by = access.group_supported(request.user, pk), answers.person(request)
    form = VisitForm(request.POST)
    if not answers.stored(
        request,
        form,
        lambda: actions.add_visit(group, **form.cleaned_data, by=by),
        _("Noted."),
    ):
        return _page(request, group, noting=form)
    return redirect("desk:group_support", pk)


@require_POST
def pair_invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask somebody by e-mail to lead the group together."""
    group, by = groups.group_reached(request.user, pk), answers.person(request)
    form = PairForm(request.POST)
    if not answers.stored(
        request,
        form,
        lambda: actions.invite_leader(
            group,
            address=form.cleaned_data["email"],
            language=form.cleaned_data["language"],
            by=by,
        ),
        _("Asked by e-mail."),
    ):
        return _page(request, group, pairing=form)
    return redirect("desk:group_support", pk)


def _page(request: HttpRequest, group: Group, **bound: DeskForm) -> HttpResponse:
    """Show the page, with the form that needs correcting."""
    page = queries.support_page(request.user, group)
    language = (get_language() or "fi")[:2]
    unbound: dict[str, Any] = {
        "asking": SupportAskForm(auto_id="id_ask_%s"),
        "noting": VisitForm(auto_id="id_visit_%s"),
        "pairing": PairForm(auto_id="id_pair_%s", initial={"language": language}),
    }
    if page.may_name:
        unbound["naming"] = SupportForm(viewer=request.user, group=group)
    context = {"page": page, "group": group} | unbound | bound
    status = 422 if bound else 200
    return render(request, "desk/group_support.html", context, status=status)
