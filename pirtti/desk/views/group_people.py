"""Who leads a group, and what is to be done for it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pirtti.desk import group_actions
from pirtti.desk.forms.group_people import LeaderForm, TaskForm
from pirtti.desk.queries import groups as queries
from pirtti.desk.views import answers, group_pages
from pirtti.groups import access, actions


@require_POST
def group_leader_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody lead; the account is made where there is none."""
    found = access.group_run(request.user, pk)
    form, by = LeaderForm(request.POST), answers.person(request)
    if not answers.stored(
        request,
        form,
        lambda: group_actions.add_leader(found, by=by, **form.cleaned_data),
        _("Added. The leader gets a letter with the way in."),
    ):
        return group_pages.page(request, found, leading=form)
    return redirect("desk:group", pk)


@require_POST
def group_leader_end(request: HttpRequest, pk: int, leader_pk: int) -> HttpResponse:
    """End somebody's part at once."""
    found = access.group_run(request.user, pk)
    leader = found.leaders.filter(pk=leader_pk).first()
    if leader is None:
        raise Http404
    by, said = answers.person(request), _("The leader’s part has ended.")
    return group_pages.step(
        request, found, lambda: group_actions.end_leader(leader, by=by), said
    )


@require_POST
def group_task_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down what is to be done."""
    found = access.group_run(request.user, pk)
    leaders = queries.leaders_of(found, today=timezone.localdate())
    form, by = TaskForm(request.POST, leaders=leaders), answers.person(request)
    if not answers.stored(
        request,
        form,
        lambda: actions.add_task(found, by=by, **form.task),
        _("Written down."),
    ):
        return group_pages.page(request, found, tasking=form)
    return redirect("desk:group", pk)


@require_POST
def group_task_done(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """Note that a task is done, or with `reopen` that it is not after all."""
    found = access.group_run(request.user, pk)
    task = found.tasks.filter(pk=task_pk).first()
    if task is None:
        raise Http404
    do = actions.reopen_task if "reopen" in request.POST else actions.finish_task
    do(task, by=answers.person(request))
    return redirect("desk:group", pk)
