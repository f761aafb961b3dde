"""Groups for those who run them: the list, one group, its settings, local words."""

from django.contrib import messages as say
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pirtti.calendar import access as calendar_access
from pirtti.desk import access, group_actions
from pirtti.desk.forms.group_words import WordsForm
from pirtti.desk.forms.groups import GroupForm
from pirtti.desk.queries import groups as queries
from pirtti.desk.views import answers, group_pages
from pirtti.grants.access import may_grant
from pirtti.groups import access as group_access
from pirtti.groups import actions, words
from pirtti.network import access as network
from pirtti.network.rules import May

MOST_PAGES = 10_000


@never_cache
@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """List the groups that one runs; `?show=over` those that have ended, `?page=`."""
    access.need(request.user, May.RUN_GROUPS)
    page = queries.list_page(
        request.user,
        now=timezone.now(),
        shows_over=request.GET.get("show") == "over",
        number=_number(request.GET.get("page", "")),
    )
    area = network.areas_where(request.user, May.RUN_GROUPS).first()
    context = {"page": page, "words_area": area, "may_grant": may_grant(request.user)}
    return render(request, "desk/groups.html", context)


def _number(typed: str) -> int:
    """Read the number of a page; what is none is the first."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= len("10000")
    return max(1, min(int(typed), MOST_PAGES)) if is_number else 1


@never_cache
@require_safe
def group(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a group: where it stands, its steps, leaders, tasks and numbers."""
    found = group_access.group_run(request.user, pk)
    return group_pages.page(request, found)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def group_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a group of one of one's activities."""
    activity = calendar_access.activity_for(request.user, pk, May.RUN_GROUPS)
    form = GroupForm(answers.typed(request), area=activity.area)
    by = answers.person(request)
    made = answers.attempt(
        form, lambda: group_actions.make_group(activity, form.settings, by=by)
    )
    if made is not None:
        say.success(request, _("It is a group now. Name its leaders next."))
        return redirect("desk:group", made.pk)
    return answers.page(request, "desk/group_form.html", form, activity=activity)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def group_settings(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what a group is, and how many families fit in."""
    found = group_access.group_run(request.user, pk)
    area, by = found.activity.area, answers.person(request)
    form = GroupForm(answers.typed(request), area=area, group=found)
    if answers.attempt(
        form, lambda: group_actions.change_group(found, form.settings, by=by)
    ):
        say.success(request, _("Saved."))
        return redirect("desk:group", pk)
    return answers.page(
        request, "desk/group_form.html", form, group=found, activity=found.activity
    )


@require_http_methods(["GET", "HEAD", "POST"])
def group_words(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what people of an area call the kinds of groups."""
    area = network.area_for(request.user, slug, May.RUN_GROUPS)
    own = {(one.axis, one.value): one.word for one in area.axis_words.all()}
    form = WordsForm(answers.typed(request), own=own)
    by = answers.person(request)
    if answers.attempt(
        form, lambda: actions.set_words(area, form.words, by=by) or True
    ):
        say.success(request, _("Saved. Groups here are called so from now on."))
        return redirect("desk:groups")
    usual = words.VALUES
    return answers.page(request, "desk/group_words.html", form, area=area, usual=usual)
