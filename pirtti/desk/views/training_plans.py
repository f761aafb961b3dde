"""Plans of training as templates: looked at, copied, and one's own ones changed."""

from django.contrib import messages as say
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.desk.forms.training_plans import CopyForm, PlanTable
from pirtti.desk.queries.programme import language_of
from pirtti.desk.views import answers
from pirtti.training import access, actions
from pirtti.training.models import TrainingPlan


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def training_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a plan; one's own is changed, any is copied."""
    plan = access.plan_for(request.user, pk)
    is_own = access.may_change(request.user, plan)
    asked = request.POST.get("in") or request.GET.get("in", "")
    table = PlanTable(answers.typed(request), plan=plan, language=language_of(asked))
    if request.method != "POST":
        return _page(request, plan, table, is_own=is_own)
    if not is_own:
        raise Http404
    if not (table.is_valid and _changed(request, plan, table)):
        return _page(request, plan, table, is_own=is_own, status=422)
    say.success(request, _("Saved. Cohorts that are there already stay as they are."))
    return redirect(f"{request.path}?in={table.language}")


def _changed(request: HttpRequest, plan: TrainingPlan, table: PlanTable) -> bool:
    form, by = table.form, answers.person(request)
    return (
        answers.attempt(
            form,
            lambda: actions.change_plan(plan, form.cleaned_data, table.sessions, by=by),
        )
        is not None
    )


@require_POST
def training_plan_copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Make one's own plan of another."""
    plan = access.plan_for(request.user, pk)
    form = CopyForm(request.POST, plan=plan, viewer=request.user)
    by = answers.person(request)
    made = answers.attempt(
        form, lambda: actions.copy_plan(plan, by=by, **form.cleaned_data)
    )
    if made is None:
        is_own = access.may_change(request.user, plan)
        table = PlanTable(None, plan=plan, language=language_of(""))
        return _page(request, plan, table, is_own=is_own, copying=form, status=422)
    say.success(request, _("This plan is your own now. Change what you like."))
    return redirect("desk:training_plan", made.pk)


def _page(
    request: HttpRequest,
    plan: TrainingPlan,
    table: PlanTable,
    *,
    is_own: bool,
    copying: CopyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "plan": plan,
        "table": table,
        "is_own": is_own,
        "copying": copying or CopyForm(plan=plan, viewer=request.user),
    }
    return render(request, "desk/training_plan.html", context, status=status)
