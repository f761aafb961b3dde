"""How a place counts: its plan and its own counters."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.desk import undo
from pirtti.desk.forms.counting import CategoryForm, PlanForm
from pirtti.desk.queries import places as queries
from pirtti.desk.views import answers
from pirtti.network import access
from pirtti.network.models import Place
from pirtti.network.rules import May
from pirtti.visits import actions
from pirtti.visits import queries as visits


def _page(
    request: HttpRequest,
    place: Place,
    *,
    plan: PlanForm | None = None,
    own: CategoryForm | None = None,
) -> HttpResponse:
    sent = plan or own
    context = {
        "place": place,
        "plan": plan or PlanForm(plan=visits.plan_of(place)),
        "own": own or CategoryForm(prefix="own"),
        "categories": place.own_categories.filter(is_active=True),
    }
    status = 422 if sent and sent.is_bound else 200
    return render(request, "desk/counting.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def counting(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how visits are counted from now on; earlier counts keep their method."""
    place = access.place_for(request.user, pk, May.EDIT_PLACE)
    form = PlanForm(answers.typed(request), plan=visits.plan_of(place))
    by = answers.person(request)
    if answers.attempt(
        form, lambda: actions.save_plan(place, by=by, **form.cleaned_data)
    ):
        say.success(request, _("Saved. The counter page changes at once."))
        return redirect("desk:counting", pk)
    return _page(request, place, plan=form)


@require_POST
def category_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the place a counter of its own."""
    place = access.place_for(request.user, pk, May.EDIT_PLACE)
    form = CategoryForm(request.POST, prefix="own")
    by = answers.person(request)
    if answers.attempt(
        form, lambda: actions.add_category(place, by=by, **form.as_change())
    ):
        say.success(request, _("The counter page has a new row."))
        return redirect("desk:counting", pk)
    return _page(request, place, own=form)


@require_POST
def category_retire(request: HttpRequest, pk: int, category: int) -> HttpResponse:
    """Take a counter off the page; what was counted stays."""
    place = access.place_for(request.user, pk, May.EDIT_PLACE)
    found, by = queries.category_of(place, category), answers.person(request)
    actions.retire_category(found, by=by)
    sentence = _("The row is off the counter page. What was counted stays.")
    say.success(request, sentence, extra_tags=undo.category_retiring(by, found))
    return redirect("desk:counting", pk)
