"""A leader's own pages: all groups, one group, its tasks, wishes and materials."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pirtti.calendar import actions as calendar
from pirtti.desk.forms.leading_people import MaterialForm, PoolForm
from pirtti.desk.queries import leading as pages
from pirtti.desk.views import answers, leading_pages
from pirtti.groups import access as groups
from pirtti.groups import actions as group_actions
from pirtti.meetings import actions
from pirtti.meetings import leading_access as access
from pirtti.people.fresh import own


@require_safe
@own
def my_groups(request: HttpRequest) -> HttpResponse:
    """Show a leader's day: the groups with today's and the next meetings."""
    access.need_leader(request.user)
    page = pages.my_groups(request.user, now=timezone.now())
    context = {"page": page, "pool_form": PoolForm(viewer=request.user)}
    return render(request, "desk/my_groups.html", context)


@require_safe
@own
def my_group(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the next meeting of a group, what it needs and what is to be done."""
    return leading_pages.page(request, groups.group_led(request.user, pk))


@require_POST
def part_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one's own part in a group at once."""
    group, by = groups.group_led(request.user, pk), answers.person(request)
    part = groups.led_by(by).get(group=group)
    said = _("Your part has ended. Thank you for leading!")
    if answers.tried(request, lambda: group_actions.end_leader(part, by=by), said):
        return redirect("desk:today")
    return redirect("desk:my_group", pk)


@require_POST
def task_done(request: HttpRequest, pk: int, task_pk: int) -> HttpResponse:
    """Tick a task."""
    group = groups.group_led(request.user, pk)
    task = access.task_of(group, task_pk)
    group_actions.finish_task(task, by=answers.person(request))
    say.success(request, _("Done. Thank you!"))
    return redirect("desk:my_group", pk)


@require_POST
def wish_take(request: HttpRequest, pk: int, wish_pk: int) -> HttpResponse:
    """Make a theme of what members wished for."""
    group = groups.group_led(request.user, pk)
    wish = access.wish_of(group, wish_pk)
    answers.tried(
        request,
        lambda: calendar.take_wish(wish, by=answers.person(request)),
        _("The wish is a theme in store now: choose it for a meeting."),
    )
    return redirect("desk:my_group", pk)


@require_POST
def wish_aside(request: HttpRequest, pk: int, wish_pk: int) -> HttpResponse:
    """Say that a wish is not taken up now."""
    group = groups.group_led(request.user, pk)
    wish = access.wish_of(group, wish_pk)
    answers.tried(
        request,
        lambda: calendar.set_wish_aside(wish, by=answers.person(request)),
        _("The wish is set aside."),
    )
    return redirect("desk:my_group", pk)


@require_POST
def material_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a material at hand."""
    group = groups.group_led(request.user, pk)
    form, by = MaterialForm(request.POST), answers.person(request)
    if not answers.stored(
        request,
        form,
        lambda: actions.add_material(group, by=by, **form.cleaned_data),
        _("The material is at hand for all leaders of the group."),
    ):
        return leading_pages.page(request, group, material_form=form)
    return redirect("desk:my_group", pk)


@require_POST
def material_remove(request: HttpRequest, pk: int, material_pk: int) -> HttpResponse:
    """Take a material away."""
    group = groups.group_led(request.user, pk)
    material = access.material_of(group, material_pk)
    actions.remove_material(material, by=answers.person(request))
    say.success(request, _("The material is removed."))
    return redirect("desk:my_group", pk)
