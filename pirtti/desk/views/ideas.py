"""Ideas for groups: what waits, and one idea with its answer."""

from typing import Any

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from pirtti.desk import access
from pirtti.desk.forms.ideas import AcceptForm, IdeaWordsForm
from pirtti.desk.queries import ideas as queries
from pirtti.desk.views import answers
from pirtti.founding import access as founding
from pirtti.founding import actions
from pirtti.network.rules import May


@require_safe
def ideas(request: HttpRequest) -> HttpResponse:
    """List the ideas that wait for an answer here."""
    access.need(request.user, May.RUN_GROUPS)
    page = queries.ideas_page(request.user)
    return render(request, "desk/ideas.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def idea(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an idea; accepting it makes a group with a leader and its tasks."""
    found = founding.idea_for(request.user, pk)
    form = AcceptForm(answers.typed(request), viewer=request.user, idea=found)
    by = answers.person(request)
    group = answers.attempt(
        form, lambda: actions.accept(found, form.as_plan(by), by=by)
    )
    if group is None:
        return _page(request, pk, accepting=form)
    say.success(request, _("It is a group now, still a draft. The leader is told."))
    return redirect("desk:group", group.pk)


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whoever has the idea something."""
    found = founding.idea_for(request.user, pk)
    form = IdeaWordsForm(request.POST, auto_id="id_ask_%s")
    if not answers.attempt(form, lambda: actions.ask(found, **_said(request, form))):
        return _page(request, pk, asking=form)
    say.success(request, _("The question is sent."))
    return redirect("desk:idea", pk)


@require_POST
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    """Say no with a kind sentence."""
    found = founding.idea_for(request.user, pk)
    form = IdeaWordsForm(request.POST, auto_id="id_decline_%s")
    done = answers.attempt(form, lambda: actions.decline(found, **_said(request, form)))
    if not done:
        return _page(request, pk, declining=form)
    say.success(request, _("Declined. Whoever had the idea is told."))
    return redirect("desk:ideas")


def _said(request: HttpRequest, form: IdeaWordsForm) -> dict[str, Any]:
    return {"words": form.cleaned_data["words"], "by": answers.person(request)}


def _page(
    request: HttpRequest,
    pk: int,
    *,
    accepting: AcceptForm | None = None,
    asking: IdeaWordsForm | None = None,
    declining: IdeaWordsForm | None = None,
) -> HttpResponse:
    """Show the idea as it is stored, with the form that needs correcting."""
    found = founding.idea_for(request.user, pk)
    accepting = accepting or AcceptForm(viewer=request.user, idea=found)
    context = {
        "page": queries.idea_page(found),
        "idea": found,
        "form": accepting,
        "asking": asking or IdeaWordsForm(auto_id="id_ask_%s"),
        "declining": declining or IdeaWordsForm(auto_id="id_decline_%s"),
    }
    wrong = accepting.is_bound or asking or declining
    return render(request, "desk/idea.html", context, status=422 if wrong else 200)
