"""What a place stands for, and whom its house has welcomed."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.desk.forms.base import DeskForm
from pirtti.desk.forms.proposals import DecisionForm, ValuesForm
from pirtti.desk.queries import proposals as queries
from pirtti.desk.views import answers
from pirtti.network import access as network
from pirtti.network.models import Place
from pirtti.network.rules import May
from pirtti.proposals import access as proposal_access
from pirtti.proposals import actions


@require_http_methods(["GET", "HEAD", "POST"])
def place_values(request: HttpRequest, pk: int) -> HttpResponse:
    """Show and change the values of a place; list the actors it decided about."""
    place = network.place_for(request.user, pk, May.EDIT_PLACE)
    form = ValuesForm(answers.typed(request), place=place)
    by = answers.person(request)
    if answers.attempt(form, lambda: _save(form, place, by)):
        say.success(request, _("The values are saved."))
        return redirect("desk:place_values", pk)
    return _page(request, place, form, DecisionForm(place=place))


def _save(form: ValuesForm, place: Place, by: object) -> bool:
    actions.save_values(place, form.cleaned_data["text"], by=by)  # type: ignore[arg-type]
    return True


@require_POST
def actor_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Record what the house decided about an actor."""
    place = network.place_for(request.user, pk, May.EDIT_PLACE)
    form = DecisionForm(request.POST, place=place)
    by = answers.person(request)
    if answers.attempt(
        form, lambda: actions.decide_actor(place, by=by, **form.as_decision())
    ):
        say.success(request, _("The decision is recorded."))
        return redirect("desk:place_values", pk)
    return _page(request, place, ValuesForm(place=place), form)


@require_POST
def actor_revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End an approval: the actor asks anew."""
    found = proposal_access.decision_for(request.user, pk, May.EDIT_PLACE)
    actions.revoke_actor(found, by=answers.person(request))
    say.success(request, _("The approval has ended."))
    return redirect("desk:place_values", found.place_id)


def _page(
    request: HttpRequest, place: Place, form: DeskForm, deciding: DecisionForm
) -> HttpResponse:
    page = queries.house_page(place, today=timezone.localdate())
    shown = deciding if deciding.is_bound else form
    return answers.page(
        request,
        "desk/place_values.html",
        shown,
        values_form=form,
        deciding=deciding,
        place=place,
        page=page,
    )
