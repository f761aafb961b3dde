"""Letters that go out by mail: what is due, what went, what could not."""

from django.contrib import messages as say
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from pirtti.core.refusals import Refused
from pirtti.desk import access
from pirtti.desk.queries import post as queries
from pirtti.desk.views import answers
from pirtti.network.rules import May
from pirtti.post import actions, kept, messages
from pirtti.post import queries as outbox


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Show the outbox to whoever runs the installation; addresses are masked.

    Where there is no mail server, `?mail=` shows a kept mail.
    """
    access.need(request.user, May.RUN_INSTALLATION)
    number = request.GET.get("mail", "")
    if number:
        return _mail(request, number)
    context = {"page": queries.page(timezone.now())}
    return render(request, "desk/letters.html", context)


def _mail(request: HttpRequest, number: str) -> HttpResponse:
    found = outbox.kept_mail(int(number)) if number.isdecimal() else None
    if found is None or not outbox.keeps_mails():
        raise Http404
    mail = kept.read(found)
    if request.GET.get("as") == "html":
        return HttpResponse(mail.html)
    return render(request, "desk/letter.html", {"mail": mail})


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Let a letter that failed be tried again."""
    access.need(request.user, May.RUN_INSTALLATION)
    number = request.POST.get("letter", "")
    try:
        actions.try_again(
            int(number) if number.isdecimal() else 0, by=answers.person(request)
        )
    except Refused as refused:
        say.error(request, str(messages.REFUSALS[refused.reason]))
    else:
        say.success(request, _("The letter is tried again within a minute."))
    return redirect("desk:post")
