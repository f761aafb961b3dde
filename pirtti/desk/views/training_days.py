"""The days of a cohort: proposed by the due months, looked at, taken."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pirtti.desk import training_page
from pirtti.desk.forms.training_days import DaysForm, PatternForm
from pirtti.desk.views import answers
from pirtti.training import access, actions, words
from pirtti.training.models import Cohort, CohortSession

USUAL = {"weekday": 2, "every": 1, "times": "17–19"}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def training_days(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose days (`?weekday=2&every=1&times=17–19`), and take them when sent."""
    cohort = access.cohort_for(request.user, pk)
    sessions = actions.coming_sessions(cohort, today=timezone.localdate())
    if request.method != "POST":
        return _proposed(request, cohort, sessions)
    form = DaysForm(request.POST, sessions=sessions)
    by = answers.person(request)
    if not answers.attempt(
        form, lambda: actions.take_days(cohort, form.days, form.meeting, by=by)
    ):
        return _page(request, cohort, days=form, status=422)
    say.success(request, _("The days are in the calendar."))
    return redirect("desk:training", pk)


def _proposed(
    request: HttpRequest, cohort: Cohort, sessions: list[CohortSession]
) -> HttpResponse:
    asked = request.GET if "weekday" in request.GET else None
    form = PatternForm(asked, initial=USUAL)
    if not sessions or not form.is_valid():
        return _page(request, cohort, pattern=form, status=422 if form.errors else 200)
    for one in sessions:
        one.cohort = cohort
    preview = training_page.preview(cohort, form.pattern(sessions))
    if preview.found is None:
        return _page(request, cohort, pattern=form, preview=preview)
    initial = {"times": form.cleaned_data["times"]} | {
        f"day{one.order}": day
        for one, day in zip(sessions, preview.found.days, strict=True)
    }
    days = DaysForm(sessions=sessions, initial=initial)
    return _page(request, cohort, pattern=form, preview=preview, days=days)


def _page(
    request: HttpRequest, cohort: Cohort, *, status: int = 200, **shown: object
) -> HttpResponse:
    shown.setdefault("pattern", PatternForm(initial=USUAL))
    context = {
        "cohort": cohort,
        "due": words.months(cohort.due_from, cohort.due_to),
        **shown,
    }
    return render(request, "desk/training_days.html", context, status=status)
