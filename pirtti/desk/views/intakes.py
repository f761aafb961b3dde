"""People sign up here: seats and window of an activity or a date, and its families.

The list of families opens by a button and stays open for a quarter of an hour in the
session: opening it is written down, looking at a page never writes.
"""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.calendar import access as calendar_access
from pirtti.calendar.models import Activity, Occurrence
from pirtti.desk import access, actions
from pirtti.desk.forms.intakes import IntakeForm
from pirtti.desk.queries import intakes as queries
from pirtti.desk.views import answers
from pirtti.network.rules import May
from pirtti.signups import actions as signups
from pirtti.signups.models import Intake

OPEN_SECONDS = 15 * 60
ANSWERS = {
    "approve": (signups.approve, gettext_lazy("The family has its seat.")),
    "decline": (
        signups.decline,
        gettext_lazy("The family is told that there is no seat."),
    ),
    "remove": (signups.remove, gettext_lazy("The family is out, and told so.")),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_activity(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how many families sign up to an activity."""
    found = calendar_access.activity_for(request.user, pk, May.EDIT_CALENDAR)
    return _intake(request, found, found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Say how many families sign up to one date."""
    found = calendar_access.occurrence_for(request.user, pk, May.EDIT_CALENDAR)
    return _intake(request, found, found.activity)


def _intake(
    request: HttpRequest, thing: Activity | Occurrence, activity: Activity
) -> HttpResponse:
    intake = access.intake_of(thing)
    if "open" in request.POST and intake.pk:
        _open_or_close(request, intake)
        return redirect(request.path)
    form = IntakeForm(answers.typed(request), intake=intake)
    if answers.attempt(form, lambda: _save(request, thing, intake, form)):
        say.success(request, _("Saved."))
        return redirect(request.path)
    page = queries.intake_page(intake, now=timezone.now())
    date = thing if isinstance(thing, Occurrence) else None
    return answers.page(
        request, "desk/intake.html", form, page=page, activity=activity, date=date
    )


def _save(
    request: HttpRequest,
    thing: Activity | Occurrence,
    intake: Intake,
    form: IntakeForm,
) -> Intake:
    by = answers.person(request)
    if intake.pk is None:
        return actions.open_sign_up(thing, by=by, values=form.values)
    return signups.change_intake(intake, by=by, **form.values)


def _open_or_close(request: HttpRequest, intake: Intake) -> None:
    by = answers.person(request)
    if request.POST["open"] == "1":
        signups.change_intake(intake, by=by, is_open=True)
        say.success(request, _("Families can sign up again."))
    else:
        signups.close_intake(intake, by=by)
        say.success(request, _("Closed: nobody more is taken in."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def families(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who signed up, once the list was opened by its button."""
    intake = access.intake_for(request.user, pk, May.EDIT_CALENDAR)
    if request.method == "POST":
        actions.open_families(intake, by=answers.person(request))
        request.session[_key(pk)] = timezone.now().timestamp()
        return redirect("desk:families", pk)
    is_open = _is_open(request, pk)
    found = queries.families(intake, request.GET.get("page", "")) if is_open else None
    page = queries.intake_page(intake, now=timezone.now())
    context = {"intake": intake, "found": found, "page": page}
    return render(request, "desk/families.html", context)


def _key(pk: int) -> str:
    return f"families_{pk}"


def _is_open(request: HttpRequest, pk: int) -> bool:
    opened = float(request.session.get(_key(pk), 0))
    return timezone.now().timestamp() - opened < OPEN_SECONDS


@require_POST
def answer(request: HttpRequest, pk: int, party_pk: int) -> HttpResponse:
    """Say yes or no to a family, or take it out."""
    party = access.party_for(request.user, pk, party_pk, May.EDIT_CALENDAR)
    action, done = ANSWERS.get(request.POST.get("action", ""), (None, ""))
    if action is not None:
        by = answers.person(request)
        answers.tried(request, lambda: action(party, by=by), str(done))
    return redirect("desk:families", pk)
