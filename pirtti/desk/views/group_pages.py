"""How the pages of a group answer: with the form that needs a look, or with a step."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from pirtti.core.refusals import Refused
from pirtti.desk import messages
from pirtti.desk.forms.base import DeskForm
from pirtti.desk.forms.group_life import FollowOnForm, MoveOnForm, RecruitForm
from pirtti.desk.forms.group_people import LeaderForm, TaskForm
from pirtti.desk.queries import groups as queries
from pirtti.desk.views import leading_pages
from pirtti.groups import access
from pirtti.groups.models import Group


def home(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to the page of a group that the viewer has: the desk's, or the leaders'."""
    return redirect(home_url(request, pk))


def home_url(request: HttpRequest, pk: int) -> str:
    """Return the address of the page of a group that the viewer has."""
    return reverse(f"desk:{'group' if _runs(request, pk) else 'my_group'}", args=[pk])


def _runs(request: HttpRequest, pk: int) -> bool:
    return access.groups_run_by(request.user).filter(pk=pk).exists()


def page(
    request: HttpRequest,
    group: Group,
    *,
    refusal: object = "",
    **wrong: DeskForm,
) -> HttpResponse:
    """Show a group with its forms; 422 when one of them needs correcting.

    Who leads the group without running it gets the leaders' own page.
    """
    if not _runs(request, group.pk):
        return leading_pages.page(request, group, **wrong)
    shown = queries.group_page(group, now=timezone.now())
    others = queries.others_to_join(request.user, group)
    forms: dict[str, Any] = {
        "recruiting": RecruitForm(),
        "leading": LeaderForm(),
        "tasking": TaskForm(leaders=shown.leaders),
        "moving": MoveOnForm(),
        "following": FollowOnForm(others=others),
    }
    context = {"page": shown, "refusal": refusal, **forms, **wrong}
    status = 422 if wrong or refusal else 200
    return render(request, "desk/group.html", context, status=status)


def step(
    request: HttpRequest, group: Group, action: Callable[[], object], said: str
) -> HttpResponse:
    """Take a step that needs no form; a refusal is told at the top of the page."""
    try:
        action()
    except Refused as refused:
        sentence = messages.sentence(refused.reason)
        if _runs(request, group.pk):
            return page(request, group, refusal=sentence)
        say.error(request, str(sentence))
        return redirect("desk:my_group", group.pk)
    say.success(request, said)
    return home(request, group.pk)
