"""Try the demo out as somebody else."""

from django.conf import settings
from django.contrib import auth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from pirtti.core import marks
from pirtti.demo import queries
from pirtti.network import access
from pirtti.network.rules import May
from pirtti.post import kept
from pirtti.post import queries as outbox

MOST_MAILS = 30
BACKEND = "django.contrib.auth.backends.ModelBackend"


@marks.public
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Show the roles that one can try, each with what it may do."""
    _refuse_outside_demo()
    context = {"accounts": queries.demo_accounts(), "leaders": queries.demo_leaders()}
    return render(request, "demo/accounts.html", context)


@marks.public
@require_POST
def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as one of the demo's accounts, in a new session."""
    _refuse_outside_demo()
    user = get_object_or_404(queries.demo_users(), pk=pk)
    request.session.flush()
    auth.login(request, user, backend=BACKEND)
    if queries.leads_only(user):
        return redirect("desk:my_groups")
    has_desk = access.may_anywhere(user, May.SEE_DESK)
    return redirect("desk:today" if has_desk else "desk:figures")


@marks.public
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """Show the mails that the demo keeps instead of sending."""
    _refuse_outside_demo()
    shown = [kept.read(mail) for mail in outbox.kept_mails(limit=MOST_MAILS)]
    return render(request, "demo/mails.html", {"mails": shown})


@marks.public
@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one kept mail, in words or as HTML."""
    _refuse_outside_demo()
    found = outbox.kept_mail(pk)
    if found is None:
        raise Http404
    shown = kept.read(found)
    if request.GET.get("as") == "html":
        return HttpResponse(shown.html)
    return render(request, "demo/mails.html", {"mail": shown})


def _refuse_outside_demo() -> None:
    if not settings.DEMO:
        raise Http404
