"""A planning round: opening, following, closing and publishing it; answering it."""

from collections.abc import Callable

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.desk import access, planning_page
from pirtti.desk.forms.planning import DeadlineForm, RoundForm
from pirtti.desk.views import answers
from pirtti.planning import access as planning
from pirtti.planning import actions, answering
from pirtti.planning.models import Round


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: HttpRequest) -> HttpResponse:
    """Open a planning round for an own area."""
    access.need_area(request.user, planning.LEAD)
    form = RoundForm(answers.typed(request), viewer=request.user)
    opened = answers.attempt(
        form, lambda: actions.open_round(form.filled(), by=answers.person(request))
    )
    if opened:
        say.success(request, _("The round is open. Everybody concerned gets a letter."))
        return redirect("desk:round", opened.pk)
    return answers.page(request, "desk/round_form.html", form)


@require_http_methods(["GET", "HEAD", "POST"])
def planning_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has answered, who is late, whom to ask; the deadline can be moved."""
    found = planning.round_for(request.user, pk)
    form = DeadlineForm(answers.typed(request), planned=found)
    moved = answers.attempt(
        form,
        lambda: actions.move_deadline(
            found, deadline=form.cleaned_data["deadline"], by=answers.person(request)
        ),
    )
    if moved:
        say.success(request, _("The deadline is moved."))
        return redirect("desk:round", found.pk)
    page = planning_page.round_page(found, today=timezone.localdate())
    return answers.page(request, "desk/round.html", form, page=page)


def _press(
    request: HttpRequest, found: Round, action: Callable[[], object], done: str
) -> HttpResponse:
    """Do what a button of a round's page says, and tell what came of it."""
    answers.tried(request, action, done)
    return redirect("desk:round", found.pk)


@require_POST
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take no more answers."""
    found, by = planning.round_for(request.user, pk), answers.person(request)
    return _press(
        request,
        found,
        lambda: actions.close_round(found, by=by),
        _("The round is closed. You can publish the edition now."),
    )


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take answers again."""
    found, by = planning.round_for(request.user, pk), answers.person(request)
    return _press(
        request,
        found,
        lambda: actions.reopen_round(found, by=by),
        _("The round is open again."),
    )


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the promises into the calendar and publish the edition."""
    found, by = planning.round_for(request.user, pk), answers.person(request)
    return _press(
        request,
        found,
        lambda: actions.publish_edition(found, by=by),
        _("The edition is published, and the promises are in the calendar."),
    )


@require_POST
def nudge(request: HttpRequest, pk: int) -> HttpResponse:
    """Remind one organisation by hand."""
    ask, by = planning.ask_to_nudge(request.user, pk), answers.person(request)
    return _press(
        request,
        ask.round,
        lambda: actions.nudge(ask, by=by),
        _("A reminder is on its way."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """What an organisation promises for the season."""
    ask = planning.ask_for(request.user, pk)
    outcome = None
    if request.method == "POST":
        teller = answering.Teller(
            answers.person(request),
            for_them=planning.answers_for_them(request.user, ask),
        )
        outcome = answering.press(ask, request.POST, teller)
        if outcome.done:
            say.success(request, outcome.done)
            return redirect("desk:plan_answer", ask.pk)
    page = answering.answer_page(ask, request.GET, outcome)
    context = {"page": page, "leads": planning.leads_round(request.user, ask)}
    status = 200 if outcome is None else 422
    return render(request, "desk/plan_answer.html", context, status=status)
