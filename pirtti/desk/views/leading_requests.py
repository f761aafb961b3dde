"""Standing in: asking for somebody, saying yes, being in the pool of an area."""

from django.contrib import messages as say
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pirtti.desk.forms.leading_people import AliasForm, PoolForm
from pirtti.desk.queries import leading as pages
from pirtti.desk.views import answers
from pirtti.desk.views.leading_meetings import led
from pirtti.meetings import actions
from pirtti.meetings import leading_access as access
from pirtti.people.fresh import own


@require_POST
def ask(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Ask the pair and the pool to lead one meeting."""
    group, date = led(request, pk, meeting_pk)
    answers.tried(
        request,
        lambda: actions.ask_substitute(group, date, by=answers.person(request)),
        _("The other leaders and the pool of the area are asked. You get a letter."),
    )
    return redirect("desk:my_meeting", pk, meeting_pk)


@require_POST
def withdraw(request: HttpRequest, pk: int, meeting_pk: int) -> HttpResponse:
    """Take a request back."""
    _group, date = led(request, pk, meeting_pk)
    wanted = pages.request_of(date)
    if wanted is None:
        raise Http404
    actions.withdraw_request(wanted, by=answers.person(request))
    say.success(request, _("The request is taken back."))
    return redirect("desk:my_meeting", pk, meeting_pk)


@require_http_methods(["GET", "HEAD", "POST"])
@own
def request(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what one is asked to lead; saying yes first is enough."""
    wanted = access.request_for(request.user, pk)
    by = answers.person(request)
    form = AliasForm(answers.typed(request), initial={"alias": pages.alias_of(by)})
    if answers.attempt(
        form, lambda: actions.take_request(wanted, by=by, **form.cleaned_data)
    ):
        say.success(request, _("Thank you! You lead this meeting."))
        return redirect("desk:my_groups")
    page = pages.request_page(wanted, request.user, now=timezone.now())
    return answers.page(request, "desk/my_request.html", form, page=page)


@require_POST
def join(request: HttpRequest) -> HttpResponse:
    """Let oneself be asked to stand in within an area."""
    access.need_leader(request.user)
    form, by = PoolForm(request.POST, viewer=request.user), answers.person(request)
    if answers.attempt(form, lambda: actions.join_pool(by, **form.cleaned_data)):
        say.success(request, _("You may be asked to stand in. Thank you!"))
        return redirect("desk:my_groups")
    page = pages.my_groups(request.user, now=timezone.now())
    context = {"page": page, "pool_form": form}
    return render(request, "desk/my_groups.html", context, status=422)


@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Do not let oneself be asked any more."""
    member = access.pool_for(request.user, pk)
    actions.leave_pool(member, by=answers.person(request))
    say.success(request, _("You are not asked any more."))
    return redirect("desk:my_groups")
