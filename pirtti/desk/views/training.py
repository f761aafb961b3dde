"""Family training: cohorts, a new one, the session plan of one as a table."""

from django.contrib import messages as say
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pirtti.desk import access, training_page
from pirtti.desk.forms.training import CohortForm
from pirtti.desk.forms.training_table import TrainingTable
from pirtti.desk.queries.programme import language_of
from pirtti.desk.views import answers
from pirtti.network.rules import May
from pirtti.training import access as training_access
from pirtti.training import actions
from pirtti.training.models import Cohort


@never_cache
@require_safe
def trainings(request: HttpRequest) -> HttpResponse:
    """List the cohorts that one leads or runs, and what their sessions lack."""
    page = training_page.cohorts_page(request.user)
    if not (page.may_make or page.cohorts):
        raise Http404
    return render(request, "desk/trainings.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
def training_new(request: HttpRequest) -> HttpResponse:
    """Make a cohort; its days are proposed on the next page."""
    access.need(request.user, May.RUN_GROUPS)
    form = CohortForm(answers.typed(request), viewer=request.user)
    made = answers.attempt(form, lambda: form.make(answers.person(request)))
    if made is None:
        return answers.page(request, "desk/training_new.html", form)
    say.success(request, _("The cohort is there. Now let its days be proposed."))
    return redirect("desk:training_days", made.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def training(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the session plan of a cohort, and store what was changed in its table."""
    cohort = training_access.cohort_for(request.user, pk)
    table = _table(request, cohort)
    if not table.is_valid():
        return page(request, cohort, table)
    changed = actions.change_sessions(table.changes(), by=answers.person(request))
    said = ngettext(
        "Saved: one session was changed.",
        "Saved: %(number)s sessions were changed.",
        changed,
    )
    nothing = _("Nothing was changed.")
    say.success(request, said % {"number": changed} if changed else nothing)
    return redirect(f"{request.path}?in={table.language}")


def _table(request: HttpRequest, cohort: Cohort) -> TrainingTable:
    asked = request.POST.get("in") or request.GET.get("in", "")
    return TrainingTable(
        answers.typed(request),
        sessions=training_page.sessions(cohort),
        language=language_of(asked),
        area=cohort.group.activity.area,
    )


def page(
    request: HttpRequest,
    cohort: Cohort,
    table: TrainingTable | None = None,
    **more: object,
) -> HttpResponse:
    """Show a cohort's page; 422 when its table or one of its forms needs correcting."""
    found = training_page.sessions(cohort)
    table = table or TrainingTable(
        None, sessions=found, language=language_of(""), area=cohort.group.activity.area
    )
    context = {"table": table, "page": training_page.cohort_page(cohort, found, **more)}  # type: ignore[arg-type]
    status = 422 if table.is_bound or more else 200
    return render(request, "desk/training.html", context, status=status)
