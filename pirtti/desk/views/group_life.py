"""A group's steps: asking families to join, deciding, going on, ending.

Whoever leads a group takes its steps as well as those who run groups there: some are
led by experience, without any worker.
"""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.desk import group_actions
from pirtti.desk.forms.group_life import (
    DatesForm,
    DecisionForm,
    FollowOnForm,
    MoveOnForm,
    RecruitForm,
)
from pirtti.desk.queries import groups as queries
from pirtti.desk.views import answers, group_pages
from pirtti.groups import access, actions


@require_POST
def group_recruit(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask families to join, until the decision day."""
    found = access.group_reached(request.user, pk)
    form, by = RecruitForm(request.POST), answers.person(request)
    if not answers.stored(
        request,
        form,
        lambda: actions.start_recruiting(found, by=by, **form.cleaned_data),
        _("Families can join now. The leaders are told."),
    ):
        return group_pages.page(request, found, recruiting=form)
    return group_pages.home(request, pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def group_decision(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who is in, in numbers, and decide; families are told at once."""
    found = access.group_reached(request.user, pk)
    others = queries.others_to_join(request.user, found)
    form = DecisionForm(answers.typed(request), others=others)
    by, said = answers.person(request), _("Decided. The families and leaders are told.")
    if answers.stored(
        request, form, lambda: actions.decide(found, by=by, **form.decision), said
    ):
        return group_pages.home(request, pk)
    page = queries.group_page(found, now=timezone.now())
    context = {
        "home": group_pages.home_url(request, pk),
        "leads": access.led_by(request.user).filter(group=found).exists(),
    }
    return answers.page(request, "desk/group_decision.html", form, page=page, **context)


@require_POST
def group_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a group run that meets already."""
    found, by = access.group_reached(request.user, pk), answers.person(request)
    return group_pages.step(
        request, found, lambda: actions.run(found, by=by), _("The group runs.")
    )


@require_POST
def group_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a group; families and leaders are thanked."""
    found, by = access.group_reached(request.user, pk), answers.person(request)
    said = _("The group has ended. The families and leaders are thanked.")
    return group_pages.step(request, found, lambda: actions.end(found, by=by), said)


@require_POST
def group_move_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the same families go on together."""
    found = access.group_reached(request.user, pk)
    form, by = MoveOnForm(request.POST), answers.person(request)
    if not answers.stored(
        request,
        form,
        lambda: actions.move_on(found, by=by, **form.cleaned_data),
        _("The same families go on together. They are told."),
    ):
        return group_pages.page(request, found, moving=form)
    return group_pages.home(request, pk)


@require_POST
def group_follow_on(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the families another group; nobody's data moves."""
    found = access.group_reached(request.user, pk)
    others = queries.others_to_join(request.user, found)
    form, by = FollowOnForm(request.POST, others=others), answers.person(request)
    if not answers.stored(
        request,
        form,
        lambda: actions.offer_follow_on(found, form.cleaned_data["other"], by=by),
        _("The families get a letter about it."),
    ):
        return group_pages.page(request, found, following=form)
    return group_pages.home(request, pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def group_dates(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a group a rhythm: hidden groups stand nowhere else in the desk."""
    found = access.group_reached(request.user, pk)
    form, by = DatesForm(answers.typed(request)), answers.person(request)
    if answers.stored(
        request,
        form,
        lambda: group_actions.add_dates(found, form.as_series(), by=by),
        _("The dates are added."),
    ):
        return group_pages.home(request, pk)
    home = group_pages.home_url(request, pk)
    return answers.page(request, "desk/group_dates.html", form, group=found, home=home)
