"""The page of a group as its leaders have it, with the form that needs a look."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from pirtti.desk.forms.base import DeskForm
from pirtti.desk.forms.group_life import FollowOnForm, MoveOnForm, RecruitForm
from pirtti.desk.forms.leading_people import MaterialForm
from pirtti.desk.queries import groups as queries
from pirtti.desk.queries import leading as pages
from pirtti.groups.models import Group


def page(request: HttpRequest, group: Group, **wrong: DeskForm) -> HttpResponse:
    """Show a group to one of its leaders; 422 when a form needs correcting."""
    others = queries.others_to_join(request.user, group)
    forms: dict[str, Any] = {
        "material_form": MaterialForm(),
        "recruiting": RecruitForm(),
        "moving": MoveOnForm(),
        "following": FollowOnForm(others=others),
    }
    shown = pages.my_group(group, request.user, now=timezone.now())
    context = {"page": shown, "group": group, **forms, **wrong}
    status = 422 if wrong else 200
    return render(request, "desk/my_group.html", context, status=status)
