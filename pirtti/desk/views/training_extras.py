"""What a session of training has besides: the fathers' own one, a linked evening."""

from django.contrib import messages as say
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pirtti.desk.forms.training_extras import EveningForm, FathersForm, Near
from pirtti.desk.views import answers
from pirtti.desk.views.training import page
from pirtti.training import access, actions


@require_POST
def fathers_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a session the fathers' own one: same time, another room and leader."""
    session = access.session_for(request.user, pk)
    form = FathersForm(request.POST, session=session, near=Near(session.cohort))
    by = answers.person(request)
    if not answers.attempt(
        form, lambda: actions.add_parallel(session, by=by, **form.cleaned_data)
    ):
        return page(request, session.cohort, faulty=form, of=session)
    say.success(request, _("The fathers’ own session is in the calendar."))
    return redirect("desk:training", session.cohort_id)


@require_POST
def fathers_session_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the fathers' own session away."""
    session = access.session_for(request.user, pk)
    answers.tried(
        request,
        lambda: actions.remove_parallel(session, by=answers.person(request)),
        _("Taken away."),
    )
    return redirect("desk:training", session.cohort_id)


@require_POST
def evening_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the families of a weekly group to the evening."""
    session = access.session_for(request.user, pk)
    evening = session.occurrence
    if evening is None:
        raise Http404
    form = EveningForm(request.POST, session=session, near=Near(session.cohort))
    by = answers.person(request)
    if not answers.attempt(
        form,
        lambda: actions.link_evening(form.cleaned_data["activity"], evening, by=by),
    ):
        return page(request, session.cohort, faulty=form, of=session)
    say.success(request, _("The weekly group’s page tells of the evening."))
    return redirect("desk:training", session.cohort_id)


@require_POST
def evening_unlink(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the families of a weekly group no longer."""
    link, cohort = access.evening_for(request.user, pk)
    actions.unlink_evening(link, by=answers.person(request))
    say.success(request, _("Taken away."))
    return redirect("desk:training", cohort.pk)
