"""What others propose: what waits, and one proposal with its decision."""

from typing import Any

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.calendar.models import Activity
from pirtti.desk import access
from pirtti.desk.forms.proposals import ApproveForm, WordsForm
from pirtti.desk.queries import proposals as queries
from pirtti.desk.views import answers
from pirtti.network.rules import May
from pirtti.proposals import access as proposal_access
from pirtti.proposals import actions
from pirtti.proposals.models import Proposal


@require_safe
def proposals(request: HttpRequest) -> HttpResponse:
    """List what waits for one's decision, and what one's own organisation proposed."""
    access.need(request.user, May.EDIT_CALENDAR)
    page = queries.list_page(request.user)
    return render(request, "desk/proposals.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a proposal with what it would clash with; approve it with one press."""
    found = proposal_access.proposal_for(request.user, pk, May.PUBLISH)
    form = ApproveForm(answers.typed(request), viewer=request.user, proposal=found)
    made = answers.attempt(form, lambda: _approve(request, form, found))
    if made is None:
        return _page(request, pk, approving=form)
    if made.is_published:
        say.success(request, _("Approved: families see it now. The proposer is told."))
    else:
        say.success(request, _("Approved as a draft. The proposer is told."))
    return redirect("desk:activity", made.pk)


def _approve(request: HttpRequest, form: ApproveForm, found: Proposal) -> Activity:
    return actions.approve(
        found,
        by=answers.person(request),
        public="draft" not in request.POST,
        place=form.cleaned_data.get("place"),
        note=form.cleaned_data["note"],
        valid_until=form.cleaned_data["valid_until"],
    )


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the proposer something; the question stands in the history."""
    found = proposal_access.proposal_for(request.user, pk, May.PUBLISH)
    form = WordsForm(request.POST, auto_id="id_ask_%s")
    if not answers.attempt(form, lambda: actions.ask(found, **_said(request, form))):
        return _page(request, pk, asking=form)
    say.success(request, _("The question is sent."))
    return redirect("desk:proposal", pk)


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline with a reason that the proposer reads."""
    found = proposal_access.proposal_for(request.user, pk, May.PUBLISH)
    form = WordsForm(request.POST, auto_id="id_decline_%s")
    done = answers.attempt(form, lambda: actions.decline(found, **_said(request, form)))
    if not done:
        return _page(request, pk, declining=form)
    say.success(request, _("Declined. The proposer is told."))
    return redirect("desk:proposals")


def _said(request: HttpRequest, form: WordsForm) -> dict[str, Any]:
    return {"words": form.cleaned_data["words"], "by": answers.person(request)}


def _page(
    request: HttpRequest,
    pk: int,
    *,
    approving: ApproveForm | None = None,
    asking: WordsForm | None = None,
    declining: WordsForm | None = None,
) -> HttpResponse:
    """Show the proposal as it is stored, with the form that needs correcting."""
    found = proposal_access.proposal_for(request.user, pk, May.PUBLISH)
    page = queries.proposal_page(found, today=timezone.localdate())
    approving = approving or ApproveForm(viewer=request.user, proposal=found)
    context = {
        "page": page,
        "proposal": found,
        "approving": approving,
        "asking": asking or WordsForm(auto_id="id_ask_%s"),
        "declining": declining or WordsForm(auto_id="id_decline_%s"),
    }
    wrong = approving.is_bound or asking or declining
    return render(request, "desk/proposal.html", context, status=422 if wrong else 200)
