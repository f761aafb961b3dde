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

BACKEND = "django.contrib.auth.backends.ModelBackend"


@marks.public
@require_safe
def accounts(request: HttpRequest) -> HttpResponse:
    """Show the roles that one can try, each with what it may do."""
    _refuse_outside_demo()
    context = {"accounts": queries.demo_accounts()}
    return render(request, "demo/accounts.html", context)


@marks.public
@require_POST
def sign_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as one of the demo's accounts, in a new session."""
    _refuse_outside_demo()
    user = get_object_or_404(queries.demo_users(), pk=pk)
    request.session.flush()
    auth.login(request, user, backend=BACKEND)
    has_desk = access.may_anywhere(user, May.SEE_DESK)
    return redirect("desk:today" if has_desk else "desk:figures")


def _refuse_outside_demo() -> None:
    if not settings.DEMO:
        raise Http404
